"""The import as a whole: planned, shown, carried out on a real store."""

import csv
import hashlib
import json
import stat
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

import assets
from kiosk.errors import Conflict
from kiosk.model.events import Draft, Event, Kind
from kiosk.model.student import Student
from kiosk.roster.errors import RejectsUnwritable
from kiosk.roster.files import read
from kiosk.rules.fold import fold
from kiosk.services.roster import Importer, RosterRefused
from kiosk.services.roster_plan import Plan, as_json, write_bad_rows
from store.contract import Entry, Store
from store.tiny import TinyStore
from tests.roster import samples
from tests.roster.samples import id_number, student, table

NOW = datetime(2020, 9, 1, 8, 30, tzinfo=timezone(timedelta(hours=8)))


def id_hash(number: str) -> str:
    return hashlib.sha256(b"key" + number.encode()).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return TinyStore(tmp_path / "data")


@pytest.fixture
def importer(store: Store) -> Importer:
    return Importer(store, id_hash, lambda: NOW, "staff:lin")


class Desk:
    """What a registrar does: writes files, imports them."""

    def __init__(self, importer: Importer, folder: Path) -> None:
        self.importer = importer
        self.folder = folder

    def file(self, *students: dict[str, Any], name: str = "名册.xlsx") -> Path:
        return samples.xlsx(self.folder / name, {"名册": table(*students)})

    def plan(self, *files: Path, **options: Any) -> Plan:
        return self.importer.plan([read(path) for path in files], **options)

    def bring(self, *students: dict[str, Any], **options: bool) -> Plan:
        plan = self.plan(self.file(*students), **options)
        assert sum(self.importer.carry_out(plan)) == plan.total
        return plan

    def student(self, serial: int) -> Student:
        number = f"2019{serial:06d}"
        return fold(number, self.importer.store.events(number))


@pytest.fixture
def desk(importer: Importer, tmp_path: Path) -> Desk:
    return Desk(importer, tmp_path)


def counts(plan: Plan) -> tuple[int, int, int]:
    return plan.added, plan.changed, len(plan.unchanged)


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


def test_a_bad_row_stops_everything(desk: Desk, store: Store) -> None:
    plan = desk.plan(
        desk.file(student(1), student(2, birth_date="昨天"), student(3, duration="久"))
    )
    assert [(one.row, one.column) for one in plan.bad] == [(3, "出生日期"), (4, "学制")]
    with pytest.raises(RosterRefused):
        list(desk.importer.carry_out(plan))
    assert store.events("2019000001") == ()
    assert store.desk() == ()


def test_bad_rows_are_skipped_and_written_beside_the_file(desk: Desk, store: Store) -> None:
    odd = student(2, birth_date="昨天", name="=cmd|'/c'!A1", duration="久")
    path = desk.file(student(1), odd, student(3))
    plan = desk.plan(path, skip_bad=True)
    (written,) = write_bad_rows(plan, "zh")
    assert sum(desk.importer.carry_out(plan)) == 2
    assert store.events("2019000002") == ()
    assert store.desk()[-1].body["skipped"] == 1

    assert written == path.with_name("名册.bad.csv")
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert written.read_bytes().startswith(b"\xef\xbb\xbf")
    head, row = csv.reader(written.read_text(encoding="utf-8-sig").splitlines())
    assert head == [*samples.LABELS.values(), "原因"]
    assert row[0].startswith("'=")
    assert row[4] == f"'{id_number(2)}"
    assert "出生日期：不是日期" in row[-1]
    assert "学制：" in row[-1]


def test_the_file_of_bad_rows_is_never_overwritten_and_can_be_mended(desk: Desk) -> None:
    path = desk.file(student(1), student(2, birth_date="昨天"))
    plan = desk.plan(path, skip_bad=True)
    first, second = (write_bad_rows(plan, "zh")[0] for _ in range(2))
    assert (first.name, second.name) == ("名册.bad.csv", "名册.bad.2.csv")
    first.write_text(
        first.read_text(encoding="utf-8-sig").replace("昨天", "2001-09-01"), encoding="utf-8"
    )
    mended = desk.plan(first)
    assert mended.bad == ()
    assert mended.warnings == ()
    assert mended.writes[0].new.fields() == student(2)
    assert sorted(one.name for one in path.parent.glob(".*")) == []


def test_bad_rows_that_cannot_be_written_are_not_dropped(desk: Desk, tmp_path: Path) -> None:
    long = tmp_path / f"{'册' * 83}.csv"
    long.write_text("学号,姓名,学制\n2019000001,柳青,久\n", encoding="utf-8")
    plan = desk.plan(long, skip_bad=True)
    with pytest.raises(RejectsUnwritable):
        write_bad_rows(plan, "zh")


def test_two_persons_with_one_number_are_told_with_both_rows(desk: Desk) -> None:
    other = student(2, student_no="2019000001", name="杨帆")
    plan = desk.plan(desk.file(student(1), student(3), other), skip_bad=True)
    assert [(one.row, one.problem.text, one.problem.values["row"]) for one in plan.bad] == [
        (2, "problem.two_persons", "4"),
        (4, "problem.two_persons", "2"),
    ]
    assert [write.wish.student_no for write in plan.writes] == ["2019000003"]


def test_one_person_with_two_contents_is_told_too(desk: Desk) -> None:
    plan = desk.plan(desk.file(student(1), student(1, major="模具")))
    assert {one.problem.text for one in plan.bad} == {"problem.row_differs"}


def test_the_same_row_twice_counts_once_even_across_files(desk: Desk) -> None:
    first = desk.file(student(1), student(1), name="甲.xlsx")
    second = desk.file(student(2), student(1), name="乙.xlsx")
    plan = desk.plan(first, second)
    assert counts(plan) == (2, 0, 0)
    assert [(one.file, one.row, one.problem.text) for one in plan.warnings] == [
        ("乙.xlsx", 3, "problem.same_row"),
        ("甲.xlsx", 3, "problem.same_row"),
    ]


def test_two_persons_across_files_and_folders(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "二").mkdir()
    first = desk.file(student(2), student(1))
    second = desk.file(student(1, name="杨帆"), student(3), name="二/名册.xlsx")
    plan = desk.plan(first, second, skip_bad=True)
    assert [(one.path, one.row) for one in plan.bad] == [(second, 2), (first, 3)]
    assert [len(plan.skipped(reading)) for reading in plan.readings] == [1, 1]
    assert len(write_bad_rows(plan, "en")) == 2


def test_the_same_file_twice_is_read_once(desk: Desk) -> None:
    path = desk.file(student(1))
    plan = desk.plan(path, path)
    assert counts(plan) == (1, 0, 0)
    assert [one.problem.text for one in plan.warnings] == ["problem.same_file"]


def test_one_person_twice_is_two_enrolments(desk: Desk, store: Store) -> None:
    second = student(2, id_number=id_number(1), gender="男", level="本科")
    plan = desk.bring(student(1), second)
    assert plan.bad == plan.warnings == ()
    assert store.students_of(id_hash(id_number(1))) == ("2019000001", "2019000002")


def test_two_names_with_one_id_number_are_doubted(desk: Desk) -> None:
    second = student(2, id_number=id_number(1), gender="男", name="杨帆")
    plan = desk.plan(desk.file(student(1), second))
    assert [(one.row, one.problem.text) for one in plan.warnings] == [(3, "problem.two_names")]


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
