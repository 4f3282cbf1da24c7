"""The language key, light and dark, and text that would rather act than be read."""

from dataclasses import replace

from kiosk.config import VisitRules
from kiosk.model.record import Field
from kiosk.rules import values
from kiosk.visit import Step
from screens.widgets.entry import Line
from screens.widgets.record_grid import RecordGrid
from screens.widgets.tick import Tick
from tests.school import OTHER, RECORD, SECOND, School
from tests.screens.visitor import Visitor, visiting

STEPS = {
    Step.IDENTIFY: "xyz",
    Step.ENROLMENTS: "",
    Step.RECORD: "",
    Step.STATEMENT: "",
    Step.ACCOUNT: "xyz",
    Step.SIGN: "",
    Step.PRINT: "",
    Step.FAREWELL: "",
}
"""What is typed before the keys are pressed."""
EVIL = "甲\x1b[31m\x1b]0;title\x07[red]x[/red]\u202ea[/b][@click=app.bell]y[/]\x9b2J\u200b"


async def test_the_language_switch_keeps_what_was_typed_and_the_focus(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.write("3121")
        focused = visitor.app.focused
        await visitor.press("f2")
        assert visitor.sees("Who are you?", "3121")
        assert visitor.app.focused is focused
        await visitor.write("9201")
        assert visitor.sees("31219201")


async def test_on_every_step(school: School) -> None:
    school.enrol(SECOND)
    async with visiting(school) as visitor:
        for step, typed in STEPS.items():
            await visitor.go_to(step, school)
            if step is Step.RECORD:
                await visitor.press("down", "space")
            await visitor.write(typed)
            if step is Step.SIGN:
                await visitor.draw((10, 8), (20, 12), (30, 8))
            await switch(visitor, typed)
            if step is Step.RECORD:
                grid = visitor.app.screen.query_one(RecordGrid)
                assert grid.wrong == {Field.BIRTH_DATE}
                await visitor.press("space")
            if step is Step.STATEMENT:
                assert not visitor.app.screen.query_one(Tick).ticked
            assert visitor.at(step)


async def test_over_the_sentence_that_is_copied(school: School) -> None:
    school.config = replace(school.config, visit=VisitRules(statement="type"))
    async with visiting(school) as visitor:
        await visitor.go_to(Step.STATEMENT, school)
        await visitor.write("xyz")
        await switch(visitor, "xyz")
        assert not visitor.app.screen.query_one(Tick).ticked
        assert visitor.at(Step.STATEMENT)


async def switch(visitor: Visitor, typed: str) -> None:
    """Switch the language there and back, and the colours; nothing else changes."""
    screen, focused = visitor.app.screen, visitor.app.focused
    chinese, theme = visitor.text(), visitor.app.theme
    await visitor.press("f2")
    assert visitor.app.screen is screen
    assert visitor.app.focused is focused
    assert visitor.text() != chinese, screen
    assert visitor.sees(typed), screen
    await visitor.press("f2", "f3")
    assert visitor.app.theme != theme
    assert visitor.text() == chinese, screen


async def test_hostile_text_is_shown_and_does_nothing(school: School) -> None:
    evil = {
        field.value: str(values.parse(field, EVIL))
        for field in (Field.NAME, Field.SCHOOL, Field.MAJOR, Field.COLLEGE, Field.CLASS_NAME)
    }
    school.enrol(replace(RECORD, **evil))
    school.enrol(replace(SECOND, **evil))
    school.enrol(replace(OTHER, **evil))
    async with visiting(school, (132, 43)) as visitor:
        for step in (Step.ENROLMENTS, Step.RECORD, Step.SIGN, Step.PRINT, Step.FAREWELL):
            await visitor.go_to(step, school)
            assert_harmless(visitor.text())
            if step in {Step.ENROLMENTS, Step.RECORD}:
                assert visitor.sees("[red]x[/red]a[/b]")
    async with visiting(school) as visitor:
        await visitor.go_to(Step.RECORD, school, OTHER.student_no)
        await visitor.press("f1")
        assert_harmless(visitor.text())
        await visitor.press("escape", *["tab"] * 7, "space", "enter")
        assert visitor.at(Step.DISPUTE)
        assert_harmless(visitor.text())
        visitor.app.screen.query(Line).first().value = ""
        await visitor.paste(EVIL)
        assert_harmless(visitor.text())
        await visitor.press("enter", "enter")
        assert_harmless(visitor.text())


def assert_harmless(text: str) -> None:
    bad = [*range(0x20), *range(0x7F, 0xA0), *range(0x200B, 0x2010), *range(0x202A, 0x202F)]
    assert not {ord(char) for char in text if char != "\n"} & set(bad)
