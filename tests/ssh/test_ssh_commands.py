"""The staff's commands through a real sshd: what is theirs, what is not, and never a shell."""

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from kiosk.cli.home import Home
from kiosk.model.events import Kind
from kiosk.model.staff import Role
from kiosk.rules.access import MAY_RUN
from tests.cli.test_cli_ssh import COMMANDS
from tests.roster.samples import delimited, student, table
from tests.servers import until
from tests.ssh.conftest import MINE, THEIRS, Lab, new_key


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


def test_a_counselor_tries_all_that_is_not_theirs(lab: Lab) -> None:
    others = [one for one in COMMANDS if one not in MAY_RUN[Role.COUNSELOR]]
    lab.ssh("fu", "progress")
    with ThreadPoolExecutor(4) as several:
        answers = several.map(partial(lab.ssh, "fu"), others)
    for command, ran in zip(others, answers, strict=True):
        assert (ran.returncode, ran.stdout) == (1, b""), command
        assert "请找" in ran.stderr.decode() or "您可以用" in ran.stderr.decode()
    assert len(denied(lab)) == len(others) > 15
    elsewhere = [f"student {THEIRS}", f"excuse {THEIRS} --reason enlisted"]
    elsewhere.append(f"declare {THEIRS} --verdict correct")
    for command in elsewhere:
        ran = lab.ssh("fu", command)
        assert (ran.returncode, ran.stdout) == (1, b""), command
        assert "请找该分院的学籍管理员" in ran.stderr.decode()
    assert len(denied(lab)) == len(others) + len(elsewhere)
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


@pytest.mark.parametrize("asked", ["sh", "sh -c id", "bash -i", "id; progress", "`id`", "$(id)"])
def test_no_shell(lab: Lab, asked: str) -> None:
    ran = lab.ssh("xiao", asked)
    assert ran.returncode in {1, 2}
    assert b"uid=" not in ran.stdout + ran.stderr


def test_no_files(lab: Lab, tmp_path: Path) -> None:
    options = [*lab.options("xiao"), "-P", str(lab.port)]
    target = tmp_path / "got"
    for tool in (["scp"], ["scp", "-O"]):
        copy = [*tool, *options, "root@127.0.0.1:/etc/hostname", str(target)]
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
    assert lab.ssh("lab", "doctor", "--json").returncode == 0
    lab.kiosk("staff", "remove", "lab")
    still_connected = lab.ssh("lab", "doctor")
    assert (still_connected.returncode, still_connected.stdout) == (1, b"")
    assert lab.ssh("lab", "doctor", alone=True).returncode == 255
    new_key(lab.folder / "stranger")
    assert lab.ssh("stranger", "progress").returncode == 255
