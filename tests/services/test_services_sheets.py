"""A student's sheet: which printer it comes from, and what stands on it."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from kiosk.config import VisitRules
from kiosk.errors import KioskError
from kiosk.model.record import Field
from kiosk.model.request import Claim
from kiosk.printing.contract import Outcome
from kiosk.rules import code
from kiosk.visit import PrintState
from tests.fakes import Tray
from tests.school import RECORD, SECOND, YEAR2, School

VISIT_2 = UUID("6f1c2f1e-0000-4000-8000-000000000002")
CLAIM = Claim(Field.MAJOR, "工商管理")
NUMBER = RECORD.student_no


def test_a_printed_sheet_is_noted_and_named_by_its_number(school: School) -> None:
    sheet_id = school.declare().declarations[0].sheet_id
    assert school.paper.print(NUMBER) is PrintState.PRINTED
    assert school.trays[0].jobs[0].name == f"{code.short_number(sheet_id)}.1"
    assert school.trays[0].jobs[0].pdf == f"%PDF- {code.short_number(sheet_id)}".encode()
    assert school.student().copies(sheet_id) == 1
    assert school.paper.print(NUMBER) is PrintState.PRINTED
    assert school.trays[0].jobs[1].name.endswith(".2")
    assert school.paper.print(NUMBER) is PrintState.LIMIT
    assert len(school.trays[0].jobs) == 2


@pytest.mark.parametrize(
    ("outcomes", "state", "took"),
    [
        ((Outcome.PRINTED, Outcome.PRINTED), PrintState.PRINTED, "a"),
        ((Outcome.OUT_OF_PAPER, Outcome.PRINTED), PrintState.PRINTED, "b"),
        ((Outcome.UNREACHABLE, Outcome.REFUSED), PrintState.REFUSED, ""),
        ((Outcome.REFUSED, Outcome.OUT_OF_PAPER), PrintState.OUT_OF_PAPER, ""),
        ((), PrintState.NO_PRINTER, ""),
    ],
)
def test_printers_are_tried_in_their_order(
    school: School, outcomes: Sequence[Outcome], state: PrintState, took: str
) -> None:
    school.declare()
    school.trays = [Tray(name, outcome) for name, outcome in zip("ab", outcomes, strict=False)]
    assert school.paper.print(NUMBER) is state
    assert [one.printer for one in school.student().prints] == ([took] if took else [])
    (summary,) = school.store.summaries()
    assert summary.printed == bool(took)
    assert bool(summary.waiting) == (not took)


def test_what_stands_in_the_way_is_known_before_signing(school: School) -> None:
    assert school.paper.trouble() is None
    school.trays = [Tray("a", Outcome.OUT_OF_PAPER), Tray("b", Outcome.UNREACHABLE)]
    assert school.paper.trouble() is PrintState.OUT_OF_PAPER
    school.trays[1].outcome = Outcome.PRINTED
    assert school.paper.trouble() is None
    school.trays = []
    assert school.paper.trouble() is PrintState.NO_PRINTER


def test_a_sheet_that_cannot_be_drawn_waits(school: School) -> None:
    class Unprintable(KioskError):
        text = "error.unprintable"

    def refuse(_: object) -> bytes:
        raise Unprintable

    school.declare()
    assert replace(school.paper, draw=refuse).print(NUMBER) is PrintState.UNPRINTABLE
    assert not school.trays[0].jobs
    assert not school.student().prints


def test_a_print_is_noted_though_somebody_else_wrote(school: School) -> None:
    school.declare()
    paper = school.paper

    class Busy(Tray):
        def print(self, job: object, told: object) -> Outcome:
            del job, told
            school.leave(NUMBER)
            return Outcome.PRINTED

    assert replace(paper, printers=[Busy()]).print(NUMBER) is PrintState.PRINTED
    assert len(school.student().prints) == 1


def test_the_page_before_any_declaration_has_no_code(school: School) -> None:
    page = school.sheets.page(school.student())
    assert (page.statement, page.url, page.sheet_number, page.round) == ("", "", "", None)
    assert page.enrolments == 1
    assert page.host == "XJ.EXAMPLE.EDU.CN"
    assert [row.label for row in page.rounds] == [
        "第二学年学年注册",
        "第三学年学年注册",
        "图像采集/学历注册",
    ]


def test_the_page_of_a_declaration(school: School) -> None:
    school.enrol(SECOND)
    student = school.declare([CLAIM])
    page = school.sheets.page(student)
    issued = student.declarations[0]
    assert page.statement == "学籍信息中专业有误，正确的应为：工商管理。"
    assert page.url == f"HTTPS://XJ.EXAMPLE.EDU.CN/R/{issued.code}"
    assert page.request_number == f"R-{page.sheet_number}"
    assert page.enrolments == 2
    assert (page.rev, page.head, page.day) == (2, school.store.events(NUMBER)[1].hash, "2020-09-15")
    assert page.copy_by_hand
    school.config = replace(school.config, visit=VisitRules(statement="type"))
    assert not school.sheets.page(student).copy_by_hand


def test_a_later_round_keeps_the_statement_and_fills_its_row(school: School) -> None:
    school.declare([CLAIM])
    school.open(YEAR2)
    student = school.declare(visit=VISIT_2, round_=YEAR2)
    page = school.sheets.page(student)
    assert "专业有误" in page.statement
    assert page.round == YEAR2
    assert page.rounds[0].verdict == "正确无误"
    assert page.rounds[1].verdict == ""


def test_paper_does_not_change_the_page(school: School) -> None:
    before = school.sheets.page(school.declare())
    school.paper.print(NUMBER)
    assert school.sheets.page(school.student()) == before


def test_a_later_round_that_finds_something_wrong_says_so_on_its_sheet(school: School) -> None:
    school.declare(visit=uuid4())
    school.open(YEAR2)
    right = school.declare(visit=uuid4(), round_=YEAR2)
    assert school.sheets.page(right).statement == "学籍信息已核对，正确无误。"
    claim = Claim(Field.MAJOR, "数控技术")
    wrong = school.declare([claim], visit=uuid4(), round_=YEAR2)
    page = school.sheets.page(wrong)
    assert page.statement == "学籍信息中专业有误，正确的应为：数控技术。"
    assert page.request_number == wrong.requests[-1].number
    assert [row.verdict for row in page.rounds] == ["有误", "", ""]
