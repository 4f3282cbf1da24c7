"""Roles and scopes are kept below every use case, and every look and refusal is told."""

from collections.abc import Callable
from contextlib import nullcontext
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from kiosk.model.events import Draft, Kind
from kiosk.model.rounds import OpenRound
from kiosk.model.staff import Role, Staff
from kiosk.model.terminal import Beat, Condition
from kiosk.rules.access import MAY_WRITE
from kiosk.services.acts.declaring import Act, Declaring
from kiosk.services.ports import stamp
from kiosk.services.rounds import Rounds
from kiosk.services.staff.guard import Guard, NotAllowed, guarded
from store.contract import Entry, Store
from tests.school import INITIAL, ON_PAPER, OTHER, RECORD, YEAR2, School

MINE, THEIRS = RECORD.student_no, OTHER.student_no
LAB = Staff("lab1", Role.LAB, "")
COUNSELOR = Staff("fu", Role.COUNSELOR, "", classes=(RECORD.class_name,))
REGISTRAR = Staff("fen", Role.REGISTRAR, "", colleges=(RECORD.college,))
OFFICE = Staff("xiao", Role.SCHOOL, "")


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path)
    school.open(INITIAL)
    school.enrol(RECORD)
    school.enrol(OTHER)
    return school


def as_(staff: Staff, school: School) -> Store:
    return guarded(school.store, staff, school.clock)


def told(school: School, kind: Kind) -> list[tuple[str, str]]:
    return [
        (event.actor, event.body["student_no"])
        for event in school.store.desk()
        if event.kind is kind
    ]


def draft(school: School, kind: Kind, **body: Any) -> Draft:
    return Draft(stamp(school.clock()), "staff:x", kind, body)


@pytest.mark.parametrize(
    ("staff", "seen"),
    [(LAB, set()), (COUNSELOR, {MINE}), (REGISTRAR, {MINE}), (OFFICE, {MINE, THEIRS})],
)
def test_everybody_sees_their_own_and_no_more(school: School, staff: Staff, seen: set[str]) -> None:
    store = as_(staff, school)
    assert {one.student_no for one in store.summaries()} == set(store.students()) == seen
    for number in (MINE, THEIRS):
        if number in seen:
            assert store.events(number)
            assert dict(store.events_of([number]))
            continue
        with pytest.raises(NotAllowed):
            store.events(number)
        with pytest.raises(NotAllowed):
            dict(store.events_of([number]))
    assert store.events("nobody") == ()


def test_every_look_and_every_refusal_is_told_once(school: School) -> None:
    store = as_(COUNSELOR, school)
    store.events(MINE)
    store.events(MINE)
    with pytest.raises(NotAllowed) as caught:
        store.events(THEIRS)
    assert caught.value.role is Role.REGISTRAR
    assert told(school, Kind.LOOKED) == [("staff:fu", MINE)]
    assert told(school, Kind.DENIED) == [("staff:fu", THEIRS)]
    school.store.events(MINE)
    assert len(told(school, Kind.LOOKED)) == 1


def test_nobody_writes_outside_their_scope(school: School) -> None:
    for staff in (LAB, COUNSELOR, REGISTRAR):
        store = as_(staff, school)
        new = (draft(school, Kind.HANDED_IN, sheet_id="0" * 15),)
        with pytest.raises(NotAllowed):
            store.append(Entry(THEIRS, 1, new))
    assert len(school.store.events(THEIRS)) == 1


@pytest.mark.parametrize(
    ("staff", "kind", "who"),
    [
        (LAB, Kind.EXCUSED, Role.COUNSELOR),
        (COUNSELOR, Kind.REQUEST_MOVED, Role.REGISTRAR),
        (COUNSELOR, Kind.IMPORTED, Role.SCHOOL),
        (REGISTRAR, Kind.IMPORTED, Role.SCHOOL),
        (REGISTRAR, Kind.LEFT, Role.SCHOOL),
    ],
)
def test_a_refusal_says_who_could(school: School, staff: Staff, kind: Kind, who: Role) -> None:
    with pytest.raises(NotAllowed) as caught:
        as_(staff, school).append(Entry(MINE, 1, (draft(school, kind),)))
    assert caught.value.role is who
    assert len(school.store.events(MINE)) == 1


@pytest.mark.parametrize(
    "use",
    [
        lambda store: store.append_desk([Draft("", "", Kind.ROUND_CLOSED, {})]),
        lambda store: list(store.append_many([])),
        lambda store: list(store.chains()),
        lambda store: list(store.people()),
        lambda store: list(store.sheets()),
        lambda store: list(store.blobs()),
        lambda store: list(store.adopt([])),
        lambda store: store.adopt_desk([]),
        lambda store: store.adopt_index([], []),
        lambda store: store.forget_misses("", ""),
    ],
)
def test_what_is_the_schools_alone(school: School, use: Callable[[Store], object]) -> None:
    for staff in (LAB, COUNSELOR, REGISTRAR):
        with pytest.raises(NotAllowed) as caught:
            use(as_(staff, school))
        assert caught.value.role is Role.SCHOOL
    assert len(told(school, Kind.DENIED)) == 3


@pytest.mark.parametrize("staff", [LAB, COUNSELOR, REGISTRAR, OFFICE])
def test_who_looks_after_terminals_has_one_forgotten(school: School, staff: Staff) -> None:
    school.store.beat(Beat("sold", school.clock(), Condition.STOPPED, "1"))
    if staff in (LAB, OFFICE):
        assert as_(staff, school).forget_terminal("sold")
        return
    with pytest.raises(NotAllowed) as caught:
        as_(staff, school).forget_terminal("sold")
    assert caught.value.role is Role.LAB
    assert school.store.beats()


def test_use_cases_are_held_without_knowing_it(school: School) -> None:
    office, counselor = (as_(staff, school) for staff in (OFFICE, COUNSELOR))
    Rounds(office, school.clock).open(OpenRound(YEAR2), "staff:xiao")
    with pytest.raises(NotAllowed):
        Rounds(counselor, school.clock).open(OpenRound(YEAR2), "staff:fu")
    declaring = Declaring(counselor, school.keys, school.clock)
    act = Act(visit=UUID(int=1), round=INITIAL, claims=(), signature=ON_PAPER, pin="271828")
    assert declaring.declare(declaring.student(MINE), act).declaration.round == INITIAL
    with pytest.raises(NotAllowed):
        declaring.declare(school.student(THEIRS), act)


def test_a_counselor_of_two_colleges_classes_of_one_name(school: School) -> None:
    elsewhere = Staff("fu2", Role.COUNSELOR, "", (OTHER.college,), (RECORD.class_name,))
    assert list(as_(elsewhere, school).summaries()) == []
    here = Staff("fu3", Role.COUNSELOR, "", (RECORD.college,), (RECORD.class_name,))
    assert list(as_(here, school).students()) == [MINE]


def test_every_higher_role_may_do_what_the_lower_may() -> None:
    rising = [MAY_WRITE[role] for role in Role]
    assert all(low <= high for low, high in pairwise(rising))


def test_what_no_counselor_and_no_registrar_ever_writes() -> None:
    """Spec/product.md, "People": rosters, rounds and staff are the school's; lists go by class."""
    schools = {
        Kind.IMPORTED, Kind.LEFT, Kind.ROSTER_READ, Kind.ROUND_OPENED, Kind.ROUND_CLOSED,
        Kind.STAFF_ADDED, Kind.STAFF_REMOVED, Kind.SEALED, Kind.BACKED_UP, Kind.RETIRED,
        Kind.CLEARED, Kind.KEY_CHANGED, Kind.NUMBER_LOCKED, Kind.ADMITTED, Kind.LOOKED, Kind.DENIED,
    }  # fmt: skip
    registrars = {Kind.ADDED, Kind.REQUEST_MOVED, Kind.UNLOCKED, Kind.PACKED, Kind.DROPPED}
    assert not schools & MAY_WRITE[Role.REGISTRAR]
    assert not (schools | registrars) & MAY_WRITE[Role.COUNSELOR]
    assert not MAY_WRITE[Role.LAB]


HARMLESS = {
    "beats", "blob", "check_writable", "condition", "desk", "hold", "pulse", "put_blob",
    "student_of", "students_of",
}  # fmt: skip
"""What of a store everybody may use as it is; a guard asks about the rest."""


@pytest.mark.parametrize("staff", [LAB, COUNSELOR, REGISTRAR])
def test_what_a_store_learns_to_do_is_nobodys(school: School, staff: Staff) -> None:
    store = as_(staff, school)
    does = {name for name in dir(Store) if not name.startswith("_")}
    assert does > HARMLESS
    for name in sorted(does - vars(Guard).keys()):
        with nullcontext() if name in HARMLESS else pytest.raises(NotAllowed):
            getattr(store, name)
