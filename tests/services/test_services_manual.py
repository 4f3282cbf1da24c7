"""A student added by hand is marked so until a roster brings the record."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.model.events import Kind
from kiosk.model.record import Field, Record
from kiosk.model.staff import Role, Staff
from kiosk.roster.files import read
from kiosk.rules.fold import summarize
from kiosk.services.pile.progress import Level, progress
from kiosk.services.roster.importing import Importer
from kiosk.services.roster.manual import NEEDED, AlreadyThere, ByHand, checked
from kiosk.services.staff.guard import NotAllowed, guarded
from kiosk.visit import Identified
from store.contract import Store
from tests.roster.samples import delimited, table
from tests.school import INITIAL, OTHER, RECORD, TAIL, School

NUMBER = RECORD.student_no


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path)
    school.open()
    return school


def by_hand(school: School, store: Store | None = None, actor: str = "staff:fen") -> ByHand:
    return ByHand(store or school.store, school.keys.id_hash, school.clock, actor)


def test_who_was_added_comes_in_and_is_marked(school: School) -> None:
    added = by_hand(school).add(RECORD)
    assert added.source.manual
    assert added.record == RECORD
    assert isinstance(school.door().identify(NUMBER, TAIL), Identified)
    (line,) = progress(school.store.summaries(), INITIAL, Level.CLASS)
    assert (line.total, line.manual) == (1, 1)
    assert "手工录入" not in str(school.sheets.page(added))
    assert school.sheets.page(added).source.manual


def test_twice_is_once_and_nobody_is_overwritten(school: School) -> None:
    first = by_hand(school).add(RECORD)
    assert by_hand(school).add(RECORD) == first
    with pytest.raises(AlreadyThere):
        by_hand(school).add(replace(RECORD, name="别人"))
    school.enrol(OTHER)
    with pytest.raises(AlreadyThere):
        by_hand(school).add(OTHER)


def test_a_roster_takes_over_even_with_the_same_record(school: School, tmp_path: Path) -> None:
    by_hand(school).add(RECORD)
    file = tmp_path / "名册.csv"
    file.write_text(delimited(table(RECORD.fields())), encoding="utf-8")
    importer = Importer(school.store, school.keys.id_hash, school.clock, "staff:xiao")
    list(importer.carry_out(importer.plan([read(file)])))
    student = school.student()
    assert not student.source.manual
    assert student.source.name == "名册.csv"
    assert student.changes == ()
    assert not summarize(student).manual
    assert importer.plan([read(file)]).writes == ()


def test_a_full_roster_without_them_says_nothing_of_them(school: School, tmp_path: Path) -> None:
    by_hand(school).add(RECORD)
    school.enrol(OTHER)
    file = tmp_path / "名册.csv"
    file.write_text(delimited(table(replace(RECORD, student_no="1").fields())), encoding="utf-8")
    importer = Importer(school.store, school.keys.id_hash, school.clock, "staff:xiao")
    plan = importer.plan([read(file)], full=True)
    assert [number for number, _ in plan.left] == [OTHER.student_no]


def test_what_is_typed_is_checked_field_by_field() -> None:
    typed = {field: RECORD.get(field) for field in Field}
    assert checked(typed) == RECORD
    wrong = {**typed, Field.ID_NUMBER: "1", Field.CLASS_NAME: " ", Field.BIRTH_DATE: "2001-02-30"}
    found = checked(wrong)
    assert not isinstance(found, Record)
    assert set(found) == {Field.ID_NUMBER, Field.CLASS_NAME, Field.BIRTH_DATE}
    nothing = checked({})
    assert not isinstance(nothing, Record)
    assert set(nothing) == set(NEEDED)


def test_registrars_add_to_their_own_college(school: School) -> None:
    fen = Staff("fen", Role.REGISTRAR, "", colleges=(RECORD.college,))
    fu = Staff("fu", Role.COUNSELOR, "", classes=(RECORD.class_name,))
    own = by_hand(school, guarded(school.store, fen, school.clock))
    with pytest.raises(NotAllowed):
        own.add(OTHER)
    with pytest.raises(NotAllowed):
        by_hand(school, guarded(school.store, fu, school.clock)).add(RECORD)
    assert list(school.store.students()) == []
    assert own.add(RECORD).record == RECORD
    assert school.store.events(NUMBER)[0].kind is Kind.ADDED
