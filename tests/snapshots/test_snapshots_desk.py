"""Pictures of the desk's pages as text; written anew as those of the steps are."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from assets import LANGS
from kiosk.model.paper import Reason
from kiosk.model.record import Field
from kiosk.model.request import Claim
from kiosk.model.rounds import Round
from kiosk.model.staff import Role, Staff
from screens import theme
from screens.desk.rows import Rows
from tests.school import OTHER, RECORD, SCHOOL, School
from tests.screens.clerk import Clerk, at_desk, desk_of, signed
from tests.screens.turning import SIZES, turn
from tests.snapshots.album import Album

LIMIN = Staff("limin", Role.REGISTRAR, key="k", colleges=(RECORD.college, OTHER.college))
_DOWN = {
    "board": (),
    "majors": ("enter",),
    "class": ("enter", "enter", "down"),
    "missing": ("m",),
    "excuse": ("m", "r", "down"),
    "file": ("escape", "enter", "v"),
}
"""The keys from page to page."""
NAMES = ("甲云", "乙溪明", "丙松", "丁一", "戊竹咏", "己兰")


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> School:
    """Two colleges, of which one is half done; sheets are numbered as they come."""
    numbers = iter(f"{n:02}3M9Q2WTB4XE0G" for n in range(100))
    monkeypatch.setattr("kiosk.services.acts.appending.new_sheet_id", lambda: next(numbers))
    monkeypatch.setattr(theme, "choose", lambda _, light: "light" if light else "dark")
    school = School(tmp_path)
    school.config = replace(school.config, school=SCHOOL)
    school.open()
    for n, name in enumerate(NAMES):
        school.enrol(replace(RECORD, student_no=f"3121920{n}", name=name, id_number=""))
        school.enrol(replace(OTHER, student_no=f"4121920{n}", name=name, id_number=""))
        school.clock.move(days=1)
    for n in range(4):
        claims = (Claim(Field.NAME, "丁二"),) if n == 2 else ()
        signed(school, replace(RECORD, student_no=f"3121920{n}"), claims)
        school.clock.move(days=2)
    return school


async def scanned(clerk: Clerk, school: School, page: str) -> None:
    """Scan sheets, at a page of their own."""
    students = (school.student(f"3121920{n}") for n in range(4))
    first, second, third, fourth = (one.declarations[-1].code for one in students)
    match page:
        case "handin":
            await clerk.press("f5")
            scans = [fourth, first, second, second, third]
        case "refused":
            await clerk.press("f5")
            scans = [first, "07RNOSUCH"]
        case _:
            await clerk.press("enter", "enter", "enter", "h")
            scans = [third, first]
    for code in scans:
        await clerk.scan(code)


async def test_the_board_looks_as_it_did_down_to_a_file(school: School) -> None:
    album = Album()
    async with board(school) as clerk:
        for page, keys in _DOWN.items():
            await turn(clerk, "zh", SIZES[0])
            await clerk.press(*keys)
            await album.add_all(f"desk_{page}_{{lang}}_{{size}}", clerk, LANGS)
    assert album.seen == album.kept


@pytest.mark.parametrize("page", ["handin", "refused", "collecting"])
async def test_scans_look_as_they_did(school: School, page: str) -> None:
    album = Album()
    async with board(school) as clerk:
        await scanned(clerk, school, page)
        await album.add_all(f"desk_{page}_{{lang}}_{{size}}", clerk, LANGS)
    assert album.seen == album.kept


@asynccontextmanager
async def board(school: School) -> AsyncIterator[Clerk]:
    """Sit at a board where two of a class are excused, at its college."""
    for n, reason in ((4, "enlisted"), (5, "suspended")):
        excusing(school, f"3121920{n}", reason)
    async with at_desk(desk_of(school, LIMIN)) as clerk:
        clerk.app.screen.query_one(Rows).go(RECORD.college)
        yield clerk


def excusing(school: School, number: str, reason: str) -> None:
    """Have a counselor give a reason."""
    desk = desk_of(school, LIMIN)
    desk.excusing.excuse(number, Round(2020, "initial"), Reason(reason), "2020-12")
