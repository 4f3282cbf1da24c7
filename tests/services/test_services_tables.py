"""Tables keep their cells as text, and leave nothing behind when the disk is full."""

import tempfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from typing_extensions import Buffer

from kiosk.services.tables import Column, NotATable, Table, writer

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
