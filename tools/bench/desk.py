"""The desk in a real terminal: first paint, the way down, bytes a key, memory, scans."""

from collections.abc import Iterator, Sequence

from kiosk.cli.home import now
from kiosk.services.acts.declaring import Declaring
from tools.bench.college import College, make
from tools.bench.figures import Figure
from tools.bench.seat import Seat
from tools.bench.signing import act

_LARGE = 100_000
_STARTS = 5
_SCANS = 10
_DOWN, _UP, _F5, _ESCAPE = "\x1b[B", "\x1b[A", "\x1b[15~", "\x1b"
_FRAME = "F3"
_COUNTED = "未核对"
"""Painted with the figures, not before."""


def desk(college: College) -> Iterator[Figure]:
    """Yield the figures of the college, and of one five times as large."""
    yield from _figures(college, first_paint=700)
    yield from _figures(make(college.path.parent / "large", _LARGE), first_paint=2000)


def _figures(college: College, first_paint: float) -> Iterator[Figure]:
    of = f"desk of {college.students}"
    command = [*college.command, "desk"]
    frames, starts = [], []
    for _ in range(_STARTS + 1):
        with Seat(command) as seat:
            frames.append(1000 * (seat.until(_FRAME) - seat.began))
            starts.append(1000 * (seat.until(_COUNTED) - seat.began))
    yield Figure(name=f"{of}: first paint", unit="ms", samples=frames[1:], bar=first_paint)
    yield Figure(name=f"{of}: … with its figures", unit="ms", samples=starts[1:], bar=first_paint)
    with Seat(command) as seat:
        seat.until(_COUNTED)
        seat.settled()
        moves = [_key(seat, key)[1] for _ in range(_STARTS) for key in (_DOWN, _UP)]
        yield Figure(name=f"{of}: sent by a cursor key", unit="KB", samples=moves, bar=4)
        waits, sent = _way_down(seat)
        yield Figure(name=f"{of}: drill-down", unit="ms", samples=waits, bar=100)
        yield Figure(name=f"{of}: sent by a drill-down", unit="KB", samples=sent, bar=4)
        yield Figure(name=f"{of}: resident", unit="MB", samples=[seat.memory()], bar=120)
        yield Figure(name=f"{of}: scan", unit="ms", samples=_scans(seat, _codes(college)), bar=100)


def _key(seat: Seat, key: str) -> tuple[float, float]:
    """Press a key; return in how many ms the last byte came, and how many KB there were."""
    at = seat.type(key)
    took = 1000 * (seat.settled() - at)
    return took, seat.painted / 1024


def _way_down(seat: Seat) -> tuple[list[float], list[float]]:
    """Go down to a class and up again, some times, and end in one."""
    found = []
    for _ in range(_STARTS):
        found += [_key(seat, "\r") for _ in range(3)]
        for _ in range(3):
            _key(seat, _ESCAPE)
    for _ in range(3):
        _key(seat, "\r")
    return [took for took, _ in found], [sent for _, sent in found]


def _codes(college: College) -> list[str]:
    """Have some students declare; return what is printed on their sheets."""
    home = college.home()
    declaring = Declaring(home.store, home.keys, now)
    codes = []
    for hand in range(_SCANS + 1):
        student = declaring.student(college.next()[0])
        declared = act(home.rounds.the_one(student, None), hand)
        codes.append(declaring.declare(student, declared).declaration.code)
    return codes


def _scans(seat: Seat, codes: Sequence[str]) -> list[float]:
    """Scan sheets as a scanner types them, each until all is painted that follows from it.

    The first one loads what scans need.
    """
    _key(seat, _F5)
    found = []
    for code in codes:
        seat.type(code)
        seat.settled()
        at = seat.type("\r")
        found.append(1000 * (seat.settled() - at))
    return found[1:]
