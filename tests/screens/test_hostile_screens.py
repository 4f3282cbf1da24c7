"""Whatever the store holds, no screen of the terminal sends what acts."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from kiosk.config import Contact
from kiosk.model.record import Field
from kiosk.model.request import Claim, MoveKind
from kiosk.visit import Claimed, Ended, MarkedWrong, Step
from screens.idle import IdleScreen
from screens.messages import GuideAsked
from screens.trouble import TroubleScreen
from screens.welcome import CHORD
from tests.school import INITIAL, RECORD, SECOND, TAIL, School
from tests.screens.hostile import HOSTILE, LONG, assert_inert, kinds, poisoned, seen
from tests.screens.visitor import Visitor, visiting

PIN = "271828"


@pytest.fixture
def hostile(school: School, monkeypatch: pytest.MonkeyPatch) -> School:
    """A school in whose store and settings somebody wrote past all cleaning."""
    monkeypatch.setattr("kiosk.services.requests.checks.clean", str)
    evil = Contact(HOSTILE, HOSTILE, HOSTILE)
    school.config = replace(school.config, contacts={"default": evil}, school=HOSTILE)
    school.enrol(poisoned(school.with_photos(RECORD)))
    claims = [Claim(field, HOSTILE, HOSTILE) for field in (Field.MAJOR, Field.NAME)]
    number = school.declare(claims).requests[0].number
    school.requests.move(number, MoveKind.TAKE, "staff:li")
    school.requests.move(number, MoveKind.ASK, f"staff:{HOSTILE}", text=HOSTILE)
    school.enrol(poisoned(school.with_photos(RECORD), LONG))
    school.enrol(poisoned(SECOND))
    school.clock.move(days=1)
    return school


async def looks(visitor: Visitor, into: set[type], *keys: str) -> None:
    """Press keys, and look at the screen after each."""
    for key in ("", *keys):
        if key:
            await visitor.press(key)
        assert_inert(visitor.app)
        into |= seen(visitor.app)


async def walk(visitor: Visitor, school: School) -> set[type]:
    """Go through all steps of a visit, and over all that lies over them."""
    found: set[type] = set()
    school.keys.staff_pin.set(PIN)
    await looks(visitor, found, CHORD, *PIN, "enter", "f5")
    await visitor.post(Ended())
    await visitor.press("f10", "f10")
    await looks(visitor, found, "f12", "escape")
    await visitor.write("\x1b")
    await visitor.paste(HOSTILE)
    await looks(visitor, found)
    await visitor.press("enter")
    await visitor.scan(TAIL)
    await looks(visitor, found, "f1", "escape")
    await visitor.post(Ended())
    for step, keys in _KEYS.items():
        await visitor.go_to(step, school)
        await looks(visitor, found, *keys)
    visitor.app.push_screen(IdleScreen(20))
    await visitor.settle()
    await looks(visitor, found)
    return found


_KEYS: dict[Step, Sequence[str]] = {
    Step.IDENTIFY: ("f5", "escape", "f1", "c", "escape", "escape", "f1", "enter", "f1", "escape"),
    Step.ENROLMENTS: ("end", "enter", "escape"),
    Step.RECORD: ("f6", "f7", "escape", "f4", "escape", "f9", "escape", "space", "down", "space"),
    Step.STATEMENT: ("space",),
    Step.ACCOUNT: ("tab",),
    Step.SIGN: ("2", "x", "enter", "3", "1"),
    Step.PRINT: ("1",),
    Step.FAREWELL: (),
    Step.REQUESTS: ("f7", "x", "escape", "f4", "space", "escape"),
}


async def disputes(visitor: Visitor, school: School) -> set[type]:
    """Mark a name and a date with no round open, and ask for both alone."""
    found: set[type] = set()
    school.rounds.close(INITIAL, "", "staff:demo")
    await visitor.post(Ended())
    await visitor.go_to(Step.RECORD, school)
    fields = (Field.NAME, Field.MAJOR, Field.ENTRY_DATE)
    await visitor.post(*(MarkedWrong(field, True) for field in fields))
    await looks(visitor, found, "enter", "x", "f5", "escape", "enter")
    assert visitor.at(Step.DISPUTE)
    for claim in (Claim(Field.NAME, HOSTILE), Claim(Field.MAJOR, HOSTILE, HOSTILE, HOSTILE)):
        await visitor.post(Claimed(claim))
        await looks(visitor, found, "x", "down")
    await visitor.post(Claimed(Claim(Field.ENTRY_DATE, "2019-09-02", HOSTILE)))
    await looks(visitor, found, "space")
    for place in ("troubles", "checker", "contacts"):
        visitor.app.post_message(GuideAsked(place))
        await visitor.settle()
        await looks(visitor, found, "x", "enter")
    return found


@pytest.mark.parametrize(
    "size", [(80, 24), pytest.param((132, 43), marks=pytest.mark.torture)], ids=str
)
async def test_every_screen_and_widget(hostile: School, size: tuple[int, int]) -> None:
    async with visiting(hostile, size) as visitor:
        found = await walk(visitor, hostile) | await disputes(visitor, hostile)
    unseen = kinds("screens", "screens.widgets", "screens.guide") - found
    assert unseen == {TroubleScreen}  # a closed set of sentences
