"""Whatever a file holds: each row is taken, refused with a reason, or empty; nothing crashes."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.errors import Problem
from kiosk.model.record import Field
from kiosk.roster.cells import Cell, Spoiled, Value, shown, value
from kiosk.roster.columns import Beside, Target
from kiosk.roster.errors import RosterError
from kiosk.roster.files import read
from tests.roster import samples
from tests.roster.samples import student, table

TARGETS: list[Target] = [*Field, *Beside]
CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.text(),
    st.text("0123456789.-/年月日 XxEe+１２", max_size=20),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.builds(Spoiled, st.text(), st.just(Problem("problem.garbled"))),
)


@given(st.sampled_from(TARGETS), CELLS)
def test_a_cell_is_a_value_or_a_problem(target: Target, cell: Cell) -> None:
    found = value(target, cell)
    assert isinstance(found, Value | Problem)
    assert isinstance(shown(cell), str)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.lists(st.text(max_size=6), min_size=3, max_size=3), max_size=8))
def test_no_row_of_a_text_file_is_dropped(tmp_path: Path, rows: list[list[str]]) -> None:
    path = tmp_path / "名册.csv"
    text = samples.delimited([["学号", "姓名", "班级"], *rows])
    path.write_bytes(text.encode("utf-8", "replace"))
    reading = read(path)
    told = {row.number for row in reading.rows} | {found.row for found in reading.bad}
    seen = text.encode("utf-8", "replace").decode()
    full = {at for at, row in enumerate(rows, start=2) if any(cell.strip() for cell in row)}
    assert seen
    assert told == full


@pytest.mark.parametrize("kind", ["xls", "xlsx", "ods", "dbf", "csv"])
def test_a_damaged_file_is_refused_or_read_but_never_crashes(kind: str, tmp_path: Path) -> None:
    rows = table(student(1), student(2))
    path = tmp_path / f"名册.{kind}"
    match kind:
        case "xls":
            samples.xls(path, rows)
        case "xlsx":
            samples.xlsx(path, {"名册": rows})
        case "ods":
            samples.ods(path, rows)
        case "dbf":
            samples.dbase(path, "XH C(12); XM C(8)", [["0190001", "柳青"]])
        case _:
            path.write_text(samples.delimited(rows), encoding="gb18030")
    whole = path.read_bytes()
    for cut in range(0, len(whole), max(1, len(whole) // 40)):
        path.write_bytes(whole[:cut])
        _read(path)
        path.write_bytes(whole[:cut] + b"\xff\x00\xff" + whole[cut + 3 :])
        _read(path)


def _read(path: Path) -> None:
    try:
        read(path)
    except RosterError as error:
        assert error.problem.values["file"] == path.name  # noqa: PT017 - not every damage is one
