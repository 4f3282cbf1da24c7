"""From a roster to a sheet, and what becomes of the sheet."""

import fcntl
import os
import stat
from pathlib import Path

import pypdfium2
import pytest

from kiosk.model.record import Field
from kiosk.rules.code import short_number
from tests.cli.conftest import Kiosk
from tests.roster.samples import student

CORRECT = ("declare", "2019000001", "--verdict", "correct", "--as", "李助")


def test_a_sheet_is_current_until_the_record_changes_and_superseded_after(school: Kiosk) -> None:
    declared = school(*CORRECT, "--json")
    code = declared.json["code"]
    assert declared.code == 0
    assert school("verify", code).code == 0

    changed = school.roster(student(1, major="数控技术"), student(2, name="陈佳"))
    assert school("import", changed).code == 0
    outdated = school("verify", code, "--json")
    assert (outdated.code, outdated.json["result"]) == (1, "outdated")

    newer = school(*CORRECT, "--json").json
    assert school("verify", newer["code"], "--json").json["result"] == "current"
    superseded = school("verify", code, "--json")
    assert superseded.code == 1
    assert superseded.json == {
        "result": "superseded",
        "student_no": "2019000001",
        "round": newer["round"],
    }


@pytest.mark.parametrize("spelled", ["code", "url", "screen", "short", "lower"])
def test_a_sheet_is_known_by_whatever_stands_on_it(school: Kiosk, spelled: str) -> None:
    made = school(*CORRECT, "--json").json
    given = {
        "code": made["code"],
        "url": f"HTTPS://XJ.EXAMPLE.EDU.CN/R/{made['code']}",
        "screen": f"https://xj.example.edu.cn/s/{made['sheet_id'].lower()}",
        "short": short_number(made["sheet_id"]),
        "lower": short_number(made["sheet_id"]).lower(),
    }[spelled]
    found = school("verify", given, "--json")
    assert (found.code, found.json["result"]) == (0, "current")


def test_no_character_of_a_code_can_be_changed(school: Kiosk) -> None:
    code = school(*CORRECT, "--json").json["code"]
    for at in range(0, len(code), 7):
        other = "0" if code[at] != "0" else "1"
        found = school("verify", code[:at] + other + code[at + 1 :], "--json")
        assert found.code == 1
        assert found.json["result"] in {"altered", "unknown"}


def test_what_is_no_code_is_unknown(school: Kiosk) -> None:
    for text in ("", "x", "7K3M-9Q2W-X", "../../etc/passwd", "\x1b[31m", "0" * 141):
        found = school("verify", text, "--json")
        assert found.code == 1
        assert found.json == {"result": "unknown", "student_no": None, "round": None}


def test_the_student_command_shows_all_of_it(school: Kiosk) -> None:
    declared = school(
        *("declare", "2019000002", "--verdict", "disputed", "--as", "李助", "--json"),
        *("--wrong", "major=数控技术", "--wrong", "录取照片=不是本人"),
    ).json
    assert declared["wrong"]["major"] == "数控技术"
    assert declared["by_proxy"] is True
    assert len(declared["request"]["pin"]) == 6

    shown = school("student", "2019000002", "--json").json
    assert list(shown["record"]) == [field.value for field in Field]
    mine = shown["declarations"][0]
    assert {key: declared[key] for key in mine} == mine
    request = shown["requests"][0]
    assert request["number"] == declared["request"]["number"]
    assert request["fields"] == ["major", "admission_photo"]
    assert request["moves"] == []
    assert shown["rev"] == len(shown["events"]) == 3
    assert shown["head"] == shown["events"][-1]["hash"]
    assert {one["actor"].partition(":")[0] for one in shown["events"]} == {"staff"}

    told = school("student", "2019000002").out
    for text in ("陈佳", "机械制造", "有误", "李助 代办", request["number"], "request_opened"):
        assert text in told
    assert declared["request"]["pin"] not in told


def test_a_change_is_told_field_by_field(school: Kiosk) -> None:
    school("import", school.roster(student(1, major="数控技术")))
    changes = school("student", "2019000001", "--json").json["changes"]
    assert [(one["field"], one["old"], one["new"]) for one in changes] == [
        ("major", "机械制造", "数控技术")
    ]
    assert "机械制造 → 数控技术" in school("student", "2019000001").out


def test_the_sheet_is_written_whole_and_private(school: Kiosk, tmp_path: Path) -> None:
    before, after = tmp_path / "before.pdf", tmp_path / "after.pdf"
    assert school("sheet", "2019000001", "-o", before).code == 0
    number = short_number(school(*CORRECT, "--json").json["sheet_id"])
    assert school("sheet", "2019000001", "-o", after).code == 0

    assert stat.S_IMODE(after.stat().st_mode) == 0o600
    assert "未核对" in _text(before.read_bytes())
    assert number in _text(after.read_bytes())
    assert school("sheet", "2019000001", "-o", "-").raw == after.read_bytes()
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == ["after.pdf", "before.pdf"]


def test_a_sheet_never_takes_the_place_of_a_pipe(school: Kiosk, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    fcntl.fcntl(reader, fcntl.F_SETPIPE_SZ, 2**20)
    assert school("sheet", "2019000001", "-o", pipe).code == 0
    assert os.read(reader, 5) == b"%PDF-"
    os.close(reader)
    assert pipe.is_fifo()


def test_a_sheet_that_cannot_be_written_is_told_without_its_path(
    school: Kiosk, tmp_path: Path
) -> None:
    refused = school("sheet", "2019000001", "-o", tmp_path / "nowhere" / "a.pdf")
    assert refused.code == 1
    assert "a.pdf" in refused.err
    assert str(tmp_path) not in refused.err


def test_a_character_without_a_font_stops_the_sheet_by_name(kiosk: Kiosk, tmp_path: Path) -> None:
    kiosk("import", kiosk.roster(student(1, name="陈\ue000")))
    refused = kiosk("sheet", "2019000001", "-o", tmp_path / "a.pdf")
    assert refused.code == 1
    assert "U+E000" in refused.err
    assert not (tmp_path / "a.pdf").exists()


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return str(document[0].get_textpage().get_text_range())
    finally:
        document.close()
