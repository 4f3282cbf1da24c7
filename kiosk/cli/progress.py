"""``kiosk progress``: the board, by college, major or class."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from shutil import get_terminal_size
from typing import Any

import click

from kiosk.cli import cells, lookup, out
from kiosk.cli.commands import as_json, command
from kiosk.cli.home import Home, pass_home
from kiosk.cli.usecases import round_meant
from kiosk.cli.words import say
from kiosk.rules import pile
from kiosk.rules.text import squeeze
from kiosk.services.missing import Missing, missing
from kiosk.services.progress import Level, Path, Progress, in_total, path_of, progress
from kiosk.services.selection import Selection

_NAMES = ("college", "major", "class_name")
_FIGURES = ("total", "checked", "disputed", "printed", "handed_in", "excused")
_SHOWN = (*_FIGURES[:-1], "missing", "excused")
_FULL, _HALF, _NONE = "▆", "▄", "·"
_SHORTEST, _LONGEST = 8, 34
"""Cells of a bar; where the figures leave less room there is none."""

Lists = Mapping[Path, Sequence[Missing]]


@command("progress")
@click.option(
    "--by",
    "level",
    type=click.Choice([one.value for one in Level]),
    default="class",
    metavar="LEVEL",
)
@click.option("--grade", default="", metavar="YEAR")
@click.option("--college", default="", metavar="NAME")
@click.option("--major", default="", metavar="NAME")
@click.option("--class", "class_name", default="", metavar="NAME")
@click.option("--missing", "with_missing", is_flag=True)
@click.option("--round", "round_", metavar="ROUND")
@as_json
@pass_home
def board(  # noqa: PLR0913 - one parameter an option
    home: Home,
    *,
    level: str,
    grade: str,
    college: str,
    major: str,
    class_name: str,
    with_missing: bool,
    round_: str | None,
    as_json: bool,
) -> None:
    """Print the figures, and on request who is missing."""
    wanted = Selection(
        grade=lookup.grade(grade),
        college=squeeze(college),
        major=squeeze(major),
        class_name=squeeze(class_name),
    )
    meant = round_meant(home, round_)
    students = [one for one in home.store.summaries() if wanted.takes(one)]
    lines = progress(students, meant, Level(level))
    lists: defaultdict[Path, list[Missing]] = defaultdict(list)
    if with_missing:
        for one in missing(home.store, sorted(students, key=pile.place), meant):
            lists[path_of(one.student, Level(level))].append(one)
    if as_json:
        out.value([_shape(one, lists if with_missing else None) for one in lines])
        return
    out.line(say("cli.board.title", round=meant))
    for text in _table(lines, lists):
        out.line(text)


def _shape(one: Progress, lists: Lists | None) -> dict[str, Any]:
    """Return a line as ``--json`` prints it (spec/product.md): keys down to the level asked for."""
    shape: dict[str, Any] = dict(zip(_NAMES, one.path, strict=False))
    shape |= {name: getattr(one, name) for name in _FIGURES}
    if lists is not None:
        shape["missing"] = [_missing_shape(each) for each in lists.get(one.path, ())]
    return shape


def _missing_shape(one: Missing) -> dict[str, Any]:
    return {
        "student_no": one.student.student_no,
        "name": one.student.name,
        "state": one.state.value,
        "reason": one.excuse.reason.value if one.excuse else None,
        "note": one.excuse.note if one.excuse else "",
    }


def _table(lines: Sequence[Progress], lists: Lists) -> Iterator[str]:
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
