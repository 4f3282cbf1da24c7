"""The registrar's queue: listed, moved along, written for the province."""

import csv
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import assets
from tests.cli.conftest import Kiosk
from tests.roster.samples import student

ONE = "2019000001"
BIRTH = "出生日期=2001-09-11"


@pytest.fixture
def disputed(school: Kiosk) -> str:
    """Return the number of a request about a birth date and a class."""
    ran = school(
        *("declare", ONE, "--verdict", "disputed", "--wrong", BIRTH, "--as", "王老师"),
        *("--wrong", "class_name==HYPERLINK(1)", "--json"),
    )
    number: str = ran.json["request"]["number"]
    return number


def test_the_queue_names_who_and_what_and_since_when(school: Kiosk, disputed: str) -> None:
    ran = school("requests")
    line = ran.out.splitlines()[0]
    for text in (disputed, "待受理", ONE, "出生日期、班级"):
        assert text in line
    assert "共 1 份" in ran.out
    (told,) = school("requests", "--json").json
    assert told["number"] == disputed
    assert told["student_no"] == ONE
    assert told["states"] == {"birth_date": "submitted", "class_name": "submitted"}
    assert (told["state"], told["moves"]) == ("submitted", [])
    assert told["since"] == told["at"]
    assert school("requests", "--state", "reviewing").out == "没有这样的申请。\n"
    assert school("requests", "--college", "没有", "--json").json == []
    assert school("requests", "--state", "lost").code == 2


def test_a_request_is_told_as_a_registrar_reads_it(school: Kiosk, disputed: str) -> None:
    out = school("request", disputed.lower()).out
    for text in (ONE, "2001年09月01日", "2001年09月11日", "省教育厅", "身份证复印件", "提交"):
        assert text in out
    assert "forward" not in out
    school("request", disputed, "take")
    out = school("request", disputed, "show").out
    assert "forward" in out
    assert "受理" in out


def test_moves_are_made_and_told_and_the_student_finds_the_reply(
    school: Kiosk, disputed: str
) -> None:
    ran = school("request", disputed, "take", "--field", "出生日期")
    assert ran.out == f"{disputed}  出生日期：待受理 → 在办\n"
    moved = school(
        *("request", disputed, "ask", "--field", "birth_date"),
        *("--reason", "请交身份证\x1b[31m复印件", "--json"),
    ).json
    assert moved["state"] == "need_material"
    assert moved["states"] == {"birth_date": "need_material", "class_name": "submitted"}
    last = moved["moves"][-1]
    assert (last["move"], last["fields"]) == ("ask", ["birth_date"])
    assert last["text"] == "请交身份证[31m复印件"
    assert last["actor"].startswith("staff:")
    told = school("student", ONE, "--json").json["requests"][0]
    assert told["moves"] == moved["moves"]
    assert "待补材料" in school("student", ONE).out
    assert school("request", disputed, "note", "--reason", "在等").out == f"{disputed}  已记下。\n"


def test_what_cannot_be_done_says_what_can(school: Kiosk, disputed: str) -> None:
    ran = school("request", disputed, "accept")
    assert ran.code == 1
    assert ran.err == f"{disputed} 待受理：先受理（take），或写明理由不予更正（reject）。\n"
    assert school("request", disputed, "reject").code == 1
    assert school("request", "R-0000-0000-0").code == 1
    assert school("request", disputed, "take", "--field", "专业").code == 1
    assert school("request", disputed, "take", "--field", "没有").code == 2
    assert school("request", disputed, "lose").code == 2
    assert school("request", disputed, "pin", "--reason", "丢了").code == 2
    assert school("request", disputed, "--json").json["moves"] == []


def test_a_lost_pin_is_renewed(school: Kiosk, disputed: str) -> None:
    told = school("request", disputed, "pin", "--json").json
    assert told["number"] == disputed
    assert len(told["pin"]) == 6
    ran = school("request", disputed, "pin")
    assert told["pin"] not in ran.out
    assert [one["move"] for one in school("request", disputed, "--json").json["moves"]] == [
        "renew_pin",
        "renew_pin",
    ]


def test_an_import_tells_what_it_closes_and_what_differs(school: Kiosk, disputed: str) -> None:
    roster = school.roster(
        student(1, birth_date="2001-09-11", class_name="第三班"), student(2, name="陈佳")
    )
    preview = school("import", roster, "--check")
    assert disputed in preview.out
    done = school("import", roster, "--json").json
    assert done["requests"] == {"corrected": [disputed], "differ": [disputed]}
    (told,) = school("requests", "--differs", "--json").json
    assert told["states"] == {"birth_date": "corrected", "class_name": "submitted"}
    assert told["differs"] == ["class_name"]
    assert "≠" in school("requests").out
    out = school("request", disputed).out
    assert "第三班" in out
    assert "≠" in out
    assert "待签名" in school("student", ONE).out


def rows_of(path: Path) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type in {"s", "n"}
            assert not isinstance(cell.value, int | float)
    return [[cell.value or "" for cell in row] for row in sheet.iter_rows()]


def test_the_provinces_list_has_a_row_a_field_and_nothing_is_calculated(
    school: Kiosk, disputed: str, tmp_path: Path
) -> None:
    school("request", disputed, "take", "--field", "birth_date")
    school("request", disputed, "reject", "--field", "class_name", "--reason", "=1+1")
    target = tmp_path / "更正.xlsx"
    ran = school("requests", "-o", target)
    assert ran.code == 0
    assert "1 份" in ran.out
    assert target.stat().st_mode & 0o777 == 0o600
    head, first, second = rows_of(target)
    assert head[:5] == ["序号", "学校", "学号", "姓名", "证件号码"]
    told = dict(zip(head, first, strict=True))
    assert (told["序号"], told["学号"], told["申请编号"]) == ("1", ONE, disputed)
    assert len(told["证件号码"]) == 18
    assert (told["更正项目"], told["原信息"]) == ("出生日期", "2001年09月01日")
    assert told["现信息（申请）"] == "2001年09月11日"
    assert "身份证复印件" in told["证明材料"]
    told = dict(zip(head, second, strict=True))
    assert (told["现信息（申请）"], told["审核意见"]) == ("=HYPERLINK(1)", "=1+1")
    assert told["办理状态"] == "不予更正"


def test_a_csv_keeps_formulas_from_being_one(school: Kiosk, disputed: str, tmp_path: Path) -> None:
    target = tmp_path / "更正.csv"
    assert school("requests", "-o", target, "--json").json[0]["number"] == disputed
    text = target.read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text)))
    assert len(rows) == 3
    assert "'=HYPERLINK(1)" in rows[2]
    assert len({len(row) for row in rows}) == 1
    assert school("requests", "-o", tmp_path / "更正.txt").code == 2
    assert not (tmp_path / "更正.txt").exists()


def test_the_columns_are_data_with_a_source() -> None:
    listed = assets.table("tables/request_columns")
    assert {"序号", "学校", "学号", "姓名", "证件号码", "更正项目"} <= {
        one["head"] for one in listed["columns"]
    }
