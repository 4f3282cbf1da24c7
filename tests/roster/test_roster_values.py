"""Every trap in a cell gives its own message at its own place; nothing is guessed."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from kiosk.roster.files import read
from kiosk.roster.findings import Reading
from tests.roster import samples
from tests.roster.samples import id_number, only, student, table


def one(tmp_path: Path, **cells: Any) -> Reading:
    """Read one student out of a workbook, with these cells."""
    return read(samples.xlsx(tmp_path / "名册.xlsx", {"名册": table(student(**cells))}))


BAD_CELLS = {
    "scientific text": ("id_number", "6.1E+17", "6.1E+17", "scientific"),
    "scientific number": ("id_number", 610103200109010017, "6.1010320010901E+17", "digits_lost"),
    "lost digits": ("id_number", "610103200109011000", "610103200109011000", "id_digits_lost"),
    "check digit": ("id_number", "610103200109010011", "610103200109010011", "check_digit"),
    "old card": ("id_number", "610103010901001", "610103010901001", "id_places"),
    "long number": ("student_no", 20190000011234567, "2.01900000112346E+16", "digits_lost"),
    "broken number": ("student_no", 2019.5, "2019.5", "student_no"),
    "no such day": ("birth_date", "2001-02-30", "2001-02-30", "no_such_date"),
    "no date": ("birth_date", "九月", "九月", "date"),
    "short year": ("birth_date", "1/9/1", "1/9/1", "date"),
    "became a date": ("class_name", datetime(2020, 3, 1), "2020-03-01", "became_date"),  # noqa: DTZ001
    "time": ("class_name", time(8, 30), "08:30:00", "odd_cell"),
    "truth": ("status", True, "TRUE", "odd_cell"),
    "error as text": ("major", " #N/A ", "#N/A", "formula_error"),
    "never calculated": ("major", "=1+1", "=…", "formula_error"),
    "too long": ("name", "长" * 41, "长" * 41, "too_long"),
    "no number": ("student_no", "　", "", "no_student_no"),
    "path": ("student_no", "../1", "../1", "student_no"),
    "duration": ("duration", "很久", "很久", "duration"),
}


@pytest.mark.parametrize("case", BAD_CELLS)
def test_a_bad_cell_is_refused_where_it_stands(case: str, tmp_path: Path) -> None:
    field, cell, shown, problem = BAD_CELLS[case]
    reading = one(tmp_path, **{field: cell})
    label = samples.LABELS[field]
    assert only(reading.bad) == ("名册", 2, label, shown, f"problem.{problem}")
    assert reading.rows == ()


WITH_X = next(number for number in map(id_number, range(1, 99, 2)) if number.endswith("X"))


GOOD_CELLS = {
    "number": ("student_no", 2019000001, "2019000001"),
    "full width": ("student_no", "２０１９００００１", "201900001"),
    "ideographic space": ("name", "　柳　青 ", "柳 青"),
    "lower-case x": ("id_number", WITH_X.lower(), WITH_X),
    "spaces in id": ("id_number", f" {id_number(3)}　", id_number(3)),
    "apostrophe": ("student_no", "'0190001", "0190001"),
    "date": ("birth_date", date(2001, 9, 1), "2001-09-01"),
    "moment": ("birth_date", datetime(2001, 9, 1, 8, 30), "2001-09-01"),  # noqa: DTZ001
    "eight digits": ("birth_date", 20010901, "2001-09-01"),
    "slashes": ("birth_date", "2001/9/1", "2001-09-01"),
    "in words": ("birth_date", "2001年9月1日", "2001-09-01"),
    "moment as text": ("birth_date", "2001-09-01 00:00:00", "2001-09-01"),
    "gender code": ("gender", 1, "男"),
    "ethnic code": ("ethnicity", "01", "汉族"),
    "ethnic code as number": ("ethnicity", 1, "汉族"),
    "last ethnic code": ("ethnicity", "56", "基诺族"),
    "half years": ("duration", 2.5, "2.5"),
    "years in words": ("duration", "三年", "3"),
    "zero-width": ("name", "柳\u200b青\ufeff", "柳青"),
}


@pytest.mark.parametrize("case", GOOD_CELLS)
def test_a_cell_is_read_as_it_was_meant(case: str, tmp_path: Path) -> None:
    field, cell, wanted = GOOD_CELLS[case]
    reading = one(tmp_path, **{field: cell})
    assert reading.bad == ()
    assert reading.rows[0].record.fields()[field] == wanted


def test_a_number_that_a_text_file_keeps_as_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    text = samples.delimited(table(student(student_no='="0190001"')))
    path.write_text(text, encoding="utf-8")
    assert read(path).rows[0].record.student_no == "0190001"


WARNED = {
    "serial": ("birth_date", 37135, "problem.serial_date", "2001-09-01"),
    "unlisted": ("status", "在读", "problem.unlisted", "在读"),
    "code of another system": ("level", "3", "problem.unlisted", "3"),
    "private use": ("major", "机\ue000械", "problem.private_use", "机\ue000械"),
    "old private use": ("name", "张\ue863", "problem.repaired", "张䶮"),
    "placeholder": ("name", "柳?", "problem.placeholder", "柳?"),
    "letter for a character": ("name", "柳B", "problem.placeholder", "柳B"),
    "birth differs": ("birth_date", "2001-09-02", "problem.birth_differs", "2001-09-02"),
    "gender differs": ("gender", "女", "problem.gender_differs", "女"),
    "no id": ("id_number", "", "problem.no_id_number", ""),
}


@pytest.mark.parametrize("case", WARNED)
def test_a_doubt_is_told_and_the_value_kept(case: str, tmp_path: Path) -> None:
    field, cell, problem, wanted = WARNED[case]
    reading = one(tmp_path, **{field: cell})
    assert [(found.column, found.problem.text) for found in reading.warnings] == [
        (samples.LABELS[field], problem)
    ]
    assert reading.rows[0].record.fields()[field] == wanted


def test_the_same_unlisted_value_is_told_once(tmp_path: Path) -> None:
    rows = table(*(student(n, status="在读") for n in range(1, 6)), student(6, status="休学"))
    reading = read(samples.xlsx(tmp_path / "名册.xlsx", {"名册": rows}))
    assert [(found.row, found.value) for found in reading.warnings] == [(2, "在读"), (7, "休学")]


def test_papers_other_than_cards_need_their_type(tmp_path: Path) -> None:
    passport = student(1, id_number="H1234567(8)")
    assert only(one(tmp_path, id_number="H1234567(8)").bad)[4] == "problem.id_places"
    for given, kept in (("护照", "A"), ("A", "A"), (6, "6"), ("港澳台居民居住证", "C")):
        number = id_number() if kept == "C" else passport["id_number"]
        rows = table({**passport, "id_number": number, "证件类型": given})
        reading = read(samples.xlsx(tmp_path / "名册.xlsx", {"名册": rows}))
        assert reading.bad == ()
        assert reading.rows[0].record.id_type == kept
        assert reading.rows[0].record.id_number == number


def test_numbers_that_lost_their_zeros_are_refused(tmp_path: Path) -> None:
    rows = table(*(student(n, student_no=f"0190{n:04d}") for n in range(1, 5)))
    rows[2][14] = 1900002
    reading = read(samples.xlsx(tmp_path / "名册.xlsx", {"名册": rows}))
    assert only(reading.bad) == ("名册", 3, "学号", "1900002", "problem.zeros_lost")
    assert reading.nameless == 1
    rows[2][14] = "1900002"
    reading = read(samples.xlsx(tmp_path / "名册.xlsx", {"名册": rows}))
    assert only(reading.warnings) == ("名册", 3, "学号", "1900002", "problem.shorter")
    assert len(reading.rows) == 4


def test_a_row_with_several_faults_lists_them_all(tmp_path: Path) -> None:
    reading = one(tmp_path, birth_date="昨天", duration="很久", id_number="6.1E+17")
    assert {found.column for found in reading.bad} == {"出生日期", "学制", "证件号码"}
    assert reading.mentioned == {"2019000001"}
    assert reading.nameless == 0
    assert one(tmp_path, student_no="").nameless == 1
