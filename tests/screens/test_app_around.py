"""What lies over and around the steps: help, photos, the focus, the next student."""

from kiosk.model.record import Field
from kiosk.model.request import Claim
from kiosk.visit import Step
from screens.guide.overview import OverviewScreen
from screens.record import PhotosScreen, RecordScreen
from screens.welcome import WelcomeScreen
from screens.widgets.buttons import Press
from tests.school import OTHER, School
from tests.screens.visitor import visiting

WHOM = {
    Step.WELCOME: "王老师",
    Step.IDENTIFY: "王老师",
    Step.RECORD: "李老师",
    Step.SIGN: "李老师",
    Step.FAREWELL: "李老师",
}
"""Whom the guide names: the school's contact, or the college's once it is known."""


async def test_each_step_begins_off_its_buttons_and_has_help_over_it(school: School) -> None:
    school.declare([Claim(Field.NAME, "林晓满")])
    async with visiting(school) as visitor:
        for step in Step:
            if step not in {Step.ENROLMENTS, Step.DISPUTE}:
                await visitor.go_to(step, school)
                assert step is Step.WELCOME or not isinstance(visitor.app.focused, Press), step
            if step in WHOM:
                before = visitor.text()
                await visitor.press("f1")
                assert visitor.sees("010-82199588", WHOM[step]), step
                await visitor.press("escape")
                assert visitor.at(step)
                assert visitor.text() == before, step


async def test_nothing_of_a_visit_stays(school: School) -> None:
    school.enrol(OTHER)
    async with visiting(school) as visitor:
        await visitor.go_to(Step.SIGN, school)
        await visitor.press("2")
        await visitor.write("林小")
        await visitor.press("f10")
        await visitor.go_to(Step.SIGN, school, OTHER.student_no)
        await visitor.press("2")
        assert not visitor.sees("林小")


async def test_what_closes_twice_closes_no_more_than_the_help(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.press("f1")
        lies_over = visitor.app.screen
        assert isinstance(lies_over, OverviewScreen)
        lies_over.action_close()
        lies_over.action_close()
        await visitor.settle()
        assert len(visitor.app.screen_stack) == 2


async def test_keys_and_taps_that_come_too_late_for_the_photos_do_nothing(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.RECORD, school)
        record = visitor.app.screen
        assert isinstance(record, RecordScreen)
        record.action_photos()
        record.action_photos()
        below = visitor.app.screen
        assert isinstance(below, PhotosScreen)
        visitor.app.push_screen(PhotosScreen(visitor.visit.enrolment))
        await visitor.settle()
        below.action_close()
        below.action_close()
        await visitor.press("escape")
        assert visitor.app.screen is below
        await visitor.press("escape")
        assert visitor.app.step_screen is record
        assert len(visitor.app.screen_stack) == 2


async def test_nothing_on_the_screen_can_be_marked_and_copied(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.STATEMENT, school)
        await visitor.draw((10, 4), (20, 5), (60, 8))
        await visitor.press("ctrl+c", "super+c", "ctrl+insert")
        assert not visitor.app.screen.selections
        assert visitor.app.clipboard == ""


async def test_no_action_of_the_library_ends_or_suspends_it(school: School) -> None:
    """No key is bound to them; whatever else may ask for one in a later version gets nothing."""
    async with visiting(school) as visitor:
        for action in ("quit", "suspend_process", "help_quit", "command_palette"):
            await visitor.app.run_action(action)
            await visitor.settle()
            assert isinstance(visitor.app.screen, WelcomeScreen), action
            assert not visitor.app._exit, action
            assert not visitor.app._notifications, action
