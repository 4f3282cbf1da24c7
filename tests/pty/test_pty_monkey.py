"""A monkey at the real terminal: it lives, it shows nothing but itself, and keeps nothing."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.pty import canaries
from tests.pty.monkey import Monkey, chosen_seed, growth
from tests.pty.noise import SIZES
from tests.pty.real_terminal import RealTerminal

ROOT = Path(__file__).parents[2]
STUDENTS = 24
Opened = Callable[[int, tuple[int, int]], Monkey]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Open a kiosk of canaries, with a monkey before it."""
    terminals = []

    def begin(seed: int, size: tuple[int, int]) -> Monkey:
        home = tmp_path / "home"
        canaries.fill(home, STUDENTS)
        command = [sys.executable, "-m", "kiosk.cli", "--home", str(home), "run"]
        environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("KIOSK")},
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "PYTHONPATH": str(ROOT),
        }
        terminals.append(RealTerminal(command, environment, tmp_path, size))
        return Monkey(terminals[-1], seed, STUDENTS, size)

    yield begin
    for terminal in terminals:
        terminal.close()


def test_a_short_one(opened: Opened) -> None:
    """A visit, then anything, and a visit that is left: so this seed has it."""
    monkey = opened(chosen_seed(0), SIZES[0])
    monkey.visit()
    monkey.play(150)
    assert monkey.terminal.close() == 0


@pytest.mark.torture
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_long_one(opened: Opened, size: tuple[int, int]) -> None:
    monkey = opened(chosen_seed(SIZES.index(size)), size)
    monkey.play(17_000)
    assert monkey.visits >= 8
    assert_flat(monkey)


@pytest.mark.torture
@pytest.mark.timeout(7200)
def test_a_day_of_visits(opened: Opened) -> None:
    """``MONKEY_VISITS=2000`` is a whole day."""
    monkey = opened(chosen_seed(1), SIZES[0])
    monkey.welcome()
    for _ in range(int(os.environ.get("MONKEY_VISITS", "150"))):
        monkey.visit()
    assert_flat(monkey)


def assert_flat(monkey: Monkey) -> None:
    """See that neither memory nor open files grow, and print their curve."""
    held = monkey.measured
    for one in held[:: max(1, len(held) // 20)]:
        print(f"event {one.position}: {one.rss >> 20} MB, {one.uss >> 20} MB, {one.files} files")  # noqa: T201 - the curve is what is looked at
    assert growth([one.rss for one in held]) <= 0.10
    assert growth([one.uss for one in held]) <= 0.10
    assert held[-1].files <= max(one.files for one in held[: len(held) // 3 + 1])
    assert monkey.terminal.close() == 0
