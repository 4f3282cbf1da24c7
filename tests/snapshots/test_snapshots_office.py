"""Pictures of the desk's pages beside Board and Hand-in; written anew as those of the steps are."""

import os
import time
from collections.abc import Iterator, Sequence

import pytest

from assets import LANGS
from kiosk.model.record import Field
from kiosk.model.request import Claim, MoveKind
from kiosk.model.student import Student
from kiosk.model.terminal import Beat, Condition
from kiosk.services.doctor import Finding
from kiosk.services.doctor.findings import Check, fine, poor
from tests.roster.samples import delimited, student, table
from tests.school import RECORD, School
from tests.screens.clerk import Clerk, at_desk, desk_of
from tests.screens.turning import SIZES, turn
from tests.snapshots.album import Album

_WAYS = {
    "log": ("f9",),
    "packs": ("f7",),
    "rounds": ("f8",),
    "round": ("o",),
    "roster": ("escape", "f6"),
    "preview": ("enter",),
    "add": ("escape", "a"),
    "requests": ("escape", "f4"),
    "state": ("s",),
    "request": ("escape", "enter"),
    "request_asked": ("space", "a"),
    "health": ("escape", "escape", "f10"),
}
"""The keys from page to page; the log comes before what it would tell of."""
FINDINGS = (
    fine(Check.PACKAGES, version="0.1.0"),
    poor(Check.BASE_URL, "example", url="HTTPS://XJ.EXAMPLE.EDU.CN"),
    poor(Check.PRINTER, "out_of_paper", name="ipp://printer.example"),
    fine(Check.STORE, students=2, sample=2),
    fine(Check.TERMINALS, "working", name="lab-01", at="2020-09-15 09:30", version="0.1.0"),
    poor(Check.TERMINALS, "stopped", name="lab-02", at="2020-09-15 09:28", version="0.1.0"),
)


@pytest.fixture(autouse=True)
def _one_office(school: School, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the office go by the school's clock and zone, and look at no machine."""
    for module in ("home", "office", "usecases", "doctor"):
        monkeypatch.setattr(f"kiosk.cli.{module}.now", school.clock)
    monkeypatch.setattr("kiosk.services.desk.health.examine", examined)
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def examined(_subject: object, checks: Sequence[Check]) -> tuple[Finding, ...]:
    return tuple(one for one in FINDINGS if one.check in checks)


def asked(school: School) -> Student:
    """Have a student ask for two fields, and a registrar take it."""
    claims = [Claim(Field.MAJOR, "数控技术", "转专业", "2020-03"), Claim(Field.GENDER, "男")]
    number = school.declare(claims).requests[0].number
    school.clock.move(days=1)
    school.requests.move(number, MoveKind.TAKE, "staff:li")
    school.requests.move(number, MoveKind.NOTE, "student", text="审批表已交李老师")
    return school.student()


def roster(school: School) -> None:
    rows = [
        RECORD.fields() | {"major": "数控技术", "gender": "未知"},
        student(1),
        student(2, birth_date="某日"),
    ]
    file = school.folder / "名册.csv"
    file.write_text(delimited(table(*rows)), encoding="utf-8")
    os.utime(file, (1_600_000_000, 1_600_000_000))


async def come_to(clerk: Clerk, school: School, page: str) -> None:
    """Go on to a page with something to see on it."""
    for key in _WAYS[page]:
        await clerk.open(key)
    match page:
        case "request_asked":
            await clerk.write("请带身份证")
        case "add":
            await clerk.write("31219203")
            await clerk.press("ctrl+s")
        case "health":
            school.store.beat(Beat("lab-02", school.clock(), Condition.STOPPED, "0.1.0"))
            clerk.app.listen()
            await clerk.settle()


async def test_the_pages_look_as_they_did(school: School) -> None:
    asked(school)
    roster(school)
    album = Album()
    async with at_desk(desk_of(school)) as clerk:
        for page in _WAYS:
            await turn(clerk, "zh", SIZES[0])
            await come_to(clerk, school, page)
            await album.add_all(f"desk_{page}_{{size}}_{{lang}}", clerk, LANGS)
    assert album.seen == album.kept
