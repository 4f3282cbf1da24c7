"""The guide: how long it takes to open, to answer a key of the search, and to check a value."""

from collections.abc import Iterator
from functools import partial

import assets
from kiosk.guide.checking import Checker
from kiosk.guide.checks import What
from kiosk.guide.content import load, read
from kiosk.guide.search import search
from tools.bench.college import College
from tools.bench.figures import Figure, milliseconds
from tools.bench.seat import Seat

_OPENINGS = 5
_F1, _ESC = "\x1bOP", "\x1b"
_TYPED = ("yxyjzcqdljh", "该邮箱已经注册，正在等待激活，重新发送", "no verification mail")


def guide(college: College) -> Iterator[Figure]:
    """Yield what a student waits for."""
    yield Figure(
        name="the guide read, both languages", unit="ms", samples=list(_readings()), bar=80
    )
    yield Figure(name="F1 to the guide painted", unit="ms", samples=_openings(college), bar=80)
    yield Figure(name="a key of the search answered", unit="ms", samples=list(_keys()), bar=20)
    first, later = _checks()
    yield Figure(name="first check: the child starts", unit="ms", samples=[first])
    yield Figure(name="each further check", unit="ms", samples=later)


def _readings() -> Iterator[float]:
    for _ in range(_OPENINGS):
        read.cache_clear()
        yield milliseconds(lambda: [load(lang) for lang in assets.LANGS])


def _openings(college: College) -> list[float]:
    """Open the guide from Welcome, each time in a kiosk that nobody used."""
    took = []
    for _ in range(_OPENINGS):
        with Seat([*college.command, "run"]) as seat:
            seat.until(assets.say("zh", "screen.welcome.start"))
            seat.settled()
            began = seat.type(_F1)
            took.append(1000 * (seat.until(assets.say("zh", "screen.guide.about")) - began))
            seat.type(_ESC)
    return took


def _keys() -> Iterator[float]:
    """Type messages key by key; the first key loads the readings of pinyin."""
    content = load("zh")
    for typed in _TYPED:
        for end in range(1, len(typed) + 1):
            yield milliseconds(partial(search, content, typed[:end]))


def _checks() -> tuple[float, list[float]]:
    with Checker() as checker:
        first = milliseconds(lambda: checker.check(What.PHONE, "13800000000"))
        further = [
            milliseconds(lambda: checker.check(What.PASSWORD, "Tangerine7hill")) for _ in range(50)
        ]
    return first, further
