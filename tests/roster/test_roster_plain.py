"""Text files and dBASE files: quotes, delimiters, characters cut in two."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kiosk.roster import errors
from kiosk.roster.files import read
from tests.roster import samples
from tests.roster.samples import id_number, only, student, table

TWO = table(student(1), student(2, major="模具设计"))


def test_quotes_and_line_breaks_in_text_files(tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    rows = [TWO[0], [*TWO[1][:7], "机械,\n制造", *TWO[1][8:]], [], TWO[2]]
    path.write_text(samples.delimited(rows), encoding="utf-8")
    reading = read(path)
    assert [row.number for row in reading.rows] == [2, 4]
    assert reading.rows[0].record.major == "机械, 制造"


def test_a_delimiter_without_quotes_shifts_no_column(tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    text = samples.delimited(TWO).replace("机械制造", "机械,制造")
    path.write_text(text, encoding="utf-8")
    reading = read(path)
    assert ("problem.too_many_cells", 2) in {(one.problem.text, one.row) for one in reading.bad}
    assert [row.number for row in reading.rows] == [3]


def test_a_row_that_ends_early_is_told(tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    path.write_text("学号,姓名,班级\n2019000001,柳青\n", encoding="utf-8")
    assert only(read(path).warnings) == ("名册", 2, "", "", "problem.too_few_cells")


DBF_FIELDS = "XH C(12); XM C(8); XB C(1); CSRQ D; SFZH C(18); XZ N(1,0); BH C(10)"


def dbf_row(**cells: Any) -> list[Any]:
    row = {
        "XH": "0190001",
        "XM": "柳青",
        "XB": "1",
        "CSRQ": date(2001, 9, 1),
        "SFZH": id_number(),
        "XZ": 3,
        "BH": "质检3192",
    }
    return list((row | cells).values())


def test_dbase_files(tmp_path: Path) -> None:
    path = samples.dbase(tmp_path / "名册.dbf", DBF_FIELDS, [dbf_row()])
    record = read(path).rows[0].record
    assert (record.student_no, record.name, record.gender) == ("0190001", "柳青", "男")
    assert (record.birth_date, record.duration, record.class_name) == (
        "2001-09-01",
        "3",
        "质检3192",
    )


def test_a_character_that_dbase_cut_is_told_for_its_row(tmp_path: Path) -> None:
    rows = [dbf_row(), dbf_row(XH="0190002", XM="12345678")]
    path = samples.dbase(tmp_path / "名册.dbf", DBF_FIELDS, rows)
    name = "欧阳·阿依".encode("gbk")[:7]
    data = path.read_bytes()
    assert b"12345678" in data
    path.write_bytes(data.replace(b"12345678", b"x" + name))
    reading = read(path)
    assert only(reading.bad) == ("名册", 3, "XM", "x欧阳·�", "problem.cut_character")
    path.write_bytes(data.replace(b"12345678", b"a\xff\xffbcdef"))
    assert only(read(path).bad)[4] == "problem.garbled"
    assert [row.number for row in reading.rows] == [2]


def test_deleted_records_and_impossible_dates_of_dbase(tmp_path: Path) -> None:
    rows = [dbf_row(), dbf_row(XH="0190002"), dbf_row(XH="0190003", CSRQ=None)]
    path = samples.dbase(tmp_path / "名册.dbf", DBF_FIELDS, rows)
    data = bytearray(path.read_bytes().replace(b"20010901", b"20010231", 1))
    header, width = int.from_bytes(data[8:10], "little"), int.from_bytes(data[10:12], "little")
    data[header + width] = ord("*")
    path.write_bytes(data)
    reading = read(path)
    assert only(reading.bad) == ("名册", 2, "CSRQ", "20010231", "problem.no_such_date")
    assert [(row.number, row.record.birth_date) for row in reading.rows] == [(3, "")]
    assert only(reading.warnings) == ("名册", 0, "", "", "problem.deleted_rows")


def test_a_torn_dbase_file_is_refused_whole(tmp_path: Path) -> None:
    path = samples.dbase(tmp_path / "名册.dbf", DBF_FIELDS, [dbf_row(), dbf_row(XH="0190002")])
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(errors.UnreadableRoster):
        read(path)
