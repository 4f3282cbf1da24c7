"""A monkey at a terminal: noise, and whole visits of made-up students in between.

What it does follows from its seed alone; ``MONKEY_SEED`` names another one, and a failure says
seed and position.
"""

import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

import psutil

import assets
from tests.pty import canaries
from tests.pty.noise import F1, F6, F10, Deed, gentle, key, wild
from tests.pty.quiet import settle
from tests.pty.real_terminal import RealTerminal

_LONGEST = 20
"""Seconds that a step of a visit may take on a busy machine."""
_FOREIGN = ("Traceback", 'File"', "/usr/", "/home/", "site-packages", ">>>", "root@", "Palette")
"""No screen of the kiosk holds one of these; spaces are left out."""
_FRAME = ("F10", "F1", "Esc")
"""The last row names at least one of the keys that hold everywhere."""


def both(name: str) -> tuple[str, ...]:
    """Return a text in both languages, up to its first brace, without spaces."""
    told = (assets.texts(lang)[name].partition("{")[0] for lang in ("zh", "en"))
    return tuple("".join(text.split()) for text in told)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a visit: what is done once a text stands on the screen."""

    seen: str
    deeds: Sequence[Deed]


def keys(*texts: str) -> tuple[Deed, ...]:
    return tuple(map(key, texts))


def _drawing(luck: Random, size: tuple[int, int]) -> tuple[Deed, ...]:
    """Draw two strokes in the middle, where the pad is at every size."""
    found = []
    for left in (size[0] // 4, size[0] // 2):
        y = size[1] // 3
        found.append(f"\x1b[<0;{left};{y}M")
        steps = ((left + 2 * step, y + luck.randint(0, 4)) for step in range(1, 8))
        found += [f"\x1b[<32;{x};{down}M" for x, down in steps]
        found.append(f"\x1b[<0;{left + 14};{y + 4}m")
    return keys(*found, "\r")


@dataclass
class Measured:
    """What the process held when Welcome was there."""

    position: int
    rss: int
    uss: int
    files: int


@dataclass
class Monkey:
    """Sits at a terminal and knows the numbers of some students."""

    terminal: RealTerminal
    seed: int
    students: int
    size: tuple[int, int]
    done: int = 0
    visits: int = 0
    measured: list[Measured] = field(default_factory=list)
    _typed: bool = False
    """A student's number was typed since Welcome was there."""

    def __post_init__(self) -> None:
        self.luck = Random(self.seed)  # noqa: S311 - chance that can be had again
        self._now = self.size
        self._secrets = canaries.secrets(self.students)
        self._process = psutil.Process(self.terminal.program.pid)

    def play(self, events: int) -> None:
        """Do so many things, visit after visit."""
        until = self.done + events
        self.welcome()
        while self.done < until:
            moods = self._whole, self._left, self._mad, self._guide
            self.luck.choices(moods, (4, 3, 3, 1))[0]()
            self._home()

    def visit(self) -> None:
        """Come, check, sign, print, and go; nothing else."""
        for part in self._visit():
            self.sees(part.seen)
            self._do(part.deeds)
        self.sees("screen.farewell.check")
        self.visits += 1
        self._home()

    # Moods

    def _whole(self) -> None:
        """Visit from Welcome to the farewell, with deeds in between that change nothing."""
        for part in self._visit():
            self.sees(part.seen)
            self._do(gentle(self.luck, self.size, self.luck.randint(0, 3)))
            self._do((Deed(size=self.size),))
            self._do(part.deeds)
        self.sees("screen.farewell.check")
        self.visits += 1

    def _left(self) -> None:
        """Go a part of the way, then do anything, and leave."""
        parts = self._visit()
        for part in parts[: self.luck.randint(3, len(parts))]:
            self.sees(part.seen)
            self._do(part.deeds)
        self._do(wild(self.luck, self.size, self.luck.randint(50, 500)))

    def _mad(self) -> None:
        """Do anything."""
        self._do(wild(self.luck, self.size, self.luck.randint(50, 800)))

    def _guide(self) -> None:
        """Read in the guide, and try its checker."""
        self._do(keys(F1))
        self.sees("screen.guide.title")
        for _ in range(self.luck.randint(3, 30)):
            self._do(keys(self.luck.choice("c123456789\r\t/")))
            self._do(keys(*self.luck.choice(("monkey", "\x1b[B\r", "a1B2c3D4", "\x1b", "\x1b[6~"))))

    def _visit(self) -> list[Part]:
        luck, index = self.luck, self.luck.randrange(self.students)
        self._typed = True
        tail = canaries.id_number(index)[-6:].lower()
        signing = luck.choice(
            (
                _drawing(luck, self.size),
                keys("2", canaries.name(index), "\r"),
                keys("3", " ", "\r"),
            )
        )
        return [
            Part("screen.welcome.start", keys(*canaries.number(index), "\r")),
            Part("screen.identify.title", keys(*tail, "\r")),
            Part("screen.record.title", keys(*luck.choice(("", F6)), "\r")),
            Part("screen.statement.title", keys(" ", "\r")),
            Part("screen.account.title", keys(*luck.choice(("", "13800000000")), "\r")),
            Part("screen.sign.title", signing),
            Part("screen.seen.question", keys("1")),
        ]

    # Hands and eyes

    def _do(self, deeds: Iterable[Deed]) -> None:
        for deed in deeds:
            self.done += 1
            if deed.signal is not None:
                self.terminal.program.send_signal(deed.signal)
            elif deed.size is not None and deed.size != self._now:
                self._now = deed.size
                self.terminal.resize(*deed.size)
            self.terminal.send(deed.data)
            if self.luck.random() < 0.03:
                self._settle()
        self._settle()

    def _settle(self) -> None:
        """Read until all that was asked for is done, and look at all that came."""
        settle(self.terminal, _LONGEST)
        self._look()

    def _look(self) -> None:
        raw = bytes(self.terminal.raw)
        self.terminal.raw.clear()
        assert self.terminal.program.poll() is None, self._where("ended", raw)
        assert b"\x1b]52" not in raw, self._where("clipboard", raw)
        text = self.terminal.text()
        found = [word for word in _FOREIGN if word in text]
        assert not found, self._where(f"shows {found}", raw)
        if not self._typed:
            leaked = [one for one in self._secrets if one in raw]
            leaked += [one for one in self._secrets if one in text.encode()]
            assert not leaked, self._where(f"{leaked} after the visit", raw)

    def sees(self, name: str) -> None:
        """Wait for one of the program's own texts, in whichever language."""
        wanted = both(name)
        deadline = time.monotonic() + _LONGEST
        while not any(text in self.terminal.text() for text in wanted):
            assert time.monotonic() < deadline, self._where(f"no {name}", b"")
            self._settle()

    def _home(self) -> None:
        """End whatever is open, as F10 does, and look at Welcome."""
        self._now = (0, 0)
        self._do((key("\x1b[201~"), Deed(size=self.size), key(F10)))
        self.welcome()

    def welcome(self) -> None:
        """Be at Welcome, and see that nothing is left there."""
        self.sees("screen.welcome.start")
        self._settle()
        self._typed = False
        self._look()
        rows = self.terminal.rows()
        assert any(cap in rows[-1] for cap in _FRAME), self._where("no frame", b"")
        memory = self._process.memory_full_info()
        files = self._process.num_fds()
        self.measured.append(Measured(self.done, memory.rss, memory.uss, files))

    def _where(self, fault: str, raw: bytes) -> str:
        rows = "\n".join(self.terminal.rows())
        return f"MONKEY_SEED={self.seed}, event {self.done}: {fault}\n{rows}\n{raw[-2000:]!r}"


def chosen_seed(usual: int) -> int:
    return int(os.environ.get("MONKEY_SEED", usual))


def growth(values: Sequence[int]) -> float:
    """Return how much more is held at the end than after the first third, as a share of it.

    Until then caches fill and parts are loaded by their first use. A tenth of all is looked at each
    time, its lowest and its highest value: a sheet's garbage may still be there at Welcome.
    """
    third, tenth = len(values) // 3, max(1, len(values) // 10)
    first, last = values[third : third + tenth], values[-tenth:]
    return max(bound(last) / bound(first) for bound in (min, max)) - 1
