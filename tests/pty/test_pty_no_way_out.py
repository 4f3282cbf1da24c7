"""Whatever is pressed, pasted, pointed or reported: the kiosk stays, alone and awake."""

import os
import re
import sys
import termios
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from itertools import product
from pathlib import Path

import psutil
import pytest

from tests.pty.by_keys import WELCOME
from tests.pty.everything import TABLE
from tests.pty.real_terminal import RealTerminal
from tests.school import RECORD, TAIL, School

ROOT = Path(__file__).parents[2]
F1, F2, F10, ESC = "\x1bOP", "\x1bOQ", "\x1b[21~", "\x1b"
ENGLISH = "Press any key"
USUAL = [kind for kind in TABLE if kind != "chords"]
CHOSEN = {
    "welcome": ["controls", "functions", "reports", "pastes"],
    "record": USUAL,
    "identify": [],
    "guide": [],
}
"""What else comes to Welcome is typed at Identify, or taps; all that is not chosen is torture."""
UNREADABLE = ("张三".encode("gbk"), b"\x1b[1114112u", b"\x1b[99999999999999999999u", b"\x1b[:;1u")
_PATIENCE = 3
"""Seconds in which a key is answered, once what came before it is done."""
_LEAVES = re.compile(rb"\x1b\](?!22;)|\x1b\[\?1049l|/site-packages|/kiosk/|\x1b[Pc]")
"""Out of the full screen, a path, and what acts on the terminal beside the mouse's pointer."""


def assert_nothing_else(terminal: RealTerminal) -> None:
    """Hold that the program runs alone, has the terminal's keys, and wrote nothing but itself."""
    process = psutil.Process(terminal.program.pid)
    assert process.status() != psutil.STATUS_STOPPED
    assert process.children(recursive=True) == []
    flags = termios.tcgetattr(terminal._master)
    assert not flags[0] & (termios.IXON | termios.IXOFF)
    assert not flags[3] & (termios.ISIG | termios.ICANON | termios.ECHO | termios.IEXTEN)
    written = bytes(terminal.raw)
    terminal.raw.clear()
    assert b"Traceback" not in written
    assert not _LEAVES.search(written)


def answered(terminal: RealTerminal, keys: str, sought: str) -> bool:
    """Tell whether a text stands there; if not, press keys that bring it, after all before."""
    terminal.type(keys)
    with suppress(AssertionError):
        terminal.until(lambda: "".join(sought.split()) in terminal.text(), _PATIENCE)
        return True
    return False


class Corridor:
    """A terminal that somebody left alone."""

    def __init__(self, terminal: RealTerminal) -> None:
        self.terminal = terminal

    def go_to(self, place: str) -> None:
        """Come to a place, by way of Welcome."""
        self.terminal.sees(WELCOME)
        self.terminal.raw.clear()
        if place == "welcome":
            return
        if place == "guide":
            self.terminal.type(F1)
            self.terminal.sees("本机不是学信网")
            return
        self.terminal.type(RECORD.student_no + "\r")
        self.terminal.sees("证件号码后六位", RECORD.student_no)
        if place == "record":
            self.terminal.type(f"{TAIL}\r")
            self.terminal.sees("请逐项核对学籍信息")

    def assert_alone(self) -> None:
        """Hold that the kiosk is all there is, awake, and hears keys: it ends the visit."""
        for keys, sought in ((F10 + F2, ENGLISH), (F10, WELCOME)):
            self.terminal.until(partial(answered, self.terminal, keys, sought))
        assert_nothing_else(self.terminal)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corridor") / "home"
    folder.mkdir(mode=0o700)
    school = School(folder)
    school.enrol()
    school.open()
    return folder


def opened(home: Path, command: str) -> RealTerminal:
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("KIOSK")},
        "TERM": "xterm-256color",
        "PYTHONPATH": str(ROOT),
    }
    words = [sys.executable, "-m", "kiosk.cli", "--home", str(home), command]
    return RealTerminal(words, environment, home.parent)


def close(terminal: RealTerminal, home: Path) -> None:
    assert terminal.close() == 0
    assert not (home / "log" / "crash.log").exists()


@pytest.fixture(scope="module")
def corridor(home: Path) -> Iterator[Corridor]:
    terminal = opened(home, "run")
    yield Corridor(terminal)
    close(terminal, home)


@pytest.fixture(scope="module")
def desk(home: Path) -> Iterator[RealTerminal]:
    terminal = opened(home, "desk")
    yield terminal
    close(terminal, home)


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        pytest.param(place, kind, marks=() if kind in CHOSEN[place] else pytest.mark.torture)
        for place, kind in product(CHOSEN, TABLE)
    ],
)
def test_nothing_ends_or_leaves_it(corridor: Corridor, place: str, kind: str) -> None:
    corridor.go_to(place)
    for one in TABLE[kind]:
        corridor.terminal.type(one)
    corridor.assert_alone()


def test_what_no_terminal_should_send_ends_nothing(corridor: Corridor) -> None:
    for data in UNREADABLE:
        corridor.go_to("welcome")
        corridor.terminal.send(data)
        corridor.assert_alone()


def test_stopped_output_goes_on(corridor: Corridor) -> None:
    """Ctrl+S, the terminal's own key to stop it, is one like another."""
    corridor.go_to("welcome")
    corridor.terminal.type("\x13" * 5 + "4711")
    corridor.terminal.sees("4711")
    corridor.assert_alone()


def test_a_paste_that_nothing_ends_is_over_after_a_while(corridor: Corridor) -> None:
    corridor.go_to("welcome")
    corridor.terminal.type("\x1b[200~0815")
    corridor.terminal.sees("0815")
    corridor.assert_alone()


def test_a_window_has_the_size_that_it_has(corridor: Corridor) -> None:
    corridor.go_to("welcome")
    corridor.terminal.type("\x1b[48;5;5;10;10t\x1b[48;60000;60000;1;1t4711")
    corridor.terminal.sees("4711", "证件号码后六位")
    corridor.assert_alone()


def test_a_storm_of_sizes(corridor: Corridor) -> None:
    corridor.go_to("record")
    for columns, rows in [(1, 1), (20, 5), (132, 43), (79, 23), (400, 100), (80, 24)] * 3:
        corridor.terminal.resize(columns, rows)
    corridor.terminal.sees("请逐项核对学籍信息")
    corridor.assert_alone()


_LEAVES_THE_DESK = {"\x11", "\x1b[113;5u", "\x1bq", "\x1b\x11"}
"""Staff may leave; in the middle of a burst Alt+Q arrives as Q."""


@pytest.mark.parametrize("kind", [one for one in USUAL if one != "mouse"])
def test_nothing_leads_from_the_desk_to_anything_else(desk: RealTerminal, kind: str) -> None:
    desk.sees("F10")
    desk.raw.clear()
    for one in TABLE[kind]:
        if one not in _LEAVES_THE_DESK:
            desk.type(one)
    for sought in ("Q Leave", "Q 离开", "Q Leave"):
        desk.until(partial(answered, desk, ESC + F2, sought))
    assert_nothing_else(desk)
