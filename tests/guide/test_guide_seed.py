"""Each paragraph of Annex 1 that asks or tells something has its place in the guide."""

import re
from collections.abc import Iterator

import pytest

from assets import LANGS
from kiosk.guide.content import load
from tests.guide.annex import NOTES, OPENING, STEPS, Place
from tests.guide.annex_cases import CASE_1, CASE_2
from tests.guide.pages import said, texts

TABLE = (*OPENING, *STEPS, *NOTES, *CASE_1, *CASE_2)


@pytest.mark.parametrize("place", TABLE, ids=lambda place: f"{place.topic}: {place.paragraph}")
def test_each_paragraph_has_its_place(place: Place) -> None:
    assert place.zh in said("zh", place.topic)
    assert place.en in said("en", place.topic)


def test_the_ten_labels_stand_in_their_order() -> None:
    labels = (
        "手机号 校验码 密码 密码确认 姓名 证件类型 证件号码 安全邮箱 密保问题1 密保问题2 密保问题3"
    )
    page = said("zh", "register-2").splitlines()
    expected = [*labels.split(), "我已阅读并同意服务条款"]
    assert [line for line in page if line in expected] == expected


def test_where_the_annex_contradicts_itself_both_sides_are_named() -> None:
    for name in ("register-6", "register-7", "register-8"):
        assert "左侧" in said("zh", name)
        assert "右侧" in said("zh", name)
        assert "left" in said("en", name)
        assert "right" in said("en", name)


def everything() -> Iterator[str]:
    for lang in LANGS:
        yield from texts(load(lang))


def test_what_was_one_schools_own_stands_nowhere() -> None:
    """The annex says 8 digits, 专科 and 511 级: the four values come from the record instead."""
    whole = "\n".join(everything())
    for own in (r"\b8 ?位", r"\b(8|eight) digits", "选择专科", "511", "陕西"):
        assert not re.search(own, whole)


def test_nobody_is_asked_for_a_password_on_paper() -> None:
    assert "密码写在这张纸上" in said("zh", "conscription-slip")
    assert "Do not write the password" in said("en", "conscription-slip")
