"""Cleaning: what acts goes, what is read stays."""

import re
import sys
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.text import clean, comparable, half_width, inert, scrub, squeeze

FILLERS = "\u115f\u1160\u3164\uffa0"
"""Letters to Unicode, that show nothing."""
RESERVED = "\u2065\ufff0\ufff1\ufff2\ufff3\ufff4\ufff5\ufff6\ufff7\ufff8"
"""Kept free by Unicode for what will not be seen."""


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
        ("林\u00ad小\u180e满", "林小满"),
        (f"林{FILLERS}小\u2800满\u2003", "林小 满 "),
        ("葛\U000e0100小\ufe00满", "葛\U000e0100小\ufe00满"),
        ("ᠰᠠᠷ\u180eᠠ ᠨ\u180bᠠ", "ᠰᠠᠷ\u180eᠠ ᠨ\u180bᠠ"),
        ("ᠠ\u180e\u180e\u180e", "ᠠ\u180e"),
        ("ئابدۇللا བཀྲ་ཤིས ꀉꉬ 김철수", "ئابدۇللا བཀྲ་ཤིས ꀉꉬ 김철수"),
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
    assert not set(FILLERS) & set(left)
    assert not any(
        unicodedata.bidirectional(char) in {"LRO", "RLO", "LRE", "RLE", "PDF", "LRI", "RLI", "PDI"}
        for char in left
    )


SEEN = re.compile(
    "[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd-\U000110cd\U00013430-\U0001345f]"
)
"""Signs above Arabic digits and joiners of hieroglyphs: of format, but no secret."""


def test_of_what_unicode_says_is_not_read_nothing_is_left() -> None:
    for char in map(chr, range(sys.maxunicode + 1)):
        category = unicodedata.category(char)
        if category in {"Cc", "Cf", "Cs", "Zl", "Zp"} and not SEEN.match(char):
            assert inert(f"林{char}满") == "林满", ascii(char)
        if category in {"Zs", "Zl", "Zp"}:
            assert scrub(f"林{char}满") == "林 满", ascii(char)


def test_what_names_are_spelled_with_stays() -> None:
    """Ideographs that Python does not know yet, and those of a school's own, among it."""
    spelling = {"Lu", "Ll", "Lt", "Lm", "Lo", "Mc", "Nd", "Nl", "Po", "Co", "Cn"}
    known = filter(lambda char: unicodedata.category(char) in spelling, map(chr, range(0x40000)))
    letters = "甲".join(known)
    assert set(letters) - set(inert(letters)) == set(FILLERS + RESERVED)


@pytest.mark.parametrize("selector", "\u180b\u180c\u180d\u180f\ufe00\ufe0f\U000e0100\U000e01ef")
def test_the_form_of_a_character_stays(selector: str) -> None:
    assert clean(f"葛{selector}小满") == f"葛{selector}小满"
