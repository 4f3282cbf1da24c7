"""Programs in terminals of their own, which several tests begin with."""

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.pty.at_desk import CLASS, Open
from tests.pty.real_terminal import RealTerminal
from tests.school import OTHER, School

ROOT = Path(__file__).parents[2]
STUDENTS = 16
"""In the college of the demonstration."""


def environment(**more: str) -> dict[str, str]:
    """Return what a terminal starts a program with."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("KIOSK")}
    return {**own, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT), **more}


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[RealTerminal]:
    """The demonstration, begun in an empty home."""
    command = [sys.executable, "-m", "kiosk.cli", "--home", str(tmp_path), "demo"]
    opened = RealTerminal(
        [*command, "--students", str(STUDENTS)], environment(COLORTERM="truecolor"), tmp_path
    )
    yield opened
    opened.close()


@pytest.fixture
def school(tmp_path: Path) -> School:
    """A class of four, somebody elsewhere, and an open round, as a home of the program."""
    (tmp_path / "home").mkdir(mode=0o700)
    school = School(tmp_path / "home")
    for one in (*CLASS, replace(OTHER, student_no="40000001")):
        school.enrol(one)
    school.open()
    return school


@pytest.fixture
def open_terminal(school: School, tmp_path: Path) -> Iterator[Open]:
    """Opens terminals on the school's home, each with a program of its own."""
    opened: list[RealTerminal] = []

    def open_one(*command: str, fault: str = "") -> RealTerminal:
        program = ["tests.pty.faulty", fault] if fault else ["kiosk.cli"]
        words = [sys.executable, "-m", *program, "--home", str(school.folder), *command]
        opened.append(RealTerminal(words, environment(), tmp_path))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()
