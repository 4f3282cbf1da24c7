"""Where colour is not wanted and the terminal has few, words stand out by greys alone."""

from collections.abc import Iterator

import pytest
from rich.style import Style

from kiosk.visit import Step
from screens import theme
from tests.school import School
from tests.screens.visitor import Visitor, visiting

GREYS = {0, 7, 8, 15}
"""Black, white and their bright ones, as terminals number them."""


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(theme, "choose", lambda _, light: "light16" if light else "dark16")


def styles(visitor: Visitor) -> Iterator[Style]:
    """Return how each word on the screen looks."""
    for strip in visitor.strips():
        for segment in strip:
            if segment.style and any(map(str.isalnum, segment.text)):
                yield segment.style


async def test_without_colour_every_word_can_be_read(school: School) -> None:
    async with visiting(school) as visitor:
        for step in (Step.WELCOME, Step.RECORD, Step.SIGN):
            await visitor.go_to(step, school)
            for _ in ("dark", "light"):
                for style in styles(visitor):
                    assert style.color
                    assert style.bgcolor
                    assert style.color.number != style.bgcolor.number, step
                    assert {style.color.number, style.bgcolor.number} <= GREYS, step
                await visitor.press("f3")
