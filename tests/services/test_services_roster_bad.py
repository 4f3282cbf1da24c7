"""Bad rows stop everything, or are left out with their reasons; contradictions name both rows."""

import csv
import stat
from pathlib import Path

import pytest

from kiosk.roster.errors import RejectsUnwritable
from kiosk.services.roster.importing import Importer, RosterRefused
from kiosk.services.roster.plan import write_bad_rows
from store.contract import Store
from store.tiny import TinyStore
from tests.roster import samples
from tests.roster.samples import id_number, student
from tests.services.registrar import NOW, Desk, counts, id_hash


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return TinyStore(tmp_path / "data")


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Desk:
    return Desk(Importer(store, id_hash, lambda: NOW, "staff:lin"), tmp_path)


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
    odd = student(2, birth_date="昨天", name="=cmd|'/c'!A1", duration="久", major="＝1+1")
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
    assert "'＝1+1" in row
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


def test_two_names_with_one_id_number_are_doubted(desk: Desk) -> None:
    second = student(2, id_number=id_number(1), gender="男", name="杨帆")
    plan = desk.plan(desk.file(student(1), second))
    assert [(one.row, one.problem.text) for one in plan.warnings] == [(3, "problem.two_names")]
