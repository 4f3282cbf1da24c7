"""What stands on a checklist, and how it goes to the printers."""

from dataclasses import replace
from uuid import UUID

import pytest

from kiosk.model.record import Field, Photo
from kiosk.model.request import Claim, MissingEnrolment, MoveKind, Request
from kiosk.model.slip import Checklist
from kiosk.model.student import Student
from kiosk.printing.contract import Outcome
from kiosk.services.paper.slips import Slips
from kiosk.services.requests.errors import NoSuchRequest
from kiosk.sheet.errors import Unprintable
from kiosk.visit import PrintState, Visit
from tests.fakes import Tray, slip_pen
from tests.school import NOW, OTHER, School

CLAIMS = (
    Claim(Field.BIRTH_DATE, "2001-03-03"),
    Claim(Field.MAJOR, "数控技术", "转专业", "2020-09"),
    Claim(Photo.ADMISSION, "本人照片，另行提交", "不是我"),
)


def slips(school: School) -> Slips:
    return school.terminal().slips


def asked(school: School, *claims: Claim) -> tuple[Student, Request]:
    student = school.declare(claims or CLAIMS)
    return student, student.requests[0]


def test_what_stands_on_it(school: School) -> None:
    student, request = asked(school)
    slip = slips(school).checklist(student, request, "zh")
    assert slip.number == request.number
    claimed = [(one.label, one.claimed) for one in slip.matters]
    assert claimed == [
        ("出生日期", "2001年**月**日"),
        ("专业", "数控技术"),
        ("录取照片", "本人照片，另行提交"),
    ]
    assert "转专业审批表" in slip.matters[1].proofs
    assert "还不算错" in slip.matters[1].patience
    assert len(set(slip.windows)) == len(slip.windows) == 2
    assert slip.contact.name == "李老师"
    assert slip.url == f"HTTPS://XJ.EXAMPLE.EDU.CN/R/{student.declarations[0].code}"
    assert "271828" not in repr(slip)
    assert student.record.name not in repr(slip)


def test_what_is_settled_needs_no_papers(school: School) -> None:
    _, request = asked(school)
    for kind, parts in ((MoveKind.TAKE, ()), (MoveKind.REJECT, (Field.MAJOR,))):
        school.requests.move(request.number, kind, "staff:li", parts=parts, text="不符")
    student = school.student()
    slip = slips(school).checklist(student, student.requests[0], "en")
    assert [one.label for one in slip.matters] == ["Born", "Entry photo"]


def test_a_request_without_a_sheet_has_the_screens_address(school: School) -> None:
    missing = MissingEnrolment("示例大学", "本科", "会计学", "2018")
    school.declaring.file_missing("31219201", UUID(int=3), missing, "271828")
    student = school.student()
    slip = slips(school).checklist(student, student.requests[0], "zh")
    assert slip.url == f"HTTPS://XJ.EXAMPLE.EDU.CN/S/{student.requests[0].sheet_id}"
    assert [one.label for one in slip.matters] == ["没有显示的学籍：本科-示例大学-会计学-2018"]
    assert slip.source == ""


def test_the_next_printer_is_tried_and_trouble_told(school: School) -> None:
    student, request = asked(school)
    broken, whole = Tray(outcome=Outcome.UNREACHABLE), Tray()
    school.trays = [broken, whole]
    assert slips(school).print(student, request, "zh") is PrintState.PRINTED
    assert [job.name for job in whole.jobs] == [f"{request.number}.list"]
    school.trays = [broken]
    assert slips(school).print(student, request, "zh") is PrintState.UNREACHABLE
    school.trays = []
    assert slips(school).print(student, request, "zh") is PrintState.NO_PRINTER
    assert school.student().rev == student.rev


def test_what_may_have_come_out_is_not_sent_to_another_printer(school: School) -> None:
    student, request = asked(school)
    school.trays = [Tray(outcome=Outcome.UNKNOWN), Tray()]
    assert slips(school).print(student, request, "zh") is PrintState.UNKNOWN
    assert not school.trays[1].jobs


def test_a_character_without_a_glyph_is_a_state(school: School) -> None:
    student, request = asked(school)

    def refuse(_: Checklist) -> bytes:
        raise Unprintable

    printing = replace(slips(school), draw=refuse)
    assert printing.print(student, request, "zh") is PrintState.UNPRINTABLE


def test_nobody_moves_or_prints_what_is_not_theirs(school: School) -> None:
    _, request = asked(school)
    school.enrol(OTHER)
    terminal = school.terminal()
    visit = Visit(enrolments=(terminal.door.enrolment(OTHER.student_no),))
    with pytest.raises(NoSuchRequest):
        terminal.move_request(visit, request.number, MoveKind.WITHDRAW, "")
    with pytest.raises(NoSuchRequest):
        terminal.print_slip(visit, request.number, "zh")
    assert school.student().requests[0].state.open


def test_the_province_is_the_schools(school: School) -> None:
    printing = Slips(replace(school.config, province="nowhere"), slip_pen, [Tray()], lambda: NOW)
    student, request = asked(school)
    with pytest.raises(FileNotFoundError):
        printing.checklist(student, request, "zh")
