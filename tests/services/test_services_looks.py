"""Each opening of a file is noted once, whoever opens it and however often it is read."""

from pathlib import Path

import pytest

from kiosk.model.events import Kind
from kiosk.model.staff import Role, Staff
from kiosk.services.acts.appending import NoSuchStudent
from kiosk.services.pile.packs import Packs
from kiosk.services.pile.selection import Selection
from kiosk.services.staff.files import Files
from kiosk.services.staff.guard import NotAllowed, guarded
from kiosk.services.staff.looks import Looks, listing, noting
from tests.school import INITIAL, OTHER, RECORD, School

MINE, THEIRS = RECORD.student_no, OTHER.student_no
COUNSELOR = Staff("fu", Role.COUNSELOR, "", classes=(RECORD.class_name,))
HERE = Staff("office", Role.SCHOOL, "")


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path)
    school.enrol(RECORD)
    school.enrol(OTHER)
    return school


def files(school: School, staff: Staff) -> Files:
    """Return the files of one of the staff over SSH, or of who works in the home itself."""
    looks = Looks(school.store, staff.actor, school.clock)
    if staff is HERE:
        return Files(noting(school.store, looks), staff, looks)
    return Files(guarded(school.store, staff, school.clock, looks), staff, looks)


def told(school: School) -> list[tuple[str, str]]:
    return [
        (one.actor, one.body["student_no"])
        for one in school.store.desk()
        if one.kind is Kind.LOOKED
    ]


@pytest.mark.parametrize("staff", [COUNSELOR, HERE])
def test_a_file_that_is_opened_again_is_looked_at_again(school: School, staff: Staff) -> None:
    here = files(school, staff)
    here.open(MINE)
    here.open(MINE)
    assert told(school) == [(staff.actor, MINE)]
    here.close(MINE)
    here.open(MINE)
    assert told(school) == [(staff.actor, MINE)] * 2


def test_what_is_refused_or_is_not_there_is_no_look(school: School) -> None:
    with pytest.raises(NotAllowed):
        files(school, COUNSELOR).open(THEIRS)
    with pytest.raises(NoSuchStudent):
        files(school, HERE).open("1")
    assert told(school) == []


def test_a_scan_is_no_look_and_is_refused_as_a_look_is(school: School) -> None:
    store = listing(guarded(school.store, COUNSELOR, school.clock))
    assert store.events(MINE) == school.store.events(MINE)
    assert store.events("1") == ()
    assert told(school) == []
    with pytest.raises(NotAllowed):
        store.events(THEIRS)


def test_a_pack_is_one_event_and_a_list_of_names_none(school: School) -> None:
    registrar = Staff("fen", Role.REGISTRAR, "", colleges=(RECORD.college,))
    store = guarded(school.store, registrar, school.clock)
    packs = Packs(store, school.sheets, school.clock, registrar.actor)
    chosen = packs.choose(Selection(class_name=RECORD.class_name), INITIAL)
    before = school.store.desk()
    list(packs.sections(chosen, rolls_only=True))
    assert school.store.desk() == before
    (section,) = packs.sections(chosen)
    assert len(section.pages) == 1
    (event,) = school.store.desk(len(before))
    assert (event.kind, event.actor) == (Kind.PACKED, "staff:fen")
    assert event.body == {
        "grade": "",
        "college": "",
        "major": "",
        "class_name": RECORD.class_name,
        "state": "",
        "round": "2020/initial",
        "students": 1,
    }
