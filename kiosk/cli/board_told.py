"""The board as lines of text, with bars where there is room."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from shutil import get_terminal_size

from kiosk.cli import cells
from kiosk.cli.words import say
from kiosk.services.pile.missing import Missing
from kiosk.services.pile.progress import Path, Progress, in_total

_SHOWN = ("total", "checked", "disputed", "printed", "handed_in", "missing", "excused")
_FULL, _HALF, _NONE = "▆", "▄", "·"
_SHORTEST, _LONGEST = 8, 34
"""Cells of a bar; where the figures leave less room there is none."""

Lists = Mapping[Path, Sequence[Missing]]
"""Who is missing, by line of the board."""


def told(lines: Sequence[Progress], lists: Lists) -> Iterator[str]:
    """Yield the board: lines of one college and major stand under their names."""
    total = in_total(lines)
    head = [say(f"cli.board.{name}") for name in _SHOWN]
    widths = [
        max(cells.width(text), len(str(getattr(total, name))))
        for text, name in zip(head, _SHOWN, strict=True)
    ]
    labels = [*(_label(one) for one in lines), say("cli.board.all")]
    first = max(map(cells.width, labels))
    room = get_terminal_size().columns - first - sum(widths) - len(widths) - len("  100%")
    bar = min(room, _LONGEST) if room >= _SHORTEST else 0
    yield " ".join([" " * first, *map(_right, head, widths)])
    for above, group in groupby(lines, key=lambda one: one.path[:-1]):
        if above:
            yield "  ".join(above)
        for one in group:
            yield _line(_label(one), first, one, widths, bar)
            yield from _listed(lists.get(one.path, ()))
    yield _line(labels[-1], first, total, widths, bar)
    if bar:
        yield say("cli.board.legend", full=_FULL, half=_HALF, none=_NONE)
    if total.manual:
        yield say("cli.board.manual", n=total.manual)


def _label(one: Progress) -> str:
    return one.path[-1] or say("cli.board.no_name")


def _line(label: str, first: int, one: Progress, widths: Iterable[int], bar: int) -> str:
    figures = map(_right, (str(getattr(one, name)) for name in _SHOWN), widths)
    share = f"{100 * one.checked // max(one.total, 1):>3}%"
    drawn = (_bar(one, bar),) if bar else ()
    return " ".join([cells.padded(label, first), *figures, *drawn, share])


def _right(text: str, width: int) -> str:
    return " " * (width - cells.width(text)) + text


def _bar(one: Progress, length: int) -> str:
    """Return a bar that is full only if everything is in, and empty only if nothing is."""
    full, checked = (_part(n, one.total, length) for n in (one.handed_in, one.checked))
    half = max(checked - full, 0)
    return _FULL * full + _HALF * half + _NONE * (length - full - half)


def _part(count: int, total: int, length: int) -> int:
    if count in {0, total}:
        return length if count else 0
    return min(max(round(length * count / total), 1), length - 1)


def _listed(found: Iterable[Missing]) -> Iterator[str]:
    """Yield who is missing from a line of the board, each with how far, or why."""
    rows = [
        (one.student.student_no, one.student.name, say(f"cli.state.{one.state}"), _why(one))
        for one in found
    ]
    if rows:
        yield from (f"    {text}" for text in cells.columns(rows))


def _why(one: Missing) -> str:
    if one.excuse is None:
        return ""
    note = f" ({one.excuse.note})" if one.excuse.note else ""
    return say(f"cli.reason.{one.excuse.reason}") + note
