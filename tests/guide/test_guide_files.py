"""A school's own guide: what is wrong with it is told by line."""

import re
from pathlib import Path

import pytest

import assets
from kiosk.guide.content import NEEDED, load, read
from kiosk.guide.errors import (
    GuideBroken,
    GuideLacks,
    GuideLeadsNowhere,
    GuideNotToml,
    GuideTwice,
    GuideUnreadable,
    GuideWrong,
)

SHIPPED = assets.path("guide/guide.toml").read_text(encoding="utf-8")


def changed(old: str, new: str) -> tuple[str, str]:
    """Return the shipped file with one place changed, and the number of that place's line."""
    assert SHIPPED.count(old) >= 1, old
    begin = SHIPPED.index(old)
    shift = len(old) - len(old.lstrip("\n"))
    line = SHIPPED.count("\n", 0, begin + shift) + 1
    return SHIPPED.replace(old, new, 1), str(line)


CASES = [
    ('version = "2015.1"', 'version = "2015.1', GuideNotToml, 0),
    ('dated = "2015-04-01"', 'dated = "im April"', GuideWrong, 0),
    ('dated = "2015-04-01"', "dated = 2015-04-01", GuideWrong, 0),
    ('name = "before"', 'name = "Vor dem"', GuideWrong, 0),
    ('name = "before"', 'name = "what-for"', GuideTwice, 0),
    ('name = "registered"', 'name = "taken"', GuideTwice, 0),
    ("step = 3", "step = 10", GuideWrong, 0),
    ("step = 3", "step = true", GuideWrong, 0),
    ("step = 3", "step = 2", GuideTwice, 0),
    ("step = 3", "", GuideLacks, None),
    ("step = 3", "stp = 3", GuideWrong, 0),
    ('slot = "checker"', 'slot = "password"', GuideWrong, 0),
    ('kind = "caution"', 'kind = "blink"', GuideWrong, 0),
    ('see = ["register-4", "no-mail"]', 'see = ["register-44"]', GuideLeadsNowhere, 0),
    ('topic = "register-4"', 'topic = "register-44"', GuideLeadsNowhere, 0),
    ('quote = "一个身份证', 'qoute = "一个身份证', GuideLacks, -2),
    ('zh = "注册之前"', 'de = "Vorher"', GuideLacks, -2),
    ('remedies.zh = ["先检查', 'remedies.zn = ["先检查', GuideLacks, None),
    ('name = "again"', 'name = "agian"', GuideLeadsNowhere, None),
    ('{ to = "again"', '{ to = "photo"', GuideLeadsNowhere, 0),
    ('{ to = "stop"', '{ to = "how-often"', GuideLeadsNowhere, 0),
    ('{ to = "stop", zh', '{ to = "stop", until = 3, zh', GuideLeadsNowhere, None),
    ("until = 2", "until = 0", GuideWrong, 0),
    ("tells = true", "tells = 1", GuideWrong, 0),
    ('{ to = "stop"', '{ to = "stpo"', GuideLeadsNowhere, 0),
    ('{ to = "stop"', '{ too = "stop"', GuideLacks, 0),
    ('{ label = "安全邮箱"', '{ lable = "安全邮箱"', GuideLacks, 0),
    ('{ label = "安全邮箱",', '{ label = "安全邮箱", star = true,', GuideWrong, 0),
    (
        'label = "安全邮箱", en = "Security e-mail", required = true',
        'label = "安全邮箱", en = 3',
        GuideWrong,
        0,
    ),
    ('{ quote = "校验码不能为空"', "{ quote = 3", GuideWrong, 0),
    ('{ word = "层次"', '{ word = ["层次"]', GuideWrong, 0),
    ('source = { zh = "附件1 第三步"', 'source = { zn = "附件1 第三步"', GuideLacks, 0),
    ('source = { zh = "附件1 第三步"', 'source = { de = "", zh = "附件1 第三步"', GuideWrong, 0),
    ('hotline = "010-82199588"', "", GuideLacks, None),
]


@pytest.mark.parametrize(("old", "new", "error", "off"), CASES)
def test_what_is_wrong_is_told_by_line(
    old: str, new: str, error: type[GuideBroken], off: int | None
) -> None:
    """``off``: how far above the change the line is that is named; none: it is not looked at."""
    text, line = changed(old, new)
    with pytest.raises(error) as raised:
        read(text, "zh")
    told = int(raised.value.problem.values["line"])
    assert 1 <= told <= len(text.splitlines())
    if off is not None:
        assert told == int(line) + off


@pytest.mark.parametrize("name", NEEDED)
def test_what_screens_lead_to_may_not_be_left_out(name: str) -> None:
    leading = re.compile(r"^(name|see|topic) = .*", re.MULTILINE)
    renamed = leading.sub(lambda line: line[0].replace(f'"{name}"', '"elsewhere"'), SHIPPED)
    with pytest.raises(GuideLacks) as raised:
        read(renamed, "zh")
    assert raised.value.problem.values["key"] == name


@pytest.mark.parametrize("data", [None, b"\xff\xfe\x00", "version = '华'".encode("gb18030")])
def test_a_file_that_cannot_be_read(tmp_path: Path, data: bytes | None) -> None:
    own = tmp_path / "guide.toml"
    if data is not None:
        own.write_bytes(data)
    with pytest.raises(GuideUnreadable) as raised:
        load("zh", own)
    assert raised.value.problem.values == {"file": "guide.toml"}


def test_a_school_may_change_wording_and_add_topics(tmp_path: Path) -> None:
    extra = """
[[topic]]
name = "printing-room"
zh = "哪里能上网"
source = { zh = "本校" }
dated = "2026-09-01"
block = [{ kind = "text", zh = "图书馆一楼。\\u001b[2J" }]
"""
    own = tmp_path / "guide.toml"
    own.write_text("\ufeff" + SHIPPED.replace("注册之前", "先看这里") + extra, encoding="utf-8")
    for lang in assets.LANGS:
        guide = load(lang, own)
        added = guide.topic("printing-room")
        assert added is not None
        assert (added.title, added.dated) == ("哪里能上网", "2026-09-01")
        assert added.blocks[0].text == "图书馆一楼。[2J"  # type: ignore[union-attr]
    before = load("zh", own).topic("before")
    assert before is not None
    assert before.title == "先看这里"


def test_a_mended_file_is_read_anew(tmp_path: Path) -> None:
    own = tmp_path / "guide.toml"
    own.write_text("nonsense", encoding="utf-8")
    with pytest.raises(GuideNotToml):
        load("zh", own)
    own.write_text(SHIPPED, encoding="utf-8")
    assert load("zh", own) == load("zh")
