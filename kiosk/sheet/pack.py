"""A pack as one PDF/A-1b: section by section, each drawn as a whole and then on the disk."""

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace

import assets
from kiosk.model.page import Page
from kiosk.model.roll import Roll, RollLine, Section
from kiosk.sheet import fonts, roll, sheet
from kiosk.sheet.errors import Overfull, PhotoUnreadable, Unprintable
from kiosk.sheet.file import Label, Mark, PdfFile, Sink
from kiosk.sheet.pen import Drawn

_WORDS = assets.table("roll")
_AHEAD = 2
"""Sections a process that are drawn ahead of the one that is written."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A student whose sheet could not be drawn; the roll sheet says so too."""

    student_no: str
    problem: str
    """Key of its text."""
    characters: tuple[str, ...]
    """Those that no face has, if that is why."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What a pack holds."""

    pages: int
    sheets: int
    rolls: int
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A section, ready to be written."""

    roll: Roll
    rolls: tuple[Drawn, ...]
    sheets: tuple[Drawn, ...]
    refused: tuple[Refused, ...]


def bind(sections: Iterable[Section], out: Sink, jobs: int, step: Callable[[int], None]) -> Bound:
    """Write a pack. The same sections make the same bytes, whatever the number of processes.

    Args:
        sections: In order; each is asked for when there is room for it.
        out: Takes the file.
        jobs: Processes that draw.
        step: Told how many students each section held, as it is written.
    """
    file = PdfFile(out, _WORDS["pack_title"])
    outline = _Outline()
    labels: list[Label] = []
    sheets = rolls = 0
    refused: list[Refused] = []
    for drawn in _in_turn(sections, jobs):
        outline.enter(drawn.roll, file.pages)
        labels += _labels(drawn, file.pages)
        for page in (*drawn.rolls, *drawn.sheets):
            file.add(page)
        sheets += len(drawn.sheets)
        rolls += len(drawn.rolls)
        refused += drawn.refused
        step(len(drawn.roll.lines))
    file.close(outline.marks, labels)
    return Bound(file.pages, sheets, rolls, tuple(refused))


def draw(section: Section) -> _Drawn:
    """Return a section drawn: first the sheets, for the roll tells which of them is missing."""
    sheets: list[Drawn] = []
    refused: list[Refused] = []
    lines = list(section.roll.lines)
    for at, page in enumerate(section.pages):
        try:
            sheets.append(sheet.paint(page))
        except (Unprintable, Overfull, PhotoUnreadable) as error:
            missing = _missing(page) if isinstance(error, Unprintable) else ()
            refused.append(Refused(page.record.student_no, error.text, missing))
            lines[at] = _with_reason(lines[at], error, missing)
    told = replace(section.roll, lines=tuple(lines))
    return _Drawn(told, roll.paint(told), tuple(sheets), tuple(refused))


def _missing(page: Page) -> tuple[str, ...]:
    texts = (*page.record.fields().values(), page.statement, page.signed.name)
    return fonts.unprintable("".join(texts))


def _with_reason(
    line: RollLine, error: Unprintable | Overfull | PhotoUnreadable, missing: tuple[str, ...]
) -> RollLine:
    match error:
        case Unprintable():
            codes = " ".join(f"U+{ord(char):04X}" for char in missing)
            reason = _WORDS["no_glyph"].format(codes=codes)
        case Overfull():
            reason = _WORDS["overfull"]
        case PhotoUnreadable():
            reason = _WORDS["no_photo"]
    return replace(line, reason="，".join(filter(None, (line.reason, reason))))


def _in_turn(sections: Iterable[Section], jobs: int) -> Iterator[_Drawn]:
    """Yield sections drawn in their order, never many more in memory than there are processes."""
    if jobs == 1:
        yield from map(draw, sections)
        return
    context = multiprocessing.get_context("spawn")
    source = iter(sections)
    waiting: deque[Future[_Drawn]] = deque()
    with ProcessPoolExecutor(jobs, context, initializer=_ignore_interrupts) as pool:
        try:
            for section in source:
                waiting.append(pool.submit(draw, section))
                if len(waiting) >= jobs * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def _ignore_interrupts() -> None:
    """Let Ctrl+C end the process that asked, which then ends these."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class _Outline:
    """The bookmarks: college, 年级, major, class."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self._path: tuple[str, ...] = ()

    def enter(self, roll: Roll, page: int) -> None:
        """Add what is new at the page where a section begins."""
        names = tuple(name or _WORDS["no_class"] for name in roll.path)
        if roll.part > 1:
            return
        same = 0
        while same < len(self._path) and self._path[same] == names[same]:
            same += 1
        self.marks += [
            Mark(name, level, page) for level, name in enumerate(names) if level >= min(same, 3)
        ]
        self._path = names


def _labels(drawn: _Drawn, page: int) -> Iterator[Label]:
    """Yield how the pages of a section are named: by class, roll sheets and sheets apart."""
    name = drawn.roll.class_name or _WORDS["no_class"]
    if drawn.roll.parts > 1:
        name += f"-{drawn.roll.part}"
    yield Label(page, f"{name} {_WORDS['title']} ")
    if drawn.sheets:
        yield Label(page + len(drawn.rolls), f"{name} ")
