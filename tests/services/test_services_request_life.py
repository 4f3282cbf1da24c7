"""A whole life: disputed, taken, asked, supplied, forwarded, agreed, corrected, signed."""

from pathlib import Path
from uuid import UUID

from kiosk.model.record import Field
from kiosk.model.request import Claim, MoveKind, RequestState
from kiosk.model.signature import Signature, SignedBy, Strokes
from kiosk.rules import chain
from kiosk.services.evidence.verify import Result
from kiosk.services.roster.importing import Importer
from kiosk.sheet import draw
from tests.roster.samples import student
from tests.school import ON_PAPER, School
from tests.services.registrar import Desk
from tests.sheet.reading import Reading

VISIT_2 = UUID("6f1c2f1e-0000-4000-8000-000000000002")
ONE = "2019000001"
STAFF = "staff:li"
DRAWN = Strokes(100, 40, (((10, 10), (60, 30)),))
LIFE = (
    (MoveKind.TAKE, STAFF, "", RequestState.REVIEWING),
    (MoveKind.ASK, STAFF, "请交身份证复印件", RequestState.NEED_MATERIAL),
    (MoveKind.SUPPLY, "student", "已交到实训楼", RequestState.REVIEWING),
    (MoveKind.FORWARD, STAFF, "", RequestState.FORWARDED),
    (MoveKind.ACCEPT, STAFF, "省厅已批复", RequestState.AGREED),
)


def test_from_the_dispute_to_the_signed_change_on_the_new_sheet(tmp_path: Path) -> None:
    school = School(tmp_path)
    desk = Desk(Importer(school.store, school.keys.id_hash, school.clock, "staff:roster"), tmp_path)
    desk.bring(student(1))
    school.open()
    claim = Claim(Field.BIRTH_DATE, "2001-09-11", "与身份证不一致")
    disputed = school.declare([claim], student_no=ONE)
    number = disputed.requests[0].number
    for kind, actor, text, state in LIFE:
        school.clock.move(days=1)
        moved = school.requests.move(number, kind, actor, text=text)
        assert moved.state is state
    school.clock.move(days=30)
    desk.bring(student(1, birth_date="2001-09-11"))
    after = school.student(ONE)
    (request,) = after.requests
    assert request.state is RequestState.CORRECTED
    assert [move.kind for move in request.moves] == [one[0] for one in LIFE] + [MoveKind.CORRECT]
    assert [move.at[:10] for move in request.moves] == sorted(
        {move.at[:10] for move in request.moves}
    )
    assert school.verifier.verify(disputed.declarations[0].code).result is Result.OUTDATED
    (change,) = after.unsigned
    assert (change.field, change.old, change.new) == (
        Field.BIRTH_DATE,
        "2001-09-01",
        "2001-09-11",
    )

    school.clock.move(days=2)
    signed = school.declaring.confirm_changes(after, VISIT_2, Signature(SignedBy.PAD), DRAWN)
    assert not signed.unsigned
    reading = Reading(draw(school.sheets.page(signed)))
    table = reading.letters.rpartition("签名及日期")[2]
    assert "出生日期2001年09月01日2001年09月11日2020年10月22日" in table
    assert any(one.left > 140 and 1 < one.height < 8 for one in reading.paths())
    assert chain.fault(ONE, school.store.events(ONE)) == 0


def test_a_later_declaration_is_signed_with_the_change(tmp_path: Path) -> None:
    school = School(tmp_path)
    desk = Desk(Importer(school.store, school.keys.id_hash, school.clock, "staff:roster"), tmp_path)
    desk.bring(student(1))
    school.open()
    number = school.declare([Claim(Field.MAJOR, "数控技术")], student_no=ONE).requests[0].number
    school.requests.move(number, MoveKind.TAKE, STAFF)
    school.requests.move(number, MoveKind.REJECT, STAFF, text="材料不符")
    desk.bring(student(1, major="数控技术"))
    after = school.student(ONE)
    assert after.requests[0].state is RequestState.REFUSED
    again = school.declare(visit=VISIT_2, student_no=ONE)
    assert again.changes[0].confirmed
    assert again.changes[0].confirmed.signature == ON_PAPER
    row = school.sheets.page(again).changes[0]
    assert (row.signed.name, row.signed.strokes, row.signed.date) == ("", None, "2020-09-15")
