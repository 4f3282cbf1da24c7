"""Pictures of the screens as text: what stands where, and in which of the palette's colours.

``KIOSK_SNAPSHOTS=update pytest tests/snapshots`` writes them anew; look at each difference.
"""

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from rich.segment import Segment
from rich.style import Style

from kiosk.model.record import Field
from kiosk.model.request import Claim, MoveKind
from kiosk.visit import Step
from screens import theme
from tests.school import OTHER, RECORD, SECOND, School
from tests.screens.visitor import Visitor, hold_time, visiting

HERE = Path(__file__).parent
SIZES = [(80, 24), (132, 43)]
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
SHEET_ID = "7K3M9Q2WTB4XE0G"


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> School:
    """The same school each time: numbers, keys and codes are no chance, and no time passes."""
    hold_time(monkeypatch)
    monkeypatch.setattr("kiosk.services.acts.appending.new_sheet_id", lambda: SHEET_ID)
    monkeypatch.setattr("kiosk.services.visit.people.secrets.randbelow", lambda _: 271828)
    monkeypatch.setattr("kiosk.services.visit.people.uuid4", lambda: UUID(int=1))
    monkeypatch.setattr(theme, "choose", lambda _, light: "light" if light else "dark")
    school = School(tmp_path)
    school.enrol(school.with_photos())
    school.enrol(replace(OTHER, major="机械制造及自动化"))
    school.open(starts="2020-09-14", ends="2020-10-14")
    return school


async def come_to(visitor: Visitor, school: School, step: Step) -> None:
    """Stand at a step with something to see on it."""
    match step:
        case Step.WELCOME:
            pass
        case Step.IDENTIFY:
            await visitor.write(RECORD.student_no)
            await visitor.press("enter")
            await visitor.write("000000")
            await visitor.press("enter")
        case Step.ENROLMENTS:
            await visitor.go_to(step, school)
        case Step.RECORD:
            await visitor.go_to(step, school)
            await mark(visitor)
        case Step.DISPUTE:
            await visitor.go_to(Step.RECORD, school)
            await mark(visitor)
            await visitor.press("enter")
            await visitor.write("jx")
        case Step.ACCOUNT:
            await visitor.go_to(step, school)
            await visitor.write("13612341011")
        case Step.SIGN:
            await visitor.go_to(step, school)
            await visitor.draw((20, 10), (26, 14), (32, 9), (44, 15), (50, 9))
        case Step.REQUESTS:
            asked_for_material(school)
            await visitor.go_to(Step.RECORD, school)
            await visitor.press("f5", "f7")
            await visitor.write("审批表已交李老师")
        case _:
            await visitor.go_to(step, school)


def asked_for_material(school: School) -> None:
    """Have the registrar ask for something."""
    number = school.declare([Claim(Field.MAJOR, "数控技术", "转专业")]).requests[0].number
    school.clock.move(days=1)
    school.requests.move(number, MoveKind.TAKE, "staff:li")
    school.requests.move(number, MoveKind.ASK, "staff:li", text="请带转专业审批表，实训楼 203")


async def mark(visitor: Visitor) -> None:
    """Mark 专业 and 入学日期, and stay on the latter."""
    order = list(Field)
    await visitor.press(*["tab"] * order.index(Field.MAJOR), "space")
    rows = (order.index(Field.ENTRY_DATE) - order.index(Field.MAJOR)) // 2
    await visitor.press(*["down"] * rows, "space")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("step", Step, ids=lambda step: step.value)
async def test_a_screen_looks_as_it_did(school: School, step: Step, size: tuple[int, int]) -> None:
    if step in {Step.ENROLMENTS, Step.FAREWELL}:
        school.enrol(SECOND)
    async with visiting(school, size) as visitor:
        await come_to(visitor, school, step)
        assert visitor.at(step)
        seen = picture(visitor.app.screen._compositor.render_strips())
    file = HERE / f"{step.value}_{size[0]}x{size[1]}.txt"
    if os.environ.get("KIOSK_SNAPSHOTS") == "update":
        file.write_text(seen, encoding="utf-8")
    assert seen == file.read_text(encoding="utf-8")


def picture(strips: Iterable[Iterable[Segment]]) -> str:
    """Return rows of text, rows of letters for styles, and what the letters mean."""
    legend: dict[str, str] = {}
    words, styles = [], []
    for strip in strips:
        segments = tuple(strip)
        words.append("".join(segment.text for segment in segments).rstrip())
        row = ""
        for segment in segments:
            look = looks(segment.style or Style())
            letter = legend.setdefault(look, LETTERS[len(legend) % len(LETTERS)])
            row += letter * segment.cell_length
        styles.append(row)
    meaning = [f"{letter} {look}" for look, letter in legend.items()]
    return "\n".join([*words, "", *styles, "", *meaning, ""])


def looks(style: Style) -> str:
    """Return a style in words."""
    ink = style.color.name if style.color else "default"
    paper = style.bgcolor.name if style.bgcolor else "default"
    extras = [name for name in ("bold", "underline", "reverse", "dim") if getattr(style, name)]
    return " ".join([ink, "on", paper, *extras])
