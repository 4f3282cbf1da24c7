"""What an import tells, and when it writes nothing."""

from pathlib import Path

from PIL import Image

from tests.cli.conftest import Kiosk
from tests.roster.samples import student

BAD = student(3, id_number="6.1E+17")


def test_a_preview_writes_nothing(kiosk: Kiosk) -> None:
    shown = kiosk("import", "--check", kiosk.roster(student(1)), "--json")
    assert shown.code == 0
    assert (shown.json["added"], shown.json["written"]) == (1, False)
    assert kiosk("student", "2019000001").code == 1


def test_importing_twice_changes_nothing(school: Kiosk) -> None:
    again = school("import", school.roster(student(1), student(2, name="陈佳")), "--json").json
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 2)
    assert school("student", "2019000001", "--json").json["rev"] == 1


def test_one_bad_row_stops_everything_and_is_told_with_its_place(kiosk: Kiosk) -> None:
    path = kiosk.roster(student(1), BAD)
    refused = kiosk("import", path)
    assert refused.code == 1
    for text in ("名册.csv", "第 3 行", "证件号码", "“6.1E+17”", "科学计数法"):
        assert text in refused.out
    assert "--skip-bad" in refused.err
    assert kiosk("student", "2019000001").code == 1
    assert sorted(one.name for one in path.parent.iterdir() if one.is_file()) == ["名册.csv"]


def test_the_json_is_printed_though_rows_are_bad(kiosk: Kiosk) -> None:
    refused = kiosk("import", kiosk.roster(student(1), BAD), "--json")
    assert refused.code == 1
    found = refused.json["bad"][0]
    assert found | {"sheet": "", "error": ""} == {
        "file": "名册.csv",
        "sheet": "",
        "row": 3,
        "column": "证件号码",
        "value": "6.1E+17",
        "error": "",
    }


def test_the_rest_is_taken_when_bad_rows_are_left_out(kiosk: Kiosk) -> None:
    done = kiosk("import", "--skip-bad", kiosk.roster(student(1), BAD), "--json")
    assert done.code == 1
    assert (done.json["added"], done.json["written"]) == (1, True)
    beside = Path(done.json["bad_files"][0])
    assert "6.1E+17" in beside.read_text(encoding="utf-8-sig")
    assert kiosk("student", "2019000001").code == 0
    assert kiosk("student", "2019000003").code == 1


def test_a_change_of_a_value_is_previewed(school: Kiosk) -> None:
    shown = school("import", "--check", school.roster(student(1, department="质检教研室")))
    assert "2019000001 系（所、函授站）：（空） → 质检教研室" in shown.out
    assert "改动 1 人" in shown.out


def test_a_full_roster_lists_who_has_left_and_who_is_back(school: Kiosk) -> None:
    gone = school("import", "--full", school.roster(student(1)), "--json").json
    assert gone["left"] == ["2019000002"]
    back = school("import", school.roster(student(2, name="陈佳")), "--json").json
    assert back["returned"] == ["2019000002"]


def test_photos_alone_may_come_later(school: Kiosk, tmp_path: Path) -> None:
    folder = tmp_path / "照片"
    folder.mkdir()
    Image.new("RGB", (60, 80), "blue").save(folder / "2019000001_录取.png")
    done = school("import", "--photos", folder)
    assert done.code == 0
    assert "2019000001 录取照片：换成新的" in done.out
    assert school("student", "2019000001", "--json").json["photos"]["admission_photo"]

    (folder / "2019000002_1.jpg").write_bytes(b"no photo")
    broken = school("import", "--photos", folder, "--json")
    assert (broken.code, broken.json["bad"][0]["column"]) == (1, "2019000002_1.jpg")


def test_nothing_to_import_is_wrong_usage(kiosk: Kiosk, tmp_path: Path) -> None:
    assert kiosk("import").code == 2
    assert kiosk("import", "--full", "--photos", tmp_path).code == 2


def test_a_file_that_cannot_be_read_is_told_by_its_name(kiosk: Kiosk, tmp_path: Path) -> None:
    refused = kiosk("import", tmp_path / "没有.xlsx")
    assert (refused.code, refused.out) == (1, "")
    assert "没有.xlsx" in refused.err
    assert str(tmp_path) not in refused.err


def test_nothing_that_is_told_can_drive_the_terminal(kiosk: Kiosk) -> None:
    hostile = student(1, student_no="\x1b]0;owned\x07 1", name="\x1b[31m\u202e")
    shown = kiosk("import", "--check", kiosk.roster(hostile, name="名\x1b[2J册.csv"))
    missing = kiosk("import", "没\x1b[2J有.csv")
    assert "名[2J册.csv" in shown.out
    assert "没[2J有.csv" in missing.err
    for told in (shown.out, shown.err, missing.err):
        assert "\x1b" not in told
        assert "\u202e" not in told
