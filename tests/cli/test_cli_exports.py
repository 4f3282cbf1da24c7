"""Tables and pictures for other programs: their columns stay."""

import csv
import io
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from tests.cli.conftest import Kiosk, Ran
from tests.roster.samples import student

BOARD = ["分院", "专业", "班级", "应核对", "已核对", "有误"]
BOARD += ["已打印", "已上交", "缺", "免", "手工录入"]
MISSING = ["分院", "专业", "班级", "学号", "姓名", "状态", "原因"]
LOG = ["时间", "操作人", "事项", "学号", "序号", "内容"]
FIRST = "2019000001"
ID_NUMBER = student(3)["id_number"]
ADDED = ("name=柳小青", "college=机械分院", "class_name=质检3192", f"id_number={ID_NUMBER}")


def rows(ran: Ran) -> list[list[str]]:
    assert ran.code == 0, ran.err
    return list(csv.reader(io.StringIO(ran.raw.decode("utf-8-sig"))))


def add(school: Kiosk) -> Ran:
    return school("add", "2019000003", *(word for one in ADDED for word in ("--field", one)))


def test_the_board_as_a_table(school: Kiosk, tmp_path: Path) -> None:
    assert school("declare", FIRST, "--verdict", "correct", "--as", "林老师").code == 0
    head, line = rows(school("progress", "-o", "-", "--format", "csv"))
    assert head == BOARD
    assert line == ["机械分院", "机械制造", "质检3192", "2", "1", "0", "0", "0", "2", "0", "0"]
    assert rows(school("progress", "--by", "college", "-o", "-", "--format", "csv"))[1][:3] == [
        "机械分院", "", "",
    ]  # fmt: skip
    assert school("progress", "-o", tmp_path / "进度.xlsx").code == 0
    sheet = openpyxl.load_workbook(tmp_path / "进度.xlsx").active
    assert sheet
    assert [cell.value for cell in sheet[1]] == BOARD


def test_who_is_missing_as_a_table(school: Kiosk) -> None:
    assert school("excuse", FIRST, "--reason", "enlisted", "--note", "秋季").code == 0
    head, first, second = rows(school("progress", "--missing", "-o", "-", "--format", "csv"))
    assert head == MISSING
    assert first[3:] == [FIRST, "柳青", "未核对", "参军：秋季"]
    assert second[3:] == ["2019000002", "陈佳", "未核对", ""]


def test_the_log_as_a_table_and_by_whom(school: Kiosk) -> None:
    declared = school("declare", FIRST, "--verdict", "correct", "--as", "林老师", "--json").json
    head, *lines = rows(school("log", "-o", "-", "--format", "csv"))
    assert head == LOG
    assert [line[2] for line in lines].count("imported") == 2
    assert lines == sorted(lines, key=lambda line: line[0])
    mine = school("log", "--student", FIRST, "--json").json
    assert [one["kind"] for one in mine] == ["imported", "declared", "looked"]
    assert mine[1]["about"]["verdict"] == "correct"
    whole = school("log").out
    for private in (declared["sheet_id"], declared["statement"], student(1)["id_number"], "柳青"):
        assert private not in whole
    assert school("log", "--staff", "nobody", "--json").json == []
    assert school("log", "--since", "2100-01-01", "--json").json == []
    assert school("log", "--since", "gestern").code == 2
    assert school("log", "--student", "9").code == 1


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_the_board_as_a_picture(school: Kiosk, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"进度.{ending}"
    assert school("progress", "--plot", target).out == ""
    begins = {"svg": b"<?xml", "png": b"\x89PNG"}[ending]
    assert target.read_bytes().startswith(begins)
    ran = school("progress", "--plot", "-", "--format", ending)
    assert ran.raw == target.read_bytes()


def test_what_is_neither_table_nor_picture(school: Kiosk, tmp_path: Path) -> None:
    for option, name in (("-o", "a.pdf"), ("--plot", "a.gif"), ("-o", "-"), ("--plot", "-")):
        assert school("progress", option, tmp_path / name if name != "-" else "-").code == 2
    assert list(tmp_path.glob("a.*")) == []


def test_who_was_added_by_hand_is_marked(school: Kiosk) -> None:
    assert "手工" in add(school).out
    assert add(school).code == 0
    assert school("add", FIRST, "--field", "name=别人").code == 1
    assert school("add", "2019000009", "--field", "name=柳").code == 1
    assert school("add", "2019000009", "--field", "admission_photo=x").code == 2
    assert school("student", "2019000003", "--json").json["source"]["manual"]
    assert "尚无名册" in school("student", "2019000003").out
    assert "手工录入" in school("progress").out
    assert school("progress", "--json").json[0]["manual"] == 1
    sheet = school("sheet", "2019000003", "-o", "-").raw
    page = pypdfium2.PdfDocument(sheet)[0].get_textpage().get_text_bounded()
    assert "手工录入" in page
    assert "名册：" not in page


def test_unlocking_is_told(school: Kiosk) -> None:
    assert FIRST in school("unlock", FIRST).out
    assert school("unlock", FIRST, "--json").json["student_no"] == FIRST
    assert school("unlock", "9").code == 1
