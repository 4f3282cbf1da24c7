"""The staff's commands through a real sshd: what is theirs, what is not, and never a shell."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from kiosk.cli.home import Home
from kiosk.model.events import Kind
from kiosk.model.staff import Role
from kiosk.rules.access import MAY_RUN
from tests.cli.office import COMMANDS
from tests.roster.samples import delimited, student, table
from tests.servers import until
from tests.ssh.conftest import MINE, THEIRS, Lab, new_key

_NOT_THEIRS = tuple(one for one in COMMANDS if one not in MAY_RUN[Role.COUNSELOR])


def denied(lab: Lab) -> list[tuple[str, str]]:
    desk = Home.open(lab.home).store.desk()
    return [(one.actor, one.body["what"]) for one in desk if one.kind is Kind.DENIED]


def students(lab: Lab) -> set[str]:
    return set(Home.open(lab.home).store.students())


def roster(*serials: int) -> bytes:
    return delimited(table(*map(student, serials))).encode()


def test_a_counselor_works_within_the_own_class(lab: Lab) -> None:
    board = lab.ssh("fu", "progress", "--json")
    assert [line["class_name"] for line in json.loads(board.stdout)] == ["质检3191"]
    declared = lab.ssh("fu", f"declare {MINE} --verdict correct --json")
    code = json.loads(declared.stdout)["code"]
    taken = lab.ssh("fu", "handin --json", stdin=f"{code}\n".encode())
    assert json.loads(taken.stdout)["result"] == "accepted"
    listed = lab.ssh("fu", "handover --class 质检3191 -o - --json")
    assert (listed.returncode, listed.stdout[:5]) == (0, b"%PDF-")
    assert json.loads(listed.stderr)["handed_in"] == 1
    actors = {one.actor for one in Home.open(lab.home).store.events(MINE)[1:]}
    assert actors == {"staff:fu"}


@pytest.mark.parametrize(
    "commands",
    [
        ("seal", "staff add", "store move"),
        pytest.param(_NOT_THEIRS, marks=pytest.mark.torture, id="all"),
    ],
)
def test_a_counselor_tries_what_is_not_theirs(lab: Lab, commands: Sequence[str]) -> None:
    """The rest of the table is asked in one process (``tests/cli/test_cli_ssh.py``)."""
    for command in commands:
        ran = lab.ssh("fu", command)
        assert (ran.returncode, ran.stdout) == (1, b""), command
        assert "请找" in ran.stderr.decode() or "您可以用" in ran.stderr.decode()
    ran = lab.ssh("fu", f"student {THEIRS}")
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert "请找该分院的学籍管理员" in ran.stderr.decode()
    assert len(denied(lab)) == len(commands) + 1
    assert {actor for actor, _ in denied(lab)} == {"staff:fu"}


def test_a_roster_on_stdin(lab: Lab) -> None:
    seen = lab.ssh("xiao", "import --check --format csv - --json", stdin=roster(3))
    assert json.loads(seen.stdout)["added"] == 1
    assert students(lab) == {MINE, THEIRS}
    done = lab.ssh("xiao", "import --format csv - --json", stdin=roster(3))
    assert json.loads(done.stdout)["written"]
    assert len(students(lab)) == 3


def test_who_hangs_up_half_way_imports_nothing(lab: Lab) -> None:
    """What came ends with a whole row: nothing in it tells that more was to come."""
    command = lab.client("xiao", "import --full --format csv -", alone=True)
    client = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert client.stdin
    client.stdin.write(roster(3))
    client.stdin.flush()
    until(lambda: any(lab.home.glob(".hedui-*/*")), client)
    importing = lab.at_work()[-1]
    client.kill()
    client.communicate()
    until(lambda: not importing.is_running())
    assert students(lab) == {MINE, THEIRS}
    assert not list(lab.home.glob(".hedui-*"))


def test_no_shell(lab: Lab) -> None:
    for asked in ("sh -c id", "id; progress", "`id`", "$(id)"):
        ran = lab.ssh("xiao", asked)
        assert ran.returncode in {1, 2}, asked
        assert b"uid=" not in ran.stdout + ran.stderr, asked


def test_no_files(lab: Lab, tmp_path: Path) -> None:
    """By the old way of scp, and by sftp, which is its new way."""
    options = [*lab.options("xiao"), "-P", str(lab.port)]
    target = tmp_path / "got"
    copy = ["scp", "-O", *options, "root@127.0.0.1:/etc/hostname", str(target)]
    assert subprocess.run(copy, capture_output=True, check=False, timeout=60).returncode
    sftp = ["sftp", *options, "-b", "-", "root@127.0.0.1"]
    listed = subprocess.run(sftp, input=b"ls /\n", capture_output=True, check=False, timeout=60)
    assert listed.returncode
    assert not target.exists()
    assert b"etc" not in listed.stdout


def test_no_ways_through(lab: Lab) -> None:
    fails = ("-o", "ExitOnForwardFailure=yes")
    through = lab.ssh("xiao", *fails, "-W", f"127.0.0.1:{lab.port}", alone=True)
    assert through.returncode
    assert b"SSH-2.0" not in through.stdout
    back = lab.ssh("xiao", *fails, "-R", "127.0.0.1:0:127.0.0.1:1", "progress", alone=True)
    assert back.returncode == 255


def test_who_is_removed_is_let_in_no_more(lab: Lab) -> None:
    assert lab.ssh("lab", "terminals", "--json").returncode == 0
    lab.kiosk("staff", "remove", "lab")
    still_connected = lab.ssh("lab", "terminals")
    assert (still_connected.returncode, still_connected.stdout) == (1, b"")
    assert lab.ssh("lab", "terminals", alone=True).returncode == 255
    new_key(lab.folder / "stranger")
    assert lab.ssh("stranger", "progress").returncode == 255
