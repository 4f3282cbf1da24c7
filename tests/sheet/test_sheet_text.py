import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.sheet import fonts
from kiosk.sheet.text import MM, Style, fit

ALPHABET = "核对学籍信息）、，。；：（《“”? a1-.W9年月日"
STYLE = Style(10, 9, 7.5)


@settings(max_examples=80, deadline=None)
@given(st.text(ALPHABET, max_size=80), st.floats(12, 120))
def test_nothing_is_lost_and_nothing_stands_out_of_the_line(text: str, width: float) -> None:
    found = fit(text, width, STYLE)
    assert "".join(found.lines) == text
    assert 7.5 <= found.size <= 10
    for line in found.lines:
        assert fonts.width(line.rstrip(" ")) * found.size / MM <= width + 1e-6


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["核对", "学籍）", "（信息", "有误，", "2019年09月01日", "-3", "。"]))
)
def test_no_line_begins_with_closing_or_ends_with_opening_marks(words: list[str]) -> None:
    found = fit("。".join(words), 40, STYLE)
    for line in found.lines[1:]:
        assert line[0] not in "）、，。；：" or set(line[:20]) <= set("）、，。；：")
    for line in found.lines[:-1]:
        assert line[-1] not in "（《“-"


def test_words_numbers_and_dates_stay_whole() -> None:
    found = fit("入学日期应为 2019年09月03日 而不是 Mechanical2019 所写", 30, Style(10, 10, 10))
    pieces = [line.strip() for line in found.lines]
    assert any("2019年09月03日" in piece for piece in pieces)
    assert any("Mechanical2019" in piece for piece in pieces)


def test_a_word_longer_than_the_line_is_broken() -> None:
    found = fit("W" * 40, 30, STYLE)
    assert len(found.lines) > 2
    assert "".join(found.lines) == "W" * 40


@pytest.mark.parametrize(
    ("length", "lines", "size"),
    [(0, 0, 10), (17, 1, 10), (18, 1, 9.5), (20, 2, 9), (38, 2, 9), (39, 2, 8.5), (60, 3, 7.5)],
)
def test_a_value_takes_a_second_line_at_9_points_then_shrinks(
    length: int, lines: int, size: float
) -> None:
    found = fit("学" * length, 61, STYLE)
    assert (len(found.lines), found.size) == (lines, size)
