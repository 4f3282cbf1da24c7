"""Figures: what was measured, the bar it is held against, and a reference from the same run."""

import json
import os
import platform
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Something else, measured in the same run: machines differ, ratios less so."""

    name: str
    median: float
    """In the unit of the figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One thing that was measured a few times."""

    name: str
    unit: str
    samples: Sequence[float]
    bar: float | None = None
    """At most this, in the same unit."""
    bar_of_ratio: float | None = None
    """At most so many times the reference."""
    reference: Reference | None = None
    note: str = ""

    @property
    def median(self) -> float:
        """The median of the samples."""
        return statistics.median(self.samples)

    @property
    def ratio(self) -> float | None:
        """How many times the reference it is."""
        return self.median / self.reference.median if self.reference else None

    @property
    def held(self) -> bool | None:
        """Whether the bar is held; nothing where there is no bar."""
        if self.bar is not None:
            return self.median <= self.bar
        if self.bar_of_ratio is not None and self.ratio is not None:
            return self.ratio <= self.bar_of_ratio
        return None


def milliseconds(work: Callable[[], object]) -> float:
    """Do something and return how long it took."""
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)


def percentile(samples: Iterable[float], percent: float) -> float:
    """Return the value below which so many per cent of the samples lie."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


_HELD = {True: "held", False: "MISSED", None: ""}


def lines(figures: Iterable[Figure]) -> Iterable[str]:
    """Yield the table for people."""
    yield f"{'':46} {'median':>9} {'worst':>9} {'bar':>8}          of the reference"
    for one in figures:
        bar = f"{one.bar:g}" if one.bar is not None else ""
        if one.bar_of_ratio is not None:
            bar = f"{one.bar_of_ratio:g} x"
        told = f"{one.ratio:.2f} x {one.reference.name}" if one.reference and one.ratio else ""
        yield (
            f"{one.name:42} {one.unit:>3} {one.median:9.4g} {max(one.samples):9.4g} {bar:>8} "
            f"{_HELD[one.held]:6}   {told}{'; ' if told and one.note else ''}{one.note}"
        )


def keep(figures: Iterable[Figure], folder: Path, at: datetime) -> Path:
    """Write the figures as JSON, and return the file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{at:%Y%m%d-%H%M%S}.json"
    machine = {
        "python": platform.python_version(),
        "system": platform.platform(),
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
    }
    shapes = [
        asdict(one) | {"median": one.median, "ratio": one.ratio, "held": one.held}
        for one in figures
    ]
    text = json.dumps({"at": at.isoformat(), "machine": machine, "figures": shapes}, indent=1)
    file.write_text(text, encoding="utf-8")
    return file
