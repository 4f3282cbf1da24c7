"""The pile from the command line: scans by stdin, reasons, the board, the handover list."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from kiosk.rules.code import short_number
from tests.cli.conftest import Kiosk
from tests.roster.samples import student

KEYS = {"college", "major", "class_name", "total", "checked", "disputed", "printed"}
KEYS |= {"handed_in", "excused", "manual"}


@pytest.fixture
def classes(kiosk: Kiosk) -> Kiosk:
    """Three students of one class, one of another of the same name in another college."""
    roster = kiosk.roster(
        student(1, class_name="质检3192"),
        student(2, class_name="质检3192"),
        student(3, class_name="质检3192"),
        student(4, class_name="质检3192", college="信息工程学院", major="软件技术"),
        student(5, class_name="软件3191", college="信息工程学院", major="软件技术"),
    )
    assert kiosk("import", roster).code == 0
    return kiosk


def number(n: int) -> str:
    return f"201900000{n}"


def declare(kiosk: Kiosk, n: int) -> Any:
    ran = kiosk("declare", number(n), "--verdict", "correct", "--as", "王老师", "--json")
    assert ran.code == 0
    return ran.json


def lines(raw: bytes) -> list[Any]:
    return [json.loads(line) for line in raw.splitlines()]


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_sheets_are_answered_one_object_a_line(
    classes: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets = [declare(classes, n) for n in (3, 1, 5)]
    typed(monkeypatch, f"{sheets[0]['code']}\r\n\n {sheets[1]['sheet_id'].lower()}\n0000\n")
    ran = classes("handin", "--json")
    assert ran.code == 1, ran.err
    assert ran.err == ""
    first, second, third = lines(ran.raw)
    assert first["result"] == second["result"] == "accepted"
    assert (first["code"], first["student_no"]) == (sheets[0]["code"], number(3))
    assert (second["after"], second["before"]) == (None, number(3))
    nothing = {"code": "0000", "result": "unknown", "student_no": None, "after": None}
    assert nothing.items() <= third.items()
    ran = classes("handin", "--json", "--class", "软件3191", sheets[2]["code"])
    assert (ran.code, ran.json["result"]) == (0, "accepted")
    ran = classes("handin", "--json", "--class", "软件3191", sheets[0]["code"])
    assert (ran.code, ran.json["result"]) == (1, "other_class")


def test_a_person_reads_who_it_is_and_where_it_goes(classes: Kiosk) -> None:
    first, second = (short_number(declare(classes, n)["sheet_id"]) for n in (1, 2))
    assert "第一份" in classes("handin", first).out
    told = classes("handin", second).out
    assert f"（{number(2)}，质检3192）" in told
    assert f"（{number(1)}） 后面（最下）" in told
    again = classes("handin", second)
    assert (again.code, "早已收过" in again.out) == (1, True)
    back = classes("handin", "--back", second)
    assert (back.code, "已退回" in back.out) == (0, True)
    assert classes("handin", "--back", second).code == 1
    newer = short_number(declare(classes, 2)["sheet_id"])
    assert newer in classes("handin", second).out


def test_a_class_of_an_ambiguous_name_is_named_exactly(classes: Kiosk) -> None:
    code = declare(classes, 4)["code"]
    ran = classes("handin", "--class", "质检3192", code)
    assert ran.code == 2
    assert "信息工程学院 软件技术 (1)" in ran.err
    assert "--college" in ran.err
    assert classes("handin", "--class", "质检3192", "--college", "信息工程学院", code).code == 0
    ran = classes("handin", "--class", "没有", code)
    assert (ran.code, ran.err.strip()) == (1, "没有这个班级：没有")


def test_a_scanner_is_answered_before_the_next_scan(classes: Kiosk) -> None:
    codes = [declare(classes, n)["code"] for n in (1, 2)]
    command = [sys.executable, "-m", "kiosk.cli", "--home", str(classes.home), "handin", "--json"]
    buffered = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=buffered
    ) as desk:
        assert desk.stdin is not None
        assert desk.stdout is not None
        for code in codes:
            desk.stdin.write(f"{code}\n".encode())
            desk.stdin.flush()
            assert json.loads(desk.stdout.readline())["result"] == "accepted"
        desk.stdin.close()
        assert desk.wait() == 0


def test_a_reason_by_its_name_or_in_chinese(classes: Kiosk) -> None:
    ran = classes("excuse", number(1), "--reason", "参军", "--json")
    assert (ran.code, ran.json["reason"], ran.json["round"][4:]) == (0, "enlisted", "/initial")
    assert classes("excuse", number(2), "--reason", "OTHER", "--note", " 住院 ").code == 0
    ran = classes("excuse", number(3), "--reason", "生病")
    assert ran.code == 2
    assert "suspended 休学" in ran.err
    assert classes("excuse", number(3), "--reason", "other").code == 2
    assert classes("excuse", number(3), "--reason", "other", "--note", "长" * 61).code == 2
    assert classes("excuse", number(3)).code == 2
    assert classes("excuse", number(3), "--lift").code == 1
    assert classes("excuse", number(1), "--lift").code == 0
    assert classes("excuse", "404", "--reason", "参军").code == 1


def test_the_board_as_json_has_the_keys_of_its_level(classes: Kiosk) -> None:
    classes("handin", declare(classes, 1)["code"])
    classes("excuse", number(2), "--reason", "参军")
    by_class = classes("progress", "--json").json
    assert [set(one) for one in by_class] == [KEYS] * 3
    mine = next(one for one in by_class if one["total"] == 3)
    assert (mine["checked"], mine["handed_in"], mine["excused"]) == (1, 1, 1)
    by_major = classes("progress", "--by", "major", "--json").json
    assert [set(one) for one in by_major] == [KEYS - {"class_name"}] * 2
    by_college = classes("progress", "--by", "college", "--json").json
    assert [set(one) for one in by_college] == [KEYS - {"class_name", "major"}] * 2
    assert [one["total"] for one in by_college] == [2, 3]
    ran = classes("progress", "--missing", "--json", "--class", "质检3192", "--major", "软件技术")
    assert [one["student_no"] for one in ran.json[0]["missing"]] == [number(4)]
    assert classes("progress", "--round", "2019/year2", "--json").json[0]["checked"] == 0
    assert classes("progress", "--grade", "1999", "--json").json == []


def test_the_board_for_people_lists_who_is_missing(classes: Kiosk) -> None:
    classes("handin", declare(classes, 1)["code"])
    declare(classes, 3)
    classes("excuse", number(2), "--reason", "other", "--note", "住院")
    told = classes("progress", "--missing").out.splitlines()
    assert "已上交" in told[1]
    (missing,) = (line for line in told if number(2) in line)
    assert "未核对" in missing
    assert "其他 (住院)" in missing
    assert not any(number(1) in line for line in told)
    assert told[-2].split()[:2] == ["合计", "5"]
    assert "40%" in told[-2]  # 核查率: declared, whether handed in or not
    assert "核查率" in told[-1]


def test_a_board_of_nobody_is_no_trouble(kiosk: Kiosk) -> None:
    assert kiosk("progress").code == 0
    assert kiosk("progress", "--json").json == []


def test_a_pile_is_handed_over_with_its_list(classes: Kiosk, tmp_path: Path) -> None:
    classes("handin", declare(classes, 1)["code"])
    exact = ("handover", "--class", "质检3192", "--college", student(1)["college"])
    target = tmp_path / "list.pdf"
    assert "--class" in classes("handover", "-o", target).err
    ran = classes(*exact, "-o", target, "--json")
    assert ran.code == 0
    told = ran.json
    assert (told["total"], told["handed_in"], told["new"], told["replaces"]) == (3, 1, True, None)
    assert [one["student_no"] for one in told["missing"]] == [number(2), number(3)]
    text = pypdfium2.PdfDocument(target)[0].get_textpage().get_text_range()
    assert told["digest"][:12] in text
    assert told["seal"][:12] in text
    assert target.stat().st_mode & 0o777 == 0o600
    before = target.read_bytes()
    assert "没有另记" in classes(*exact, "-o", target).out
    assert target.read_bytes() == before
    classes("handin", declare(classes, 2)["code"])
    again = classes(*exact, "-o", target, "--json").json
    assert (again["new"], again["replaces"]) == (True, told["digest"])
    assert classes("verify", "--store").code == 0


def test_a_list_that_cannot_be_written_is_told(classes: Kiosk, tmp_path: Path) -> None:
    exact = ("handover", "--class", "软件3191", "-o", tmp_path / "no" / "list.pdf")
    assert classes(*exact).code == 1
    good = classes(*exact[:-1], tmp_path / "list.pdf", "--json")
    assert good.json["new"], "it was handed over without its list"


def test_roll_sheets_tell_who_handed_in_and_why_others_did_not(
    classes: Kiosk, tmp_path: Path
) -> None:
    classes("handin", declare(classes, 1)["code"])
    classes("excuse", number(2), "--reason", "参军")
    target = tmp_path / "roll.pdf"
    assert classes("pack", "--missing", "-o", target, "--college", student(1)["college"]).code == 0
    text = pypdfium2.PdfDocument(target)[0].get_textpage().get_text_range()
    roll = "".join(text.split())
    assert "已上交" in roll
    assert "未核对参军" in roll
    ran = classes("pack", "--state", "handed_in", "-o", target, "--json")
    assert ran.json["sheets"] == 1


def test_a_students_file_tells_of_the_pile(classes: Kiosk) -> None:
    classes("handin", declare(classes, 1)["code"])
    classes("excuse", number(2), "--reason", "参军", "--note", "2020 年 9 月")
    (lying,) = classes("student", number(1), "--json").json["handins"]
    assert lying["by"].startswith("staff:")
    assert "上交" in classes("student", number(1)).out
    (excuse,) = classes("student", number(2), "--json").json["excuses"]
    assert (excuse["reason"], excuse["note"]) == ("enlisted", "2020 年 9 月")
    assert "参军 (2020 年 9 月)" in classes("student", number(2)).out
