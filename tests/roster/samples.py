"""Real roster files of made-up students, by writers that are not our readers."""

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import dbf
import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from kiosk.roster.findings import Finding
from kiosk.rules.idnumber import check_digit

LABELS = {
    "name": "姓名",
    "gender": "性别",
    "birth_date": "出生日期",
    "ethnicity": "民族",
    "id_number": "证件号码",
    "school": "学校名称",
    "level": "层次",
    "major": "专业",
    "duration": "学制",
    "category": "学历类别",
    "study_mode": "学习形式",
    "college": "分院",
    "department": "系（所、函授站）",
    "class_name": "班级",
    "student_no": "学号",
    "entry_date": "入学日期",
    "expected_graduation": "预计毕业日期",
    "status": "学籍状态",
}


def id_number(serial: int = 1, day: str = "20010901") -> str:
    first = f"999900{day}{serial:03d}"
    return first + check_digit(first)


def student(serial: int = 1, **values: Any) -> dict[str, Any]:
    """Return the cells of one faultless made-up student, by names of the record's fields."""
    return {
        "name": "柳青",
        "gender": "男" if serial % 2 else "女",
        "birth_date": "2001-09-01",
        "ethnicity": "汉族",
        "id_number": id_number(serial),
        "school": "样例职业技术学院",
        "level": "专科",
        "major": "机械制造",
        "duration": "3",
        "category": "普通",
        "study_mode": "普通全日制",
        "college": "机械分院",
        "department": "",
        "class_name": "质检3192",
        "student_no": f"2019{serial:06d}",
        "entry_date": "2019-09-01",
        "expected_graduation": "2022-07-01",
        "status": "在籍（注册学籍）",
        **values,
    }


def table(*students: Mapping[str, Any]) -> list[list[Any]]:
    """Return a header and a row a student, with the columns of the first."""
    head = [LABELS.get(name, name) for name in students[0]]
    return [head, *(list(one.values()) for one in students)]


def xlsx(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for at, cell in enumerate(row, start=1):
                sheet.cell(number, at, cell)
    book.save(path)
    return path


def xls(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("名册")
    style = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for number, row in enumerate(rows):
        for at, cell in enumerate(row):
            sheet.write(number, at, cell, style if isinstance(cell, datetime) else xlwt.XFStyle())
    book.save(str(path))
    return path


def ods(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    book = OpenDocumentSpreadsheet()
    sheet = Table(name="名册")
    for row in rows:
        line = TableRow()
        for cell in row:
            line.addElement(_ods_cell(cell))
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    book.save(str(path))
    return path


def _ods_cell(cell: Any) -> Any:
    match cell:
        case datetime():
            found = TableCell(valuetype="date", datevalue=cell.date().isoformat())
        case int() | float():
            found = TableCell(valuetype="float", value=str(cell))
        case _:
            found = TableCell(valuetype="string")
    found.addElement(P(text=str(cell)))
    return found


def delimited(rows: Sequence[Sequence[Any]], delimiter: str = ",") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def dbase(path: Path, fields: str, rows: Sequence[Sequence[Any]]) -> Path:
    made = dbf.Table(str(path), fields, codepage="cp936")
    made.open(dbf.READ_WRITE)
    for row in rows:
        made.append(tuple(row))
    made.close()
    return path


def patch(path: Path, part: str, pattern: str, new: str) -> None:
    """Replace what a pattern finds in one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text, count = re.subn(pattern, new, parts[part].decode())
    assert count == 1
    parts[part] = text.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def only(findings: tuple[Finding, ...]) -> tuple[str, int, str, str, str]:
    assert len(findings) == 1, findings
    found = findings[0]
    return (found.sheet, found.row, found.column, found.value, found.problem.text)
