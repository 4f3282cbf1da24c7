"""``kiosk progress``: the board, by college, major or class."""

import itertools
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path as File
from typing import Any

import click

from kiosk.cli import out, place
from kiosk.cli.board_told import Lists, told
from kiosk.cli.commands import as_json, command
from kiosk.cli.home import Home, pass_home
from kiosk.cli.selecting import selecting
from kiosk.cli.usage import NotAPicture
from kiosk.cli.usecases import round_meant
from kiosk.cli.words import lang, say
from kiosk.model.chart import Chart
from kiosk.rules import pile
from kiosk.services.pile.charts import chart
from kiosk.services.pile.missing import Missing, missing
from kiosk.services.pile.progress import Level, Path, Progress, path_of, progress
from kiosk.services.pile.selection import Selection
from kiosk.services.pile.tables import board_table, missing_table
from kiosk.services.tables import writer

_NAMES = ("college", "major", "class_name")
_FIGURES = ("total", "checked", "disputed", "printed", "handed_in", "excused", "manual")
_TABLES = ("csv", "xlsx")
_PICTURES = ("svg", "png")


@command("progress")
@click.option(
    "--by",
    "level",
    type=click.Choice([one.value for one in Level]),
    default="class",
    metavar="LEVEL",
)
@selecting()
@click.option("--missing", "with_missing", is_flag=True)
@click.option("--round", "round_", metavar="ROUND")
@click.option("-o", "--output", type=click.Path(path_type=File), metavar="FILE.csv|FILE.xlsx")
@click.option("--plot", type=click.Path(path_type=File), metavar="FILE.svg|FILE.png")
@click.option(
    "--format",
    "ending",
    type=click.Choice([*_TABLES, *_PICTURES]),
    metavar="|".join((*_TABLES, *_PICTURES)),
)
@as_json
@pass_home
def board(  # noqa: PLR0913 - one parameter an option
    home: Home,
    *,
    level: str,
    selection: Selection,
    with_missing: bool,
    round_: str | None,
    output: File | None,
    plot: File | None,
    ending: str | None,
    as_json: bool,
) -> None:
    """Print the figures, and on request who is missing; write them as a table, or as a picture."""
    write = writer(place.ending(output, ending)) if output else None
    draw = painter(place.ending(plot, ending)) if plot else None
    meant = round_meant(home, round_)
    students = [one for one in home.store.summaries() if selection.takes(one)]
    lines = progress(students, meant, Level(level))
    lists: defaultdict[Path, list[Missing]] = defaultdict(list)
    if with_missing:
        for one in missing(home.store, sorted(students, key=pile.place), meant):
            lists[path_of(one.student, Level(level))].append(one)
    if output and write:
        found = itertools.chain.from_iterable(lists[one.path] for one in lines)
        with place.written(output) as file:
            write(missing_table(found) if with_missing else board_table(lines), file)
    if plot and draw:
        with place.written(plot) as file:
            file.write(draw(chart(students, meant, lang())))
    if as_json:
        out.value([_shape(one, lists if with_missing else None) for one in lines])
    elif not (output or plot):
        out.line(say("cli.board.title", round=meant))
        for text in told(lines, lists):
            out.line(text)


def _shape(one: Progress, lists: Lists | None) -> dict[str, Any]:
    """Return a line as ``--json`` prints it: keys down to the level asked for."""
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


def painter(ending: str) -> Callable[[Chart], bytes]:
    """Return what draws a chart into a file with such an ending.

    Raises:
        NotAPicture: Nothing does.
    """
    from kiosk.sheet import chart as drawing  # noqa: PLC0415 - 100 ms that figures do not need

    painters = {".svg": drawing.svg, ".png": drawing.png}
    found = painters.get(ending.lower())
    if found is None:
        raise NotAPicture
    return found
