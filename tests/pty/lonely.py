"""A terminal that nobody looks after, and one student who comes to it."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from tests.pty import by_keys
from tests.pty.real_terminal import RealTerminal
from tests.school import RECORD, School

ROOT = Path(__file__).parents[2]
WELCOME = by_keys.WELCOME
CALM = ("本机暂时无法使用，请联系工作人员", "Please call the staff")
STUDENT = replace(
    RECORD, name="金丝雀", student_no="97530001", major="金丝雀检测", class_name="金丝雀1班"
)
TAIL = STUDENT.id_number[-6:]
ACCOUNT = "canary.of.this.visit@example.org"
"""Typed, and kept masked only."""
SECRETS = tuple(
    text.encode() for text in (STUDENT.name, STUDENT.student_no, STUDENT.id_number, TAIL, ACCOUNT)
)
"""What may not be found where a visit has ended."""
F10 = "\x1b[21~"

Open = Callable[..., RealTerminal]


@pytest.fixture
def school(tmp_path: Path) -> School:
    """The student, and an open round, as a home of the program."""
    (tmp_path / "home").mkdir(mode=0o700)
    school = School(tmp_path / "home")
    school.enrol(STUDENT)
    school.open()
    return school


@pytest.fixture
def open_terminal(school: School, tmp_path: Path) -> Iterator[Open]:
    """Opens terminals on the home: ``open_terminal(fault)`` has the program fail so."""
    opened: list[RealTerminal] = []
    (tmp_path / "temp").mkdir()
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("KIOSK")},
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "PYTHONPATH": str(ROOT),
        "TMPDIR": str(tmp_path / "temp"),
    }

    def open_one(fault: str = "", **more: str) -> RealTerminal:
        program = ["tests.pty.faulty", fault] if fault else ["kiosk.cli"]
        words = [sys.executable, "-m", *program, "--home", str(school.folder), "run"]
        opened.append(RealTerminal(words, environment | more, tmp_path))
        return opened[-1]

    yield open_one
    for one in opened:
        with suppress(OSError):
            one.close()


def identify(terminal: RealTerminal) -> None:
    """Tell who one is."""
    by_keys.identify(terminal, STUDENT.student_no, TAIL)


def come_to_account(terminal: RealTerminal) -> None:
    """Go on until the account is typed, with the number and the record seen before."""
    identify(terminal)
    for seen, typed in (
        ("请逐项核对学籍信息", "\r"),
        ("这是您要声明的话", " "),
        ("√", "\r"),
        ("学信网帐号", ACCOUNT),
        (ACCOUNT, ""),
    ):
        terminal.sees(seen)
        terminal.type(typed)


def come_to_farewell(terminal: RealTerminal) -> None:
    """Go on from the account until all is done."""
    for seen, typed in (
        (ACCOUNT, "\r"),
        ("请签名", "3"),
        ("我会在纸上签名", " "),
        ("√", "\r"),
        ("纸拿到手了吗", "1"),
        ("秒后回首页", ""),
    ):
        terminal.sees(seen)
        terminal.type(typed)


def blocked(terminal: RealTerminal) -> set[int]:
    """Return the signals that the program lets in no more."""
    status = Path(f"/proc/{terminal.program.pid}/status").read_text(encoding="ascii")
    (mask,) = (line.split()[1] for line in status.splitlines() if line.startswith("SigBlk"))
    return {number for number in range(1, 65) if int(mask, 16) >> (number - 1) & 1}


def begun_at(terminal: RealTerminal) -> float:
    """Return when the process began; one that renews itself stays the same."""
    return float(psutil.Process(terminal.program.pid).create_time())


def wait_for_block(terminal: RealTerminal) -> None:
    """Wait until the program's own first moment."""
    while signal.SIGINT not in blocked(terminal):
        assert terminal.program.poll() is None


def holds(terminal: RealTerminal, secret: str) -> bool:
    """Tell whether a text is anywhere in the program's memory, however Python spells it."""
    spelled = {secret.encode(one) for one in ("utf-8", "utf-16-le", "utf-32-le")}
    process = Path(f"/proc/{terminal.program.pid}")
    with (process / "mem").open("rb", 0) as memory:
        for line in (process / "maps").read_text(encoding="utf-8").splitlines():
            places, modes, *_, inode = line.split()[:5]
            if not modes.startswith("rw") or inode != "0":
                continue
            begin, end = (int(place, 16) for place in places.split("-"))
            memory.seek(begin)
            with suppress(OSError):
                data = memory.read(end - begin)
                if any(one in data for one in spelled):
                    return True
    return False
