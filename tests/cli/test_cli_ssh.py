"""``kiosk ssh`` as sshd starts it: one allowed command in the name of the key, or a refusal."""

import json
import signal
from collections.abc import Iterator

import pytest

from kiosk.cli.entry import run
from kiosk.model.staff import Role
from kiosk.rules.access import MAY_RUN
from tests.cli.conftest import Kiosk
from tests.cli.office import COMMANDS, ID_NUMBER, MINE, NEVER, THEIRS, Office, a_key
from tests.roster.samples import student


@pytest.fixture
def office(kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    before = signal.getsignal(signal.SIGHUP)
    yield Office(kiosk, monkeypatch)
    signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize("name", ["lab", "fu", "fen", "xiao"])
def test_what_is_not_the_roles_is_refused_and_noted(office: Office, name: str) -> None:
    role = {"lab": Role.LAB, "fu": Role.COUNSELOR, "fen": Role.REGISTRAR, "xiao": Role.SCHOOL}[name]
    others = [one for one in COMMANDS if one not in MAY_RUN[role]]
    assert len(others) >= len(NEVER)
    for command in others:
        ran = office(name, command)
        assert (ran.code, ran.out) == (1, ""), command
        assert "可以" in ran.err or "请找" in ran.err
    assert len(office.denied()) == len(others)
    assert {actor for actor, _ in office.denied()} == {f"staff:{name}"}


@pytest.mark.parametrize(
    "asked",
    [
        "sh",
        "sh -c id",
        "bash -i",
        "/usr/lib/openssh/sftp-server",
        "internal-sftp",
        "scp -t .",
        "--home /tmp progress",
        "--help",
        "kiosk --home /tmp progress",
        "kiosk kiosk",
        "'' progress",
        "progress; id",
    ],
)
def test_no_shell_and_no_other_home(office: Office, asked: str) -> None:
    ran = office("xiao", asked)
    assert ran.code in {1, 2}
    assert ran.out == ""


def test_who_hangs_up_interrupts_no_command(office: Office) -> None:
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_DFL
    office("fu", "desk")
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_DFL
    office("fu", "progress")
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN


def test_an_open_quote_is_told(office: Office) -> None:
    assert office("xiao", "student '1").code == 2


def test_a_counselor_sees_the_own_class_alone(office: Office) -> None:
    board = office("fu", "progress --json --by class")
    assert [line["class_name"] for line in board.json] == ["质检3191"]
    assert office("fu", "kiosk progress").code == 0
    assert office("fu", f"student {MINE}").code == 0
    for asked in (
        f"student {THEIRS} --json",
        f"excuse {THEIRS} --reason enlisted",
        f"declare {THEIRS} --verdict correct",
    ):
        theirs = office("fu", asked)
        assert (theirs.code, theirs.out) == (1, ""), asked
        assert "请找该分院的学籍管理员" in theirs.err
    assert office.denied() == [("staff:fu", "events")] * 3


def test_id_numbers_are_masked_for_counselors(office: Office) -> None:
    wrong = f"证件号码={ID_NUMBER[:-4]}1111"
    declared = office("fu", f"declare {MINE} --verdict disputed --wrong 姓名=林小曼 --json")
    assert declared.json["proxy"] == "fu"
    assert wrong not in declared.out
    for asked in (f"student {MINE}", f"student {MINE} --json"):
        seen = office("fu", asked)
        assert ID_NUMBER not in seen.out
        assert ID_NUMBER[:4] in seen.out
        assert ID_NUMBER in office("fen", asked).out


def test_a_helper_is_who_the_key_says(office: Office) -> None:
    ran = office("fu", f"declare {MINE} --verdict correct --as 别人")
    assert ran.code == 2
    assert office.denied() == [("staff:fu", "kiosk declare")]
    assert office("fu", f"declare {MINE} --verdict correct --json").json["proxy"] == "fu"
    events = office.kiosk("student", MINE, "--json").json["events"]
    assert events[-1]["actor"] == "staff:fu"


@pytest.mark.parametrize(
    "asked",
    [
        f"sheet {MINE} -o sheet.pdf",
        "pack -o/tmp/pack.pdf",
        "verify sheet.pdf",
        "verify x --keys /etc/passwd",
        "verify --store --seal - --seal /etc/passwd",
        "handover --class 质检3191 -o x.pdf",
        "import /etc/passwd --check",
        "import - --photos /etc --format csv",
        "backup /tmp/b",
        "seal --output /tmp/s",
        "staff add eve --key /root/.ssh/id.pub --role school",
        "guide --pdf /tmp/g.pdf",
        "requests -o /tmp/r.csv",
    ],
)
def test_files_are_streams(office: Office, asked: str) -> None:
    ran = office("xiao", asked)
    assert ran.code == 2
    assert "标准输入" in ran.err
    assert office.denied() == [("staff:xiao", f"kiosk {named(asked)}")]


def named(asked: str) -> str:
    return next(one for one in COMMANDS if asked.startswith(f"{one} "))


def test_what_is_made_comes_on_stdout_alone(office: Office) -> None:
    assert office("fu", f"declare {MINE} --verdict correct").code == 0
    for asked in (
        f"sheet {MINE} -o -",
        "pack -o - --json",
        "guide --pdf -",
    ):
        ran = office("fen", asked)
        assert ran.code == 0, ran.err
        assert ran.raw.startswith(b"%PDF-")
        assert ran.raw.rstrip().endswith(b"%%EOF")
    ran = office("fu", "handover --class 质检3191 -o - --json")
    assert ran.raw.startswith(b"%PDF-")
    assert json.loads(ran.err)["class_name"] == "质检3191"
    assert office("fen", "requests -o -").code == 2
    assert office("xiao", "backup -").raw.startswith(b"PK")
    assert b'"seal"' in office("xiao", "seal -o -").raw


def test_a_counselor_hands_over_the_own_class_alone(office: Office) -> None:
    assert office("fu", "handover --class 数控3191 -o -").code == 1
    assert office("fu", "verify --store").code == 1
    assert office("xiao", "verify --store").code == 0


def test_a_stray_sheet_does_not_end_the_pile(office: Office) -> None:
    sheets = []
    for number in (THEIRS, MINE):
        declared = office("xiao", f"declare {number} --verdict correct --json").json
        sheets.append(declared["code"])
    ran = office("fu", "handin --json", "\n".join(sheets).encode())
    results = [json.loads(line)["result"] for line in ran.out.splitlines()]
    assert results == ["other_class", "accepted"]
    assert ran.code == 1
    assert "分院" in ran.err


def test_a_roster_comes_in_on_stdin(office: Office) -> None:
    roster = office.kiosk.roster(student(3)).read_bytes()
    assert office("xiao", "import - --check", roster).code == 2
    assert office("xiao", "import --check --format csv - --json", roster).json["added"] == 1
    done = office("xiao", "import - --format csv --skip-bad --json", roster).json
    assert (done["added"], done["written"], done["bad_files"]) == (1, True, [])
    assert office("fu", "import - --format csv", roster).code == 1
    assert list(office.kiosk.home.glob(".hedui-*")) == []


def test_keys_are_lines_for_sshd(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = office.kiosk("staff", "keys")
    home = office.kiosk.home
    lines = ran.out.splitlines()
    assert len(lines) == 4
    key = (home.parent / "lab.pub").read_text()
    assert lines[0] == f'restrict,pty,command="kiosk --home {home} ssh --staff lab" {key}'
    assert office.kiosk("staff", "remove", "lab").code == 0
    assert len(office.kiosk("staff", "keys").out.splitlines()) == 3
    assert office("lab", "doctor").code == 1
    monkeypatch.setenv("KIOSK_HOME", str(home))
    listed = office.kiosk("staff", "list", "--json").json
    assert [one["role"] for one in listed] == ["counselor", "registrar", "school"]


def test_the_home_stands_in_the_line_only_if_it_was_named(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    home = office.kiosk.home
    monkeypatch.setenv("KIOSK_HOME", str(home))
    capsysbinary.readouterr()
    assert run(["staff", "keys"]) == 0
    assert f'command="kiosk --home {home} ssh ' in capsysbinary.readouterr().out.decode()
    monkeypatch.delenv("KIOSK_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(home.parent / "xdg"))
    (home.parent / "xdg").mkdir()
    home.rename(home.parent / "xdg" / "hedui")
    assert run(["staff", "keys"]) == 0
    assert 'command="kiosk ssh --staff fu"' in capsysbinary.readouterr().out.decode()


def test_a_key_on_stdin(office: Office) -> None:
    key = a_key(office.kiosk.home.parent, "neu").read_bytes()
    added = office("xiao", "staff add neu --key - --role lab --json", key).json
    assert (added["name"], added["role"]) == ("neu", "lab")
