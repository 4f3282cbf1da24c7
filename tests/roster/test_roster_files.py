"""Every kind of file gives the same students; what cannot be taken is refused whole."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.roster import errors
from kiosk.roster.files import read
from tests.roster import samples
from tests.roster.samples import student, table

RARE = "𬭎㛃·阿依"


TWO = table(student(1, name=RARE), student(2, major="模具设计"))


WANTED = [{**student(1, name=RARE)}, {**student(2, major="模具设计")}]


def csv_of(encoding: str, delimiter: str = ",") -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = folder / "名册.csv"
        path.write_bytes(samples.delimited(TWO, delimiter).encode(encoding))
        return path

    return write


FILES: dict[str, Callable[[Path], Path]] = {
    "xlsx": lambda folder: samples.xlsx(folder / "名册.xlsx", {"名册": TWO}),
    "xls": lambda folder: samples.xls(folder / "名册.xls", TWO),
    "ods": lambda folder: samples.ods(folder / "名册.ods", TWO),
    "utf-8": csv_of("utf-8"),
    "utf-8 with mark": csv_of("utf-8-sig"),
    "utf-16": csv_of("utf-16", "\t"),
    "gb18030": csv_of("gb18030"),
    "tabs": csv_of("utf-8", "\t"),
    "semicolons": csv_of("gb18030", ";"),
}


@pytest.mark.parametrize("kind", FILES)
def test_every_kind_of_file_gives_the_same_students(kind: str, tmp_path: Path) -> None:
    reading = read(FILES[kind](tmp_path))
    assert [row.record.fields() for row in reading.rows] == WANTED
    assert [row.number for row in reading.rows] == [2, 3]
    assert reading.bad == ()
    assert reading.warnings == ()
    assert reading.mentioned == {"2019000001", "2019000002"}


def test_the_source_is_the_files_own_word_for_it(tmp_path: Path) -> None:
    path = FILES["xlsx"](tmp_path)
    samples.patch(path, "docProps/core.xml", r"(modified[^>]*>)[^<]+", r"\g<1>2020-08-30T12:00:00Z")
    assert read(path).source.exported == "2020-08-30"
    assert read(path).source.name == "名册.xlsx"
    assert read(path, name="2019 级").source.name == "2019 级"
    assert len(read(path).source.sha256) == 64


REFUSED: dict[str, tuple[str, bytes, type[errors.RosterError]]] = {
    "no workbook": ("名册.xlsx", b"PK\x03\x04" + b"junk" * 50, errors.UnreadableRoster),
    "empty": ("名册.xlsx", b"", errors.UnreadableRoster),
    "a page": ("名册.xls", b"<html><table></table></html>", errors.UnreadableRoster),
    "torn ods": ("名册.ods", b"PK\x05\x06" + bytes(18), errors.UnreadableRoster),
    "torn xls": (
        "名册.xls",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(90),
        errors.UnreadableRoster,
    ),
    "no dbf": ("名册.dbf", b"\x03", errors.UnreadableRoster),
    "unknown": ("名册.pdf", b"%PDF", errors.UnknownFormat),
    "no text": ("名册.csv", "学号,姓名\n1,".encode("gb18030") + b"\xff\xff", errors.BadText),
    "open quote": ("名册.csv", '学号,姓名\n1,"柳青\n2,杨\n'.encode(), errors.BadText),
    "no header": ("名册.csv", "甲,乙\n1,2\n".encode(), errors.NoHeader),
    "nothing": ("名册.csv", b"", errors.NoHeader),
    "no numbers": ("名册.csv", "姓名,班级\n柳青,一班\n".encode(), errors.NoStudentNumbers),
    "two columns": ("名册.csv", "学号,专业,ZYMC\n1,甲,乙\n".encode(), errors.AmbiguousColumns),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_cannot_be_taken(case: str, tmp_path: Path) -> None:
    name, data, error = REFUSED[case]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(error) as caught:
        read(tmp_path / name)
    assert caught.type is error
    assert caught.value.problem.values["file"] == name
    assert name not in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for name in ("名册.xlsx", "名册.csv", "名册.dbf"):
        with pytest.raises(errors.UnreadableRoster):
            read(tmp_path / name)


def test_a_file_s_name_is_cleaned_before_it_stands_on_sheets(tmp_path: Path) -> None:
    file = tmp_path / "名\x1b[2J\u202e册.csv"
    file.write_text(samples.delimited(table(student(1))), encoding="utf-8")
    assert read(file).source.name == "名[2J册.csv"
