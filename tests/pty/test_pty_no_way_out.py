"""Whatever is pressed, pasted, pointed or reported: the kiosk stays, alone and awake."""

import os
import re
import sys
import termios
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from string import ascii_lowercase, digits, punctuation

import psutil
import pytest

from tests.pty.real_terminal import RealTerminal
from tests.school import RECORD, TAIL, School

ROOT = Path(__file__).parents[2]
F1, F2, F10, ESC = "\x1bOP", "\x1bOQ", "\x1b[21~", "\x1b"
WELCOME, ENGLISH = "按任意键、触屏或扫学生证开始", "Press any key"
CONTROLS = [chr(code) for code in (*range(0x1B), *range(0x1C, 0x20), 0x7F)]
FUNCTIONS = (
    [f"\x1bO{letter}" for letter in "ABCDEFHMPQRS"]
    + [f"\x1b[{n}~" for n in range(1, 35)]
    + [f"\x1b[{n};{mods}~" for n, mods in product((2, 3, 5, 6, 15, 17, 20, 21, 24), range(2, 9))]
    + [f"\x1b[1;{mods}{letter}" for mods, letter in product(range(2, 9), "ABCDFHPQRS")]
    + [f"\x1b[[{letter}" for letter in "ABCDE"]
)
ALTS = [f"\x1b{one}" for one in ascii_lowercase + digits + punctuation.replace("[", "")] + [
    f"\x1b{control}" for control in CONTROLS
]
KITTY = [
    *(f"\x1b[{ord(key)};{mods}u" for key, mods in product(ascii_lowercase + "\\[]@", (3, 5, 6, 7))),
    *(f"\x1b[{code}u" for code in (9, 13, 27, 127, *range(57344, 57455, 3))),
    *(f"\x1b[{code};5:{kind}u" for code, kind in product((99, 113, 122), (1, 2, 3))),
    "\x1b[1114112u",
    "\x1b[99999999999999999999u",
    "\x1b[>31u",
    "\x1b[?31u",
]
REPORTS = [
    "\x1b[I",
    "\x1b[O",
    "\x1b[0n",
    "\x1b[24;80R",
    "\x1b[?62;4;22c",
    "\x1b[>41;354;0c",
    "\x1b[?2026;2$y",
    "\x1b[?2048;2$y",
    "\x1b[48;60000;60000;0;0t",
    "\x1b[<0;40;12M",
    "\x1b[48;1;1;1;1t",
    "\x1b[8;1;1t",
    "\x1b]11;rgb:0000/0000/0000\x07",
    "\x1b]52;c;cm0gLXJm\x07",
    "\x1b]0;a title\x1b\\",
    "\x1bP1$r0m\x1b\\",
    "\x1bP>|XTerm(388)\x1b\\",
    "\x1b_Gi=1;OK\x1b\\",
    "\x1b^private\x1b\\",
    "\x9b6n",
    "\x1b[?1049l\x1b[2J\x1b[?25h\x1bc",
]
MOUSE = [
    *(
        f"\x1b[<{button};{x};{y}{end}"
        for button, (x, y), end in product(
            (0, 1, 2, 3, 4, 8, 16, 32, 35, 64, 65, 66, 67, 128), ((2, 2), (40, 12), (79, 24)), "Mm"
        )
    ),
    "\x1b[<0;99999;99999M\x1b[<0;0;0m\x1b[<0;-5;-5M",
    f"\x1b[<0;{'9' * 20};1M",
    "\x1b[<0;5;5M\x1b[<32;60;20M\x1b[<0;60;20m" * 3,
    "\x1b[M !!",
]
PASTES = [
    f"\x1b[200~{text}\x1b[201~"
    for text in (
        "",
        "\x03\x1a\x1c\x11\x13",
        "\x1b[2J\x1b]52;c;cm0gLXJm\x07",
        "first\r\nsecond\r\n",
        "[@click=app.quit]x[/]",
        "\u202e\x9b6n\u200b",
        "9" * 20000,
    )
]
TABLE: Mapping[str, list[str]] = {
    "controls": CONTROLS,
    "functions": FUNCTIONS,
    "alts": ALTS,
    "kitty": KITTY,
    "reports": REPORTS,
    "mouse": MOUSE,
    "pastes": PASTES,
}

_LEAVES = re.compile(rb"\x1b\](?!22;)|\x1b\[\?1049l|/site-packages|/kiosk/|\x1b[Pc]")
"""Out of the full screen, a path, and what acts on the terminal beside the mouse's pointer."""


class Corridor:
    """A terminal that somebody left alone."""

    def __init__(self, terminal: RealTerminal) -> None:
        self.terminal = terminal
        self.process = psutil.Process(terminal.program.pid)

    def go_to(self, place: str) -> None:
        """Come to a place, by way of Welcome."""
        self.terminal.type(F10 + F10)
        self.terminal.sees(WELCOME)
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
        self.terminal.type(F10 + F2)
        self.terminal.sees(ENGLISH)
        self.terminal.type(F10)
        self.terminal.sees(WELCOME)
        assert self.process.status() != psutil.STATUS_STOPPED
        assert self.process.children(recursive=True) == []
        flags = termios.tcgetattr(self.terminal._master)
        assert not flags[0] & (termios.IXON | termios.IXOFF)
        assert not flags[3] & (termios.ISIG | termios.ICANON | termios.ECHO | termios.IEXTEN)
        written = bytes(self.terminal.raw)
        self.terminal.raw.clear()
        assert b"Traceback" not in written
        assert not _LEAVES.search(written)


@pytest.fixture(scope="module")
def corridor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corridor]:
    folder = tmp_path_factory.mktemp("corridor")
    (folder / "home").mkdir(mode=0o700)
    school = School(folder / "home")
    school.enrol()
    school.open()
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("KIOSK")},
        "TERM": "xterm-256color",
        "PYTHONPATH": str(ROOT),
    }
    words = [sys.executable, "-m", "kiosk.cli", "--home", str(school.folder), "run"]
    terminal = RealTerminal(words, environment, folder)
    terminal.sees(WELCOME)
    terminal.raw.clear()
    yield Corridor(terminal)
    assert terminal.close() == 0
    assert not (school.folder / "log" / "crash.log").exists()


@pytest.mark.parametrize(
    "place",
    [
        "welcome",
        "record",
        pytest.param("identify", marks=pytest.mark.torture),
        pytest.param("guide", marks=pytest.mark.torture),
    ],
)
@pytest.mark.parametrize("kind", TABLE)
def test_nothing_ends_or_leaves_it(corridor: Corridor, kind: str, place: str) -> None:
    corridor.go_to(place)
    for one in TABLE[kind]:
        corridor.terminal.type(one)
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
    for columns, rows in [(1, 1), (20, 5), (132, 43), (79, 23), (400, 100), (80, 24)] * 5:
        corridor.terminal.resize(columns, rows)
    corridor.terminal.sees("请逐项核对学籍信息")
    corridor.assert_alone()
