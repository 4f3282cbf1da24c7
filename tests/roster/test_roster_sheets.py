"""Where the table stands in a workbook, what its columns mean, and cells that show an error."""

from pathlib import Path

import openpyxl
import pytest
import xlwt

from kiosk.roster.files import read
from tests.roster import samples
from tests.roster.samples import id_number, only, student, table

TWO = table(student(1), student(2, major="模具设计"))


WANTED = [{**student(1)}, {**student(2, major="模具设计")}]


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
