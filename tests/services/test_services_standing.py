"""Who is removed while they work is let through no more, whatever was open before."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.model.events import Draft, Kind
from kiosk.model.staff import Role, Staff
from kiosk.services.ports import stamp
from kiosk.services.staff.guard import NotAllowed, guarded
from kiosk.services.staff.members import StaffBook
from kiosk.services.staff.standing import NoLongerStaff
from store.contract import Entry, Store
from tests.school import OTHER, RECORD, School
from tests.services.ssh_keys import KEY, public
from tests.store.samples import imported

MINE = RECORD.student_no
OTHER_KEY = public(Ed25519PrivateKey.generate())
FU = Staff("fu", Role.COUNSELOR, KEY, classes=(RECORD.class_name,))


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path)
    school.enrol(RECORD)
    school.enrol(OTHER)
    return school


def book(school: School) -> StaffBook:
    return StaffBook(school.store, school.clock)


def handed_over(school: School) -> Draft:
    body = {
        "round": "2020/initial",
        **dict.fromkeys(("college", "major", "class_name", "grade"), ""),
        **dict.fromkeys(("digest", "seal", "sealed_at", "replaces", "replaced_at"), ""),
        **dict.fromkeys(("students", "handed_in", "excused"), 0),
    }
    return Draft(stamp(school.clock()), FU.actor, Kind.HANDED_OVER, body)


USES: list[Callable[[School, Store], object]] = [
    lambda _, store: store.events(MINE),
    lambda _, store: list(store.events_of([MINE])),
    lambda _, store: list(store.summaries()),
    lambda _, store: list(store.students()),
    lambda school, store: store.append_desk([handed_over(school)]),
    lambda school, store: store.append(Entry(MINE, 1, (handed_over(school),))),
]


@pytest.mark.parametrize("use", USES)
def test_who_was_removed_is_let_through_no_more(
    school: School, use: Callable[[School, Store], object]
) -> None:
    fu = book(school).add(FU, "staff:wang")
    store = guarded(school.store, fu, school.clock)
    assert [one.student_no for one in store.summaries()] == [MINE]
    book(school).remove("fu", "staff:wang")
    for _ in range(2):
        with pytest.raises(NoLongerStaff):
            use(school, store)
    *_, removed, denied = school.store.desk()
    assert (removed.kind, denied.kind) == (Kind.STAFF_REMOVED, Kind.DENIED), "told once"
    assert (denied.actor, denied.body["what"]) == (FU.actor, "no_longer_staff")


@pytest.mark.parametrize(
    "use",
    [
        lambda store: store.chains(),
        lambda store: store.people(),
        lambda store: store.forget_misses("", ""),
        lambda store: store.forget_terminal("t1"),
        lambda store: list(store.append_many([])),
    ],
)
def test_so_is_the_school_in_what_is_its_own(
    school: School, use: Callable[[Store], object]
) -> None:
    office = book(school).add(replace(FU, role=Role.SCHOOL, classes=()), "staff:wang")
    store = guarded(school.store, office, school.clock)
    book(school).remove("fu", "staff:wang")
    with pytest.raises(NoLongerStaff):
        use(store)


def test_who_is_removed_while_they_import_comes_to_no_further_batch(school: School) -> None:
    office = book(school).add(replace(FU, role=Role.SCHOOL, classes=()), "staff:wang")
    store = guarded(school.store, office, school.clock)
    numbers = [f"3121{place:04}" for place in range(2000)]
    steps = store.append_many(Entry(number, 0, (imported(number),)) for number in numbers)
    next(steps)
    book(school).remove("fu", "staff:wang")
    with pytest.raises(NoLongerStaff):
        list(steps)
    assert len(list(school.store.students())) < len(numbers)


def test_who_has_another_scope_by_now_comes_in_anew(school: School) -> None:
    fu = book(school).add(FU, "staff:wang")
    store = guarded(school.store, fu, school.clock)
    book(school).remove("fu", "staff:wang")
    now = book(school).add(replace(FU, classes=(OTHER.class_name,)), "staff:wang")
    with pytest.raises(NoLongerStaff):
        store.events(MINE)
    anew = guarded(school.store, now, school.clock)
    assert [one.student_no for one in anew.summaries()] == [OTHER.student_no]
    with pytest.raises(NotAllowed):
        anew.events(MINE)


def test_who_was_added_again_as_before_goes_on(school: School) -> None:
    fu = book(school).add(FU, "staff:wang")
    store = guarded(school.store, fu, school.clock)
    book(school).remove("fu", "staff:wang")
    book(school).add(FU, "staff:wang")
    assert store.events(MINE)


def test_others_who_go_and_what_others_write_is_no_concern(school: School) -> None:
    fu = book(school).add(FU, "staff:wang")
    store = guarded(school.store, fu, school.clock)
    school.store.append_desk([handed_over(school)])
    assert store.events(MINE)
    book(school).add(replace(FU, name="li", key=OTHER_KEY), "staff:wang")
    book(school).remove("li", "staff:wang")
    assert store.events(MINE)
