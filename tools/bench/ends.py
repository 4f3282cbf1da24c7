"""How long a terminal takes to stand ready for the next one: after a wipe, and after a crash."""

import sys
from collections.abc import Iterator

import assets
from tests.pty import faulty
from tools.bench.college import College
from tools.bench.figures import Figure
from tools.bench.painting import said, to_factor
from tools.bench.seat import Seat

_WIPES = 10
_CRASHES = 4
_F2 = "\x1bOQ"
_F10 = "\x1b[21~"
_FAULTY = (sys.executable, "-m", faulty.__name__, faulty.in_use_case.__name__)
"""A kiosk that fails as soon as somebody has told who they are."""


def ends(college: College) -> Iterator[Figure]:
    """Yield the times from F10 on a record, and from a failure, to Welcome."""
    with Seat([*college.command, "run"]) as seat:
        wipes = [_wiped(seat, college) for _ in range(_WIPES)]
    yield Figure(name="F10 on the record to Welcome", unit="ms", samples=wipes, bar=200)
    crashes = [_crashed(college) for _ in range(_CRASHES)]
    note = "0.6 s of it for the page that asks for staff"
    yield Figure(name="a crash to Welcome", unit="s", samples=crashes, bar=3, note=note)


def _identify(seat: Seat, college: College) -> float:
    number, tail = college.next()
    seat.until(said("welcome.start"))
    seat.settled()
    seat.type(number)
    to_factor(seat)
    return seat.type(f"{tail}\r")


def _wiped(seat: Seat, college: College) -> float:
    _identify(seat, college)
    seat.until(said("record.all_correct"))
    seat.settled()
    began = seat.type(_F10)
    took = 1000 * (seat.until(said("welcome.start")) - began)
    seat.type(_F2)
    seat.until(assets.say("en", "screen.welcome.start"))
    seat.type(_F2)  # Welcome once more, for the next one
    return took


def _crashed(college: College) -> float:
    with Seat([*_FAULTY, "--home", str(college.path), "run"]) as seat:
        began = _identify(seat, college)
        return seat.until(said("welcome.start")) - began
