"""The import as a whole: planned, shown, carried out on a real store."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

import assets
from kiosk.errors import Conflict
from kiosk.model.events import Draft, Event, Kind
from kiosk.roster.files import read
from kiosk.services.roster.importing import Importer
from kiosk.services.roster.plan import as_json
from store.contract import Entry, Store
from store.tiny import TinyStore
from tests.roster.samples import id_number, student
from tests.services.registrar import NOW, Desk, counts, id_hash


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return TinyStore(tmp_path / "data")


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Desk:
    return Desk(Importer(store, id_hash, lambda: NOW, "staff:lin"), tmp_path)


def test_new_students_are_added_with_their_source(desk: Desk, store: Store) -> None:
    plan = desk.bring(student(1), student(2))
    assert counts(plan) == (2, 0, 0)
    found = desk.student(1)
    assert found.record.fields() == student(1)
    assert found.source == plan.readings[0].source
    (event,) = store.events("2019000001")
    assert (event.kind, event.actor, event.at) == (
        Kind.IMPORTED,
        "staff:lin",
        "2020-09-01T08:30:00+08:00",
    )
    assert store.students_of(id_hash(id_number(1))) == ("2019000001",)


def test_importing_twice_changes_nothing(desk: Desk, store: Store) -> None:
    desk.bring(student(1), student(2))
    again = desk.bring(student(2), student(1))
    assert counts(again) == (0, 0, 2)
    assert len(store.events("2019000001")) == 1


def test_the_desk_keeps_a_line_of_figures(desk: Desk, store: Store) -> None:
    desk.bring(student(1), student(2))
    plan = desk.bring(student(1, major="模具"), student(3), full=True)
    last = store.desk()[-1]
    assert last.kind is Kind.ROSTER_READ
    assert last.body == {
        "name": "名册.xlsx",
        "exported": plan.readings[0].source.exported,
        "sha256": plan.readings[0].source.sha256,
        "added": 1,
        "changed": 1,
        "unchanged": 0,
        "skipped": 0,
        "left": 1,
    }


def test_each_file_has_its_own_line_of_figures(desk: Desk, store: Store) -> None:
    desk.bring(student(1))
    first = desk.file(student(1), name="甲.xlsx")
    second = desk.file(student(2), student(3), name="乙.xlsx")
    list(desk.importer.carry_out(desk.plan(first, second)))
    figures = [(one.body["name"], one.body["added"], one.body["unchanged"]) for one in store.desk()]
    assert figures[1:] == [("甲.xlsx", 0, 1), ("乙.xlsx", 2, 0)]


def test_changes_are_shown_field_by_field(desk: Desk) -> None:
    desk.bring(student(1))
    plan = desk.plan(desk.file(student(1, major="模具", class_name="")))
    assert [(one.field, one.old, one.new) for one in plan.changes()] == [
        ("major", "机械制造", "模具"),
        ("class_name", "质检3192", ""),
    ]
    assert desk.student(1).record.major == "机械制造"


def test_absent_columns_keep_and_empty_cells_erase(desk: Desk) -> None:
    desk.bring(student(1))
    desk.bring({"student_no": "2019000001", "class_name": "", "在线验证码": "ABC123"})
    record = desk.student(1).record
    assert record.class_name == ""
    assert record.major == "机械制造"
    assert record.verification_code == "ABC123"


def test_one_person_twice_is_two_enrolments(desk: Desk, store: Store) -> None:
    second = student(2, id_number=id_number(1), gender="男", level="本科")
    plan = desk.bring(student(1), second)
    assert plan.bad == plan.warnings == ()
    assert store.students_of(id_hash(id_number(1))) == ("2019000001", "2019000002")


def test_a_full_roster_marks_who_left_and_who_came_back(desk: Desk) -> None:
    desk.bring(student(1), student(2))
    desk.bring(student(1))
    assert not desk.student(2).left
    plan = desk.bring(student(1), full=True)
    assert [number for number, _ in plan.left] == ["2019000002"]
    assert desk.student(2).left
    assert desk.plan(desk.file(student(1)), full=True).left == ()
    back = desk.bring(student(1), student(2))
    assert counts(back) == (0, 1, 1)
    assert as_json(back, "zh")["returned"] == ["2019000002"]
    assert not desk.student(2).left


def test_nobody_leaves_because_of_a_bad_row(desk: Desk) -> None:
    desk.bring(student(1), student(2))
    bad = desk.plan(desk.file(student(1), student(2, duration="久")), full=True, skip_bad=True)
    assert bad.left == ()
    unreadable = desk.plan(
        desk.file(student(1), student(2, student_no="?")), full=True, skip_bad=True
    )
    assert unreadable.left == ()
    assert "problem.left_withheld" in {one.problem.text for one in unreadable.warnings}


class Busy:
    """A store in which somebody else writes first, so often."""

    def __init__(self, store: Store, meanwhile: Sequence[Entry]) -> None:
        self.store = store
        self.meanwhile = list(meanwhile)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    def append_many(self, entries: Iterable[Entry]) -> Iterator[int]:
        if self.meanwhile:
            self.store.append(self.meanwhile.pop(0))
        return self.store.append_many(entries)


def left(after: int) -> Entry:
    draft = Draft(NOW.isoformat(timespec="seconds"), "staff:other", Kind.LEFT, {})
    return Entry("2019000002", after, (draft,))


def test_a_student_written_meanwhile_is_read_again(desk: Desk, store: Store) -> None:
    desk.bring(student(1), student(2))
    busy: Any = Busy(store, [left(1)])
    importer = Importer(busy, id_hash, lambda: NOW, "staff:lin")
    plan = importer.plan([read(desk.file(student(1, major="模具"), student(2, major="模具")))])
    list(importer.carry_out(plan))
    for serial in (1, 2):
        assert desk.student(serial).record.major == "模具"
        kinds = [event.kind for event in store.events(f"2019{serial:06d}")]
        assert kinds.count(Kind.IMPORTED) == 2
    assert desk.student(2).rev == 3


def test_a_conflict_that_never_ends_is_told(desk: Desk, store: Store) -> None:
    desk.bring(student(2))
    busy: Any = Busy(store, [left(at) for at in range(1, 9)])
    importer = Importer(busy, id_hash, lambda: NOW, "staff:lin")
    plan = importer.plan([read(desk.file(student(2, major="模具")))])
    with pytest.raises(Conflict):
        list(importer.carry_out(plan))


def test_json_holds_what_the_spec_says(desk: Desk) -> None:
    desk.bring(student(1), student(2))
    path = desk.file(
        student(1, major="模具"), student(2), student(3, name="柳?"), student(4, duration="久")
    )
    found = json.loads(json.dumps(as_json(desk.plan(path), "en")))
    assert (found["added"], found["changed"], found["unchanged"]) == (1, 1, 1)
    assert found["bad"] == [
        {
            "file": "名册.xlsx",
            "sheet": "名册",
            "row": 5,
            "column": "学制",
            "value": "久",
            "error": assets.say("en", "problem.duration"),
        }
    ]
    assert [one["error"] for one in found["warnings"]] == [assets.say("en", "problem.placeholder")]
    change = {"student_no": "2019000001", "field": "major", "old": "机械制造", "new": "模具"}
    assert found["changes"] == [change]


def test_no_event_of_an_import_holds_an_id_number_in_the_desks_chain(
    desk: Desk, store: Store
) -> None:
    desk.bring(student(1))
    events: tuple[Event, ...] = store.desk()
    assert id_number(1) not in json.dumps([dict(event.body) for event in events])
