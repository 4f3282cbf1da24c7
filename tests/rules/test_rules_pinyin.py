import os
import subprocess
import sys
import time

import pytest

from kiosk.rules.pinyin import matches, readings

MAJORS = (
    "机械制造与自动化",
    "机械装备制造技术",
    "机械产品检测检验技术",
    "计算机应用技术",
    "物理教育",
    "重庆话研究",
    "行政管理",
    "银行业务",
    "长安文化",
    "绿化工程",
    "法学（卓越）",
    "CAD制图",
)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("jxzz", "机械制造与自动化"),
        ("jixiezhizao", "机械制造与自动化"),
        ("jixiezz", "机械制造与自动化"),
        ("JXZB", "机械装备制造技术"),
        ("ｊｘｚｂ", "机械装备制造技术"),
        ("机械装", "机械装备制造技术"),
        ("机xiezb", "机械装备制造技术"),
        ("zdh", "机械制造与自动化"),
        ("cqh", "重庆话研究"),
        ("zhongqing", "重庆话研究"),
        ("xzgl", "行政管理"),
        ("yinhang", "银行业务"),
        ("caw", "长安文化"),
        ("lvhua", "绿化工程"),
        ("luhua", "绿化工程"),
        ("法学(", "法学（卓越）"),
        ("cadzt", "CAD制图"),
        ("cad", "CAD制图"),
    ],
)
def test_finds_by_text_pinyin_and_initials(typed: str, first: str) -> None:
    assert matches(MAJORS, typed)[0] == first


def test_what_begins_an_option_ranks_before_what_stands_inside() -> None:
    assert matches(("应用物理", "物理"), "wl") == ("物理", "应用物理")


def test_the_usual_reading_ranks_before_the_others() -> None:
    assert "wei" in readings("机") or readings("机") == ("ji",)
    assert matches(MAJORS, "w")[0] == "物理教育"


def test_the_exact_text_is_first() -> None:
    assert matches(("机械工程", "机械"), "机械") == ("机械", "机械工程")


def test_nothing_typed_keeps_all_in_order() -> None:
    assert matches(MAJORS, " ") == MAJORS


@pytest.mark.parametrize("typed", [".*", "[", "\\", "(((", "zzzzzzzzzz", "\x01", "a" * 60])
def test_what_finds_nothing_finds_nothing(typed: str) -> None:
    assert matches(("机械",), typed) in {(), ("机械",)}
    assert matches(("机械",), "q.*") == ()


def test_two_thousand_options_take_less_than_a_key_may() -> None:
    options = [f"{major}{number}班" for number in range(170) for major in MAJORS]
    matches(options, "a")
    slowest = 0.0
    for typed in ("j", "jx", "jxzz", "zzzzzzzzzzzz", "zhzhzhzhzhzhzh", "aaaaaaaaaaaaaaaaaaaaaaaa"):
        start = time.perf_counter()
        matches(options, typed)
        slowest = max(slowest, time.perf_counter() - start)
    assert slowest < 0.1  # 15 ms on an idle machine; this one is shared


def test_phrases_are_never_loaded() -> None:
    code = (
        "import sys; from kiosk.rules.pinyin import matches; "
        "assert 'pypinyin' not in sys.modules; matches(('重庆',), 'cq'); "
        "assert 'pypinyin.phrases_dict' not in sys.modules"
    )
    bare = {key: value for key, value in os.environ.items() if not key.startswith("PYPINYIN")}
    subprocess.run([sys.executable, "-c", code], check=True, env=bare)
