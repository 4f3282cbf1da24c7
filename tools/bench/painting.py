"""What a student waits for before the screen, measured in a real pty from byte to byte."""

import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import assets
from tools.bench import one_widget
from tools.bench.college import College
from tools.bench.figures import Figure, Reference
from tools.bench.seat import Seat

_STARTS = 9
_KIOSKS = 5
_VISITS = 4
_PATIENCE = 30
_QUIET = 0.05
"""Seconds without a byte after which the focus has moved."""
_F10 = "\x1b[21~"
_CORRECT = (
    ("\r", "statement.title"),
    (" \r", "account.title"),
    ("\r", "sign.title"),
    ("3", "sign.paper_hint"),
)
"""Keys, and what is painted when they have done their work."""
_KEYS = "123456789" * 4
_SHEET = (sys.executable, "-m", "tools.bench.one_widget")


def said(key: str) -> str:
    """Return a text of the screens up to its first brace."""
    return assets.say("zh", f"screen.{key}").partition("{")[0]


def starts(college: College) -> Iterator[Figure]:
    """Yield the first paint and the memory of a kiosk that nobody used, beside one widget."""
    ours: list[float] = []
    theirs: list[float] = []
    memory: list[float] = []
    reference: list[float] = []
    for _ in range(_STARTS):
        with Seat([*college.command, "run"]) as seat:
            ours.append(1000 * (seat.until(said("welcome.start")) - seat.began))
            seat.settled()
            memory.append(seat.memory())
        with Seat([*_SHEET, "static"]) as seat:
            theirs.append(1000 * (seat.until(one_widget.TEXT) - seat.began))
            seat.settled()
            reference.append(seat.memory())
    one = Reference(name="one widget's first paint", median=statistics.median(theirs))
    yield Figure(
        name="first paint of Welcome", unit="ms", samples=ours, bar_of_ratio=1.6, reference=one
    )
    held = Reference(name="one widget's memory", median=statistics.median(reference))
    yield Figure(name="memory after Welcome", unit="MB", samples=memory, bar=90, reference=held)


def visits(college: College) -> Iterator[Figure]:
    """Yield what a visit makes a student wait for; each is another student's."""
    records: list[float] = []
    first: list[float] = []
    later: list[float] = []
    memory: list[float] = []
    whole: list[float] = []
    for _ in range(_KIOSKS):
        with Seat([*college.command, "run"]) as seat:
            for visit in range(_VISITS):
                seat.until(said("welcome.start"))
                seat.settled()
                records.append(1000 * _to_record(seat, college))
                to_sign(seat)
                seat.settled()
                if visit == 0:
                    memory.append(seat.memory())
                (later if visit else first).append(1000 * _sign(seat, college.out))
                seat.type(_F10)
            seat.until(said("welcome.start"))
            whole.append(_whole(seat, college))
    yield Figure(
        name="second factor to record painted",
        unit="ms",
        samples=records,
        bar=150,
        note=f"{college.students} students",
    )
    yield Figure(name="memory at Sign, before the first sheet", unit="MB", samples=memory, bar=90)
    yield Figure(name="Enter on Sign to PDF, first sheet (pty)", unit="ms", samples=first, bar=400)
    yield Figure(name="Enter on Sign to PDF, later sheets (pty)", unit="ms", samples=later, bar=60)
    yield Figure(name="a whole visit, typed at once", unit="s", samples=whole, bar=5)


def _to_record(seat: Seat, college: College) -> float:
    """Type two numbers and return how long the record took from the last Enter on."""
    number, tail = college.next()
    seat.type(number)
    to_factor(seat)
    seat.type(tail)
    seat.settled()
    began = seat.type("\r")
    seat.until(said("record.all_correct"))
    return seat.settled() - began


def to_factor(seat: Seat) -> None:
    """Go from the number to the second factor, and be sure to be there."""
    seat.until(said("identify.tail"))
    seat.settled(_QUIET)
    seat.type("\r")
    seat.until(said("identify.tail"))
    seat.settled(_QUIET)


def to_sign(seat: Seat) -> None:
    """Find all correct, confirm, leave the account out, choose to sign on paper."""
    for keys, text in _CORRECT:
        seat.type(keys)
        seat.until(said(text))
    seat.type(" ")
    seat.until("√")


def _sign(seat: Seat, out: Path) -> float:
    """Sign and return how long the PDF took from the Enter on."""
    before = _sheets(out)
    began = seat.type("\r")
    while _sheets(out) == before:
        if time.perf_counter() - began > _PATIENCE:
            raise TimeoutError("no sheet")
    took = time.perf_counter() - began
    seat.until(said("print.saved"))
    return took


def _sheets(out: Path) -> int:
    return sum(1 for _ in out.glob("*.pdf"))


def _whole(seat: Seat, college: College) -> float:
    """Return the seconds of a visit whose keys are typed as soon as the screen asks for them."""
    number, tail = college.next()
    began = seat.type(number)
    to_factor(seat)
    seat.type(f"{tail}\r")
    seat.until(said("record.all_correct"))
    to_sign(seat)
    _sign(seat, college.out)
    return time.perf_counter() - began


def keys(college: College) -> Iterator[Figure]:
    """Yield how long a key in a field takes to be seen, beside Textual's own input."""
    with Seat([*college.command, "run"]) as seat:
        seat.until(said("welcome.start"))
        seat.type("2")
        seat.until(said("identify.tail"))
        seat.settled()
        ours = _typed(seat)
    with Seat([*_SHEET, "input"]) as seat:
        seat.until(one_widget.TEXT)
        seat.settled()
        theirs = _typed(seat)
    one = Reference(name="Textual's own input", median=statistics.median(theirs))
    yield Figure(name="a key in a field to paint", unit="ms", samples=ours, bar=15, reference=one)


def _typed(seat: Seat) -> list[float]:
    took = []
    for key in _KEYS:
        began = seat.type(key)
        took.append(1000 * (seat.until(key) - began))
        seat.settled(0.03)
    return took
