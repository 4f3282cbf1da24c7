"""Pictures of the desk's pages as text; written anew as those of the steps are."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from assets import LANGS, Lang
from kiosk.model.paper import Reason
from kiosk.model.record import Field
from kiosk.model.request import Claim
from kiosk.model.rounds import Round
from kiosk.model.staff import Role, Staff
from screens import theme
from screens.desk.rows import Rows
from tests.school import OTHER, RECORD, SCHOOL, School
from tests.screens.clerk import Clerk, at_desk, desk_of, signed
from tests.snapshots.album import Album

LIMIN = Staff("limin", Role.REGISTRAR, key="k", colleges=(RECORD.college, OTHER.college))
PAGES = ("board", "majors", "class", "missing", "excuse", "file", "handin", "refused", "collecting")
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


async def come_to(clerk: Clerk, school: School, page: str) -> None:
    """Go to a page with something to see on it."""
    codes = [school.student(f"3121920{n}").declarations[-1].code for n in range(4)]
    clerk.app.screen.query_one(Rows).go(RECORD.college)
    match page:
        case "majors":
            await clerk.press("enter")
        case "class" | "missing" | "excuse" | "file":
            await clerk.press("enter", "enter", "enter", "down")
            more = {"missing": ("m",), "excuse": ("r", "down"), "file": ("enter", "v")}
            await clerk.press(*more.get(page, ()))
        case "handin":
            await clerk.press("f5")
            for code in (codes[3], codes[0], codes[1], codes[1], codes[2]):
                await clerk.scan(code)
        case "refused":
            await clerk.press("f5")
            await clerk.scan(codes[0])
            await clerk.scan("07RNOSUCH")
        case "collecting":
            await clerk.press("enter", "enter", "enter", "h")
            for code in (codes[2], codes[0]):
                await clerk.scan(code)
        case _:
            pass


@pytest.mark.parametrize(("page", "lang"), product(PAGES, LANGS))
async def test_a_page_looks_as_it_did(school: School, page: str, lang: Lang) -> None:
    for n, reason in ((4, "enlisted"), (5, "suspended")):
        excusing(school, f"3121920{n}", reason)
    album = Album()
    async with at_desk(desk_of(school, LIMIN, lang)) as clerk:
        await come_to(clerk, school, page)
        await album.add_all(f"desk_{page}_{{lang}}_{{size}}", clerk, [lang])
    assert album.seen == album.kept


def excusing(school: School, number: str, reason: str) -> None:
    """Have a counselor give a reason."""
    desk = desk_of(school, LIMIN)
    desk.excusing.excuse(number, Round(2020, "initial"), Reason(reason), "2020-12")
