"""Lines are measured in cells, not in characters."""

import pytest

from kiosk.cli.cells import columns, padded, width, wrapped


@pytest.mark.parametrize(
    ("text", "cells"), [("", 0), ("ab", 2), ("学籍", 4), ("é", 1), ("𬭎", 2), ("ＡＢ", 4)]
)
def test_width(text: str, cells: int) -> None:
    assert width(text) == cells
    assert width(padded(text, 9)) == 9


def test_lines_break_between_characters_but_not_inside_words() -> None:
    assert wrapped("核对学籍 kiosk student 说明", 12) == ["核对学籍", "kiosk", "student 说明"]


def test_no_line_begins_with_closing_punctuation() -> None:
    assert wrapped("核对学籍。好", 8) == ["核对学", "籍。好"]


def test_own_line_breaks_stay() -> None:
    assert wrapped("一\n二", 10) == ["一", "二"]


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    assert list(columns([("学号", "a"), ("x", "b")])) == ["学号  a", "x     b"]
    assert list(columns([])) == []
