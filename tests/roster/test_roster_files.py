"""Every kind of file gives the same students; every trap gives its own message at its own place."""

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt

from kiosk.roster import errors
from kiosk.roster.files import read
from kiosk.roster.findings import Finding, Reading
from tests.roster import samples
from tests.roster.samples import id_number, student, table

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


def one(tmp_path: Path, **cells: Any) -> Reading:
    """Read one student out of a workbook, with these cells."""
    return read(samples.xlsx(tmp_path / "名册.xlsx", {"名册": table(student(**cells))}))


def only(findings: tuple[Finding, ...]) -> tuple[str, int, str, str, str]:
    assert len(findings) == 1, findings
    found = findings[0]
    return (found.sheet, found.row, found.column, found.value, found.problem.text)


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


GOOD_CELLS = {
    "number": ("student_no", 2019000001, "2019000001"),
    "full width": ("student_no", "２０１９００００１", "201900001"),
    "ideographic space": ("name", "　柳　青 ", "柳 青"),
    "lower-case x": ("id_number", "61010320010901010x", "61010320010901010X"),
    "spaces in id": ("id_number", f" {id_number(3)}　", id_number(3)),
    "apostrophe": ("student_no", "'0190001", "0190001"),
    "as formula": ("student_no", '="0190001"', "0190001"),
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
    if cell == "61010320010901010x":
        cell, wanted = id_with_x().lower(), id_with_x()
    reading = one(tmp_path, **{field: str(cell) if cell == '="0190001"' else cell})
    if case == "as formula":  # a workbook would take it for a formula: as text it comes in csv
        path = tmp_path / "名册.csv"
        path.write_text(samples.delimited(table(student(student_no=cell))), encoding="utf-8")
        reading = read(path)
    assert reading.bad == ()
    assert reading.rows[0].record.fields()[field] == wanted


def id_with_x() -> str:
    return next(found for n in range(1, 99, 2) if (found := id_number(n)).endswith("X"))


WARNED = {
    "serial": ("birth_date", 37135, "problem.serial_date", "2001-09-01"),
    "unlisted": ("status", "在读", "problem.unlisted", "在读"),
    "code of another system": ("level", "3", "problem.unlisted", "3"),
    "private use": ("major", "机\ue000械", "problem.private_use", "机\ue000械"),
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


def test_error_cells_of_workbooks_are_not_taken_for_empty_ones(tmp_path: Path) -> None:
    path = samples.xlsx(tmp_path / "名册.xlsx", {"空": [], "名 & 册": TWO})
    book = openpyxl.load_workbook(path)
    cell = book["名 & 册"]["H3"]
    cell.value, cell.data_type = "#REF!", "e"
    book.save(path)
    assert only(read(path).bad) == ("名 & 册", 3, "专业", "#REF!", "problem.formula_error")


@pytest.mark.parametrize("rows", [2, 400])
def test_error_cells_of_old_workbooks_too(rows: int, tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("名册")
    for number, row in enumerate(table(*(student(n) for n in range(1, rows)))):
        for at, cell in enumerate(row):
            sheet.write(number, at, cell)
    sheet.row(rows - 1).set_cell_error(18, 0x2A)
    sheet.write(0, 18, "在线验证码")
    book.save(str(tmp_path / "名册.xls"))
    found = only(read(tmp_path / "名册.xls").bad)
    assert found == ("名册", rows, "在线验证码", "#N/A", "problem.formula_error")


def test_error_cells_of_open_documents_too(tmp_path: Path) -> None:
    path = samples.ods(tmp_path / "名册.ods", [["名册"], [], *TWO])
    failed = (
        '<table:table-cell table:formula="of:=NA()" office:value-type="string" '
        'office:string-value="" calcext:value-type="error"><text:p>#N/A'
    )
    healthy = '<table:table-cell office:value-type="string"><text:p>模具设计'
    samples.patch(path, "content.xml", healthy, failed)
    assert only(read(path).bad) == ("名册", 5, "专业", "#N/A", "problem.formula_error")


def test_titles_above_empty_rows_between_and_other_sheets(tmp_path: Path) -> None:
    rows = [[], ["", "样例职业技术学院 2019 级名册"], ["制表：教务处"], TWO[0], TWO[1], [], TWO[2]]
    sheets = {"说明": [["请勿修改"]], "空": [], "名册": rows, "乙": table(student(3))}
    reading = read(samples.xlsx(tmp_path / "名册.xlsx", sheets))
    assert [(row.sheet, row.number) for row in reading.rows] == [
        ("名册", 5),
        ("名册", 7),
        ("乙", 2),
    ]
    assert only(reading.warnings) == ("说明", 0, "", "", "problem.sheet_skipped")


def test_a_table_that_does_not_begin_in_column_a(tmp_path: Path) -> None:
    rows = [["", "", *row] for row in [[], *TWO]]
    for path in (
        samples.xlsx(tmp_path / "名册.xlsx", {"名册": rows}),
        samples.xls(tmp_path / "名册.xls", rows),
    ):
        assert [row.record.fields() for row in read(path).rows] == WANTED


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("身份证号", "id_number"),
        ("身份证号码", "id_number"),
        ("\ufeff 证 件 号 码 ：", "id_number"),
        ("SFZH", "id_number"),
        ("sfzh", "id_number"),
        ("ＳＦＺＨ", "id_number"),
        ("专业名称", "major"),
        ("ZYMC", "major"),
        ("班号", "class_name"),
        ("BH", "class_name"),
        ("*系(所、函授站)", "department"),
        ("入学日期（YYYYMMDD）", "entry_date"),
        ("YJBYRQ", "expected_graduation"),
    ],
)
def test_labels_and_near_labels(label: str, field: str, tmp_path: Path) -> None:
    wanted = student()
    rows = [["XH", label], [wanted["student_no"], wanted[field]]]
    reading = read(samples.xlsx(tmp_path / "名册.xlsx", {"名册": rows}))
    assert reading.rows[0].columns == {"student_no", field}
    assert reading.rows[0].record.json()["student_no"] == wanted["student_no"]
    assert reading.rows[0].record.fields()[field] == wanted[field]


def test_the_ministrys_codes_are_all_known(tmp_path: Path) -> None:
    codes = (
        "KSH",
        "XH",
        "XM",
        "XB",
        "CSRQ",
        "SFZH",
        "ZZMM",
        "MZ",
        "ZYDM",
        "ZYMC",
        "CC",
        "XZ",
        "XXXS",
        "RXRQ",
        "FY",
        "XSH",
        "BH",
        "YJBYRQ",
        "YXDM",
        "YXMC",
        "XLLB",
        "XJZT",
    )
    cells = {"XH": "2019000001", "XM": "柳青", "SFZH": id_number(), "XB": "1", "CSRQ": "20010901"}
    rows = [codes, [cells.get(code, "") for code in codes]]
    reading = read(samples.xlsx(tmp_path / "名册.xlsx", {"名册": rows}))
    assert reading.warnings == ()
    assert len(reading.rows[0].columns) == 18


def test_an_unknown_column_is_told_once(tmp_path: Path) -> None:
    rows = [[*line, "绰号" if at == 0 else "某"] for at, line in enumerate(TWO)]
    more = [rows[0], [*student(3).values(), "某"]]
    reading = read(samples.xlsx(tmp_path / "名册.xlsx", {"名册": rows, "二班": more}))
    assert only(reading.warnings) == ("名册", 0, "绰号", "", "problem.unknown_column")


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


def test_a_torn_dbase_file_is_refused_whole(tmp_path: Path) -> None:
    path = samples.dbase(tmp_path / "名册.dbf", DBF_FIELDS, [dbf_row(), dbf_row(XH="0190002")])
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(errors.UnreadableRoster):
        read(path)
