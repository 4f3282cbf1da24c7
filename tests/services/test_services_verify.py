"""What a sheet's code is worth: current, superseded, outdated, altered or unknown."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

from kiosk.model.record import Field
from kiosk.model.request import Claim
from kiosk.rules import code
from kiosk.services.evidence.verify import Answer, Result
from tests.school import INITIAL, RECORD, School

VISIT_2 = UUID("6f1c2f1e-0000-4000-8000-000000000002")
CLAIM = Claim(Field.MAJOR, "工商管理")
NUMBER = RECORD.student_no


def test_current_superseded_outdated(school: School) -> None:
    first = school.declare().declarations[0]
    verify = school.verifier.verify
    current = Answer(Result.CURRENT, NUMBER, INITIAL, first.sheet_id)
    for text in (
        first.code,
        f"HTTPS://XJ.EXAMPLE.EDU.CN/R/{first.code}",
        code.short_number(first.sheet_id),
        f"R-{code.short_number(first.sheet_id)}",
        f"https://xj.example.edu.cn/S/{first.sheet_id}",
    ):
        assert verify(text) == current
    second = school.declare([CLAIM], visit=VISIT_2).declarations[1]
    assert verify(first.code).result is Result.SUPERSEDED
    assert verify(second.code) == replace(current, sheet_id=second.sheet_id)
    school.enrol(replace(RECORD, major="工商管理"))
    assert verify(second.code).result is Result.OUTDATED


def test_altered_and_unknown(school: School, tmp_path: Path) -> None:
    issued = school.declare().declarations[0]
    real = code.parse(issued.code)
    forged = replace(real, digest=bytes(10)).text
    assert school.verifier.verify(forged) == Answer(Result.ALTERED)
    resigned = school.keys.sign(replace(real, signature=b"", digest=bytes(10))).text
    assert school.verifier.verify(resigned).result is Result.ALTERED
    for text in ("", "x", "学号", "0" * 141, "0000-0000-0", "7K3M9Q2WTB4XE0G", "../" * 9):
        assert school.verifier.verify(text) == Answer(Result.UNKNOWN)
    (tmp_path / "elsewhere").mkdir()
    elsewhere = School(tmp_path / "elsewhere")
    elsewhere.enrol()
    elsewhere.open()
    foreign = elsewhere.declare().declarations[0]
    assert school.verifier.verify(foreign.code) == Answer(Result.UNKNOWN)
