"""Tables keep their cells as text, and leave nothing behind when the disk is full."""

import csv
import tempfile
import unicodedata
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from typing_extensions import Buffer

from kiosk.services.tables import Column, NotATable, Table, writer
from tests.screens.hostile import HOSTILE, MARKUP

CELLS = ("999900200102030028", "007", "=1+1", "@SUM(A1)", "2020-01-01", "𬭎", "1e5", " ", "")


class Full(BytesIO):
    def write(self, _data: Buffer, /) -> int:
        raise OSError(28, "No space left on device")


def table(rows: int) -> Table:
    columns = [Column(f"列{at}", 10) for at in range(len(CELLS))]
    return Table("表", columns, ([*CELLS] for _ in range(rows)))


@pytest.mark.parametrize("rows", [0, 1, 300])
def test_every_cell_comes_back_letter_by_letter(rows: int) -> None:
    file = BytesIO()
    writer(".XLSX")(table(rows), file)
    sheet = openpyxl.load_workbook(file).active
    assert sheet is not None
    found = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert found == [[*CELLS]] * rows
    assert sheet.freeze_panes == "A2"


def cells(suffix: str, *values: str) -> list[str]:
    """Return one row as another program reads it."""
    file = BytesIO()
    writer(suffix)(Table("表", [Column("列", 10) for _ in values], [values]), file)
    if suffix == ".csv":
        _, row = csv.reader(file.getvalue().decode("utf-8-sig").splitlines())
        return row
    sheet = openpyxl.load_workbook(file).active
    assert sheet is not None
    return [str(cell.value) for cell in sheet[2]]


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_nothing_in_a_cell_acts_whatever_the_store_held(suffix: str) -> None:
    for value in cells(suffix, HOSTILE, HOSTILE + "长" * 10_000):
        assert MARKUP in value
        assert not {*map(unicodedata.category, value)} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
def test_no_program_calculates_a_cell(sign: str) -> None:
    values = [f"{before}{sign}1+1" for before in ("", " ", "\u200b", "\n", "\t", "\u3000")]
    assert all(cell.startswith("'") for cell in cells(".csv", *values))


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_full_disk_is_an_error_of_the_disk(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(OSError, match="No space left"):
        writer(suffix)(table(300), Full())
    assert list(tmp_path.iterdir()) == []


def test_other_endings_are_no_table() -> None:
    for suffix in ("", ".xls", ".pdf"):
        with pytest.raises(NotATable):
            writer(suffix)
