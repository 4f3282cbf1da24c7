"""Whatever the store holds, no page of the desk sends what acts."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from kiosk.config import Contact
from kiosk.model.record import Field
from kiosk.model.request import Claim, MoveKind
from kiosk.model.staff import Role, Staff
from kiosk.model.terminal import Beat, Condition
from tests.roster.samples import delimited, student, table
from tests.school import OTHER, RECORD, School
from tests.screens.clerk import Clerk, at_desk, desk_of, signed
from tests.screens.hostile import HOSTILE, assert_inert, kinds, poisoned, seen

EVIL = Staff(HOSTILE, Role.SCHOOL, key="k", colleges=(HOSTILE,))


@pytest.fixture
def hostile(school: School, monkeypatch: pytest.MonkeyPatch) -> School:
    """A school in whose store, settings and folder somebody wrote past all cleaning."""
    monkeypatch.setattr("kiosk.services.requests.checks.clean", str)
    evil = Contact(HOSTILE, HOSTILE, HOSTILE)
    school.config = replace(school.config, contacts={"default": evil}, school=HOSTILE)
    school.enrol(poisoned(school.with_photos(OTHER)))
    school.enrol(poisoned(school.with_photos(RECORD)))
    signed(
        school, RECORD, tuple(Claim(field, HOSTILE, HOSTILE) for field in (Field.MAJOR, Field.NAME))
    )
    number = school.student().requests[0].number
    school.requests.move(number, MoveKind.TAKE, f"staff:{HOSTILE}")
    school.requests.move(number, MoveKind.ASK, f"staff:{HOSTILE}", text=HOSTILE)
    school.store.beat(Beat(HOSTILE, school.clock(), Condition.STOPPED, HOSTILE))
    rows = [student(1, birth_date=HOSTILE.replace("\r", "")), RECORD.fields()]
    (school.folder / f"名{MARKED}.csv").write_text(delimited(table(*rows)), encoding="utf-8")
    return school


MARKED = "\x1b[2J\x9b31m\u202e[red]x"
"""In the name of a file."""
_KEYS: Sequence[tuple[str, Sequence[str]]] = (
    ("f3", ("enter", "enter", "enter", "down", "r", "escape", "enter", "v", "escape", "m")),
    ("f3", ("n", "n")),
    ("f4", ("s", "escape", "c", "escape", "enter", "space", "a", "x", "escape")),
    ("f5", ("x", "enter")),
    ("f6", ("enter", "escape", "a", "x", "ctrl+s", "escape")),
    ("f7", ("enter", "down", "enter", "escape")),
    ("f8", ("o", "escape", "c", "escape")),
    ("f9", ("k", "escape", "x")),
    ("f10", ()),
)


async def looks(clerk: Clerk, into: set[type], *keys: str) -> None:
    """Press keys, and look at the page after each."""
    for key in ("", *keys):
        await clerk.press(*filter(None, [key]))
        await clerk.settle()
        assert_inert(clerk.app)
        into |= seen(clerk.app)


@pytest.mark.parametrize(
    "size", [(80, 24), pytest.param((132, 43), marks=pytest.mark.torture)], ids=str
)
async def test_every_page_and_widget(hostile: School, size: tuple[int, int]) -> None:
    found: set[type] = set()
    async with at_desk(desk_of(hostile, EVIL), size) as clerk:
        clerk.app.listen()
        for function, keys in _KEYS:
            await clerk.open(function)
            await looks(clerk, found, *keys)
        await looks(clerk, found, "f5", "ctrl+u")
        await clerk.scan(hostile.student().declarations[-1].code)
        await looks(clerk, found, "f2")
    assert not kinds("screens.desk") - found
