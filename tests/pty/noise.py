"""What somebody may do to a terminal: keys, pastes, mouse, sizes, signals; drawn from a seed."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from signal import Signals

SIZES = (80, 24), (100, 30), (132, 43)
F1, F2, F3, F5, F6, F10 = "\x1bOP", "\x1bOQ", "\x1bOR", "\x1b[15~", "\x1b[17~", "\x1b[21~"
SIGNALS = (
    Signals.SIGINT,
    Signals.SIGQUIT,
    Signals.SIGTSTP,
    Signals.SIGTTIN,
    Signals.SIGTTOU,
    Signals.SIGCONT,
    Signals.SIGPIPE,
    Signals.SIGUSR1,
    Signals.SIGUSR2,
    Signals.SIGALRM,
    Signals.SIGURG,
    Signals.SIGWINCH,
)
_ARROWS = tuple(f"\x1b[{letter}" for letter in "ABCDHFZ")
_FUNCTION_KEYS = tuple(f"\x1b[{n}~" for n in (2, 3, 5, 6, 15, 17, 18, 19, 20, 23, 24))
_CHORDS = (
    *(chr(code) for code in range(1, 32) if code != 27),
    *(f"\x1b{char}" for char in "abcdfhnpqrxz1.<>"),
    *(f"\x1b[1;{mod}{letter}" for mod in (2, 3, 5, 6, 8) for letter in "ABCDFHPQRS"),
    *(f"\x1b[{code};{mod}u" for code in (9, 13, 27, 97, 99, 112, 113) for mod in (1, 5, 7)),
    "\x7f",
    "\x00",
)
_REPORTS = (
    "\x1b[I",
    "\x1b[O",
    "\x1b[?62;4c",
    "\x1b[24;80R",
    "\x1b[?2026;2$y",
    "\x1b[48;24;80;480;800t",
    "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
    "\x1b]52;c;bW9ua2V5\x07",
    "\x1bP1+r544e=787465726d\x1b\\",
    "\x1b_Ga=q;OK\x1b\\",
    "\x1b[?1049l",
    "\x1b[?1000h",
    "\x1bc",
)
_UNREADABLE = (b"\xff\xfe", "张三".encode("gbk"), b"\x1b[1114112u", b"\x1b[:;1u", b"\x1b[<9;;M")
_WORDS = (
    "a b",
    "林小满",
    "工商管理",
    "2001-02-03",
    "[red]x[/]",
    "[@click=app.quit]y[/]",
    "a[/b]",
    "\x1b]52;c;bW9ua2V5\x07",
    "\x1b[2J\x1b[H",
    "\x9b31m",
    "\u202e\u200b\ufeff",
    "z\u0334\u0310" * 40,
    "长" * 3000,
    "x\ny\r\nz\t",
)


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that is done to the terminal."""

    data: bytes = b""
    size: tuple[int, int] | None = None
    signal: Signals | None = None


def key(text: str) -> Deed:
    return Deed(text.encode())


def _plain(luck: Random, _size: tuple[int, int]) -> Deed:
    return key(luck.choice("abcnyx0123456789 .,/-[]() 一三女满"))


def _named(luck: Random, _size: tuple[int, int]) -> Deed:
    return key(luck.choice((*_ARROWS, *_FUNCTION_KEYS, "\r", "\t", "\x1b", F1, F2, F3, F5, F6)))


def _chord(luck: Random, _size: tuple[int, int]) -> Deed:
    return key(luck.choice(_CHORDS))


def _mouse(luck: Random, size: tuple[int, int]) -> Deed:
    """Press and release somewhere, move, drag, or turn the wheel; beyond the edges too."""
    x, y = luck.randint(0, size[0] + 2), luck.randint(0, size[1] + 2)
    button = luck.choice((0, 0, 0, 1, 2, 32, 35, 35, 64, 65, 66, 128)) + luck.choice((0, 0, 4, 16))
    return key(f"\x1b[<{button};{x};{y}M" + (f"\x1b[<{button};{x};{y}m" if button < 32 else ""))


def _paste(luck: Random, _size: tuple[int, int]) -> Deed:
    return key(f"\x1b[200~{luck.choice(_WORDS)}\x1b[201~")


def _odd(luck: Random, _size: tuple[int, int]) -> Deed:
    return Deed(luck.choice((*_UNREADABLE, *(one.encode() for one in (*_REPORTS, *_WORDS)))))


def _end(_luck: Random, _size: tuple[int, int]) -> Deed:
    return key(F10)


def _resized(luck: Random, _size: tuple[int, int]) -> Deed:
    return Deed(size=luck.choice((*SIZES, (luck.randint(1, 200), luck.randint(1, 60)))))


def _signalled(luck: Random, _size: tuple[int, int]) -> Deed:
    return Deed(signal=luck.choice(SIGNALS))


_WILD = {
    _plain: 40,
    _named: 25,
    _mouse: 25,
    _chord: 10,
    _paste: 5,
    _odd: 3,
    _signalled: 2,
    _resized: 1,
    _end: 0.3,
}


def wild(luck: Random, size: tuple[int, int], count: int) -> Iterator[Deed]:
    """Yield deeds that may do anything."""
    for kind in luck.choices(tuple(_WILD), tuple(_WILD.values()), k=count):
        yield kind(luck, size)


def gentle(luck: Random, size: tuple[int, int], count: int) -> Iterator[Deed]:
    """Yield deeds that leave a visit where it is."""
    for _ in range(count):
        x, y = luck.randint(1, size[0]), luck.randint(1, size[1])
        yield luck.choice(
            (
                key(f"\x1b[<35;{x};{y}M"),
                key(luck.choice((F2, F3))),
                Deed(signal=luck.choice(SIGNALS)),
                Deed(size=luck.choice(SIZES)),
                key(luck.choice(("\x1b[I", "\x1b[O"))),
            )
        )
