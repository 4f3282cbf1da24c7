"""Keys that come faster than the screen follows, from a key that is held down."""

import pytest
from textual import events
from textual.widgets import Input

from kiosk.visit import Step
from screens.app import KioskApp
from tests.school import School
from tests.screens.visitor import visiting


async def test_a_function_key_that_is_held_down_keeps_nobody_waiting(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    lit: list[int] = []
    light = KioskApp.action_light

    def counted(app: KioskApp) -> None:
        lit.append(1)
        light(app)

    monkeypatch.setattr(KioskApp, "action_light", counted)
    async with visiting(school) as visitor:
        await visitor.go_to(Step.RECORD, school)
        lit.clear()
        for _ in range(200):
            visitor.app.post_message(events.Key("f3", None))
        visitor.app.post_message(events.Key("f10", None))
        await visitor.settle()
        assert 0 < len(lit) < 20
        assert visitor.at(Step.WELCOME)


async def test_other_keys_are_each_let_in(school: School) -> None:
    async with visiting(school) as visitor:
        for key in ("1", "2", "3", "backspace", "backspace"):
            visitor.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await visitor.settle()
        line = visitor.app.focused
        assert isinstance(line, Input)
        assert line.value == "1"
