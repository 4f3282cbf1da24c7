"""Cleaning: what acts goes, what is read stays."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.text import ACTING, clean, comparable, half_width, inert, scrub, squeeze


@pytest.mark.parametrize(
    ("dirty", "left"),
    [
        ("a\x1b[31mb", "a[31mb"),
        ("\x1b]0;title\x07x", "]0;titlex"),
        ("\x9b2J\x85x", "2J x"),
        ("\u202eabc\u202c", "abc"),
        ("\u2066a\u2069\u200e\u200f\u061c", "a"),
        ("a\u200bb\u200c\u200d\u2060\ufeff", "ab"),
        ("a\tb\r\nc\u3000d\xa0e\u2028f", "a b  c d e f"),
        ("a\x00b\x7f\ud800", "ab"),
        ("\U000e0041a", "a"),
        ("𬭎𱍐䶮㛃", "𬭎𱍐䶮㛃"),
        ("\ue000", "\ue000"),
        ("é—·…①", "é—·…①"),
        ("[red]x[/red]", "[red]x[/red]"),
        ("e\u0301\u0300 ä\u0308", "e\u0301\u0300 ä\u0308"),
        ("z" + "\u0334\u0310" * 500 + "o", "z" + "\u0334\u0310" * 2 + "o"),
    ],
)
def test_scrub(dirty: str, left: str) -> None:
    assert scrub(dirty) == left


def test_ends_and_runs_of_spaces() -> None:
    assert clean("\u3000 林 小满\t\n") == "林 小满"
    assert squeeze(" 林  \u3000 小满 ") == "林 小满"


def test_half_width_for_numbers_only() -> None:
    assert half_width("３１２１９２０１Ｘ－（）") == "31219201X-()"
    assert half_width("林①ﬁ") == "林①ﬁ"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("学籍信息已核对，正确无误。", "学籍信息已核对,正确无误."),
        ("学籍信息 已核对，正确 无误。", "学籍信息已核对，正确无误。"),
        ("姓名、学制", "姓名,学制"),
        ("甲·乙", "甲•乙"),
        ("ＡＢＣ：", "ABC:"),
    ],
)
def test_copies_that_are_the_same(first: str, second: str) -> None:
    assert comparable(first) == comparable(second)


def test_copies_that_differ() -> None:
    assert comparable("学籍信息已核对，正确无误。") != comparable("学籍信息已核对，正确无误")
    assert comparable("未核对") != comparable("末核对")


def test_on_the_way_out_spaces_stay() -> None:
    assert inert("a\x1b[2J\u3000b\xa0c\x85\u2028\u202ed\u200be\r\n") == "a[2J\u3000b\xa0cde"


@given(st.text())
@pytest.mark.parametrize("clear", [scrub, inert])
def test_nothing_that_acts_is_left(clear: Callable[[str], str], text: str) -> None:
    left = clear(text)
    assert clear(left) == left
    assert not any(unicodedata.category(char) in {"Cc", "Cs"} for char in left)
    assert not any(
        unicodedata.bidirectional(char) in {"LRO", "RLO", "LRE", "RLE", "PDF", "LRI", "RLI", "PDI"}
        for char in left
    )


def test_each_character_that_acts_goes_also_alone() -> None:
    """By them Python's own quick look is enough: none of them is printable to it."""
    assert {inert(f"林{chr(code)}满") for code in ACTING} == {"林满"}
    assert {scrub(f"林{chr(code)}满") for code in ACTING} == {"林满", "林 满"}
    assert {scrub(f"林{space}满") for space in "\t\n\r\x85\xa0\u3000"} == {"林 满"}


_ENDS = (
    (0x00, 0x1F), (0x7F, 0x9F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064),
    (0x2066, 0x206F), (0xD800, 0xDFFF), (0xE0000, 0xE007F),
)  # fmt: skip
"""First and last of what acts, as Unicode has it; what stands just outside is read."""


@pytest.mark.parametrize(("first", "last"), _ENDS)
def test_neither_more_nor_less_goes(first: int, last: int) -> None:
    for inside in (first, last):
        assert inert(f"林{chr(inside)}满") == "林满"
    for outside in {max(first - 1, 0x20), last + 1} - {0xA0, 0x2029}:
        assert scrub(f"林{chr(outside)}满") == f"林{chr(outside)}满"


def test_what_parts_lines_and_paragraphs_is_a_space() -> None:
    assert scrub("林\u2028小\u2029满") == "林 小 满"
    assert inert("林\u2028小\u2029满\ufeff\u061c") == "林小满"


def test_only_latin_letters_are_one_with_their_accents() -> None:
    assert squeeze("Jose\u0301 Nu\u0308n\u0303ez") == "José Nüñez"
    assert squeeze("\u6797\u0301 \ufa12") == "\u6797\u0301 \ufa12"
