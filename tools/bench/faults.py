"""How soon a key answers on the student's screen while the printer is in trouble."""

import statistics
from collections.abc import Callable, Iterator, Mapping

import assets
from tests.ippprinter import IppPrinterProcess
from tests.servers import program
from tools.bench.college import College
from tools.bench.figures import Figure, Reference
from tools.bench.painting import to_factor, to_sign
from tools.bench.printing import real_printer
from tools.bench.seat import Seat

_TIMES = 10
_F2 = "\x1bOQ"
_BAR = 30
"""Milliseconds."""


def _no_paper(printer: IppPrinterProcess) -> None:
    printer.halts("media-empty-error")


_FAULTS: Mapping[str, Callable[[IppPrinterProcess], None]] = {
    "out of paper": _no_paper,
    "hanging": IppPrinterProcess.suspend,
    "switched off": IppPrinterProcess.kill,
}


def faults(college: College) -> Iterator[Figure]:
    """Yield a figure for each trouble; none where no printer is installed."""
    if not program("ippeveprinter"):
        return
    calm = statistics.median(_keys_during(college))
    usual = Reference(name="the same key, nothing wrong", median=calm)
    settings = college.path / "kiosk.toml"
    with real_printer() as (printer, _):
        settings.write_text(f'printer = ["{printer.uri}"]\n', encoding="utf-8")
        try:
            for name, befalls in _FAULTS.items():
                befalls(printer)
                took = _keys_during(college)
                figure = f"a key on Print, printer {name}"
                yield Figure(name=figure, unit="ms", samples=took, bar=_BAR, reference=usual)
                printer.resume()
                printer.goes_on()
        finally:
            settings.unlink()


def _keys_during(college: College) -> list[float]:
    """Sign, and change the language again and again while the printer is asked."""
    said = [assets.say(lang, "screen.print.saved") for lang in ("en", "zh")]
    with Seat([*college.command, "run"]) as seat:
        seat.until(assets.say("zh", "screen.welcome.start"))
        number, tail = college.next()
        seat.type(number)
        to_factor(seat)
        seat.type(f"{tail}\r")
        seat.until(assets.say("zh", "screen.record.all_correct").partition("{")[0])
        to_sign(seat)
        seat.type("\r")
        seat.until(said[1])
        took = []
        for turn in range(_TIMES):
            seat.settled()
            began = seat.type(_F2)
            took.append(1000 * (seat.until(said[turn % 2]) - began))
        return took
