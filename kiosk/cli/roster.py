"""``kiosk import``: rosters and photos in, with a preview of every change."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from kiosk.cli import out, place, stream
from kiosk.cli.commands import as_json, command
from kiosk.cli.home import Home, now, pass_home, staff
from kiosk.cli.usage import NeedsFormat, NothingToImport
from kiosk.cli.words import lang, say
from kiosk.model.record import Photo
from kiosk.roster.files import read
from kiosk.roster.photos import photos_in, read_photo
from kiosk.services.roster.importing import Importer, RosterRefused
from kiosk.services.roster.plan import Plan, write_bad_rows
from kiosk.services.roster.plan import as_json as shape
from kiosk.services.roster.planning import Album

_PHOTOS = frozenset(Photo)
FORMATS = ("xlsx", "xls", "ods", "csv", "dbf")
"""What standard input may hold; of a file, its name tells."""


@command()
@click.argument("files", metavar="FILE…", nargs=-1, type=click.Path(path_type=Path))
@click.option("--photos", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--check", is_flag=True)
@click.option("--skip-bad", is_flag=True)
@click.option("--full", is_flag=True)
@click.option("--format", "ending", type=click.Choice(FORMATS), metavar="|".join(FORMATS))
@as_json
@pass_home
def roster(  # noqa: PLR0913 - one parameter an option
    home: Home,
    *,
    files: tuple[Path, ...],
    photos: Path | None,
    check: bool,
    skip_bad: bool,
    full: bool,
    ending: str | None,
    as_json: bool,
) -> None:
    """Read, plan, carry out unless it is a preview, and print the report."""
    if not files and (full or photos is None):
        raise NothingToImport
    if place.STREAM in files and ending is None:
        raise NeedsFormat
    importer = Importer(home.store, home.keys.id_hash, now, staff())
    with stream.on_disk(files, f"roster.{ending}", home.path) as named:
        readings = [read(path) for path in _watched("cli.import.reading", named)]
    album = _album(photos) if photos is not None else None
    plan = importer.plan(readings, album, full=full, skip_bad=skip_bad)
    beside: tuple[Path, ...] = ()
    if not check and not plan.refused:
        if place.STREAM in files:
            stream.check_end()
        else:
            beside = write_bad_rows(plan, lang())
        with out.bar(say("cli.import.writing"), plan.total) as step:
            for written in importer.carry_out(plan):
                step(written)
    report = shape(plan, lang()) | {"written": not check and not plan.refused}
    if as_json:
        out.value(report | {"bad_files": [str(path) for path in beside]})
    else:
        for line in _told(report, beside):
            out.line(line)
    _conclude(plan, check)


def _conclude(plan: Plan, check: bool) -> None:
    """Exit with 1 if there are bad rows."""
    if plan.refused and not check:
        raise RosterRefused(count=str(len(plan.bad)))
    if plan.bad:
        raise click.exceptions.Exit(1)


def _watched(key: str, paths: Sequence[Path]) -> Iterator[Path]:
    with out.bar(say(key), len(paths)) as step:
        for path in paths:
            yield path
            step(1)


def _album(folder: Path) -> Album:
    found = photos_in(folder)
    return Album(
        folder, tuple(read_photo(path) for path in _watched("cli.import.photos_in", found))
    )


def _told(report: dict[str, Any], beside: Iterable[Path]) -> Iterator[str]:
    """Yield the report for people: the figures last, where a long list leaves them in sight."""
    yield from _section("cli.import.changes", report["changes"], _change)
    for move, numbers in report["requests"].items():
        yield from _section(f"cli.import.{move}", numbers, str)
    yield from _section("cli.import.returned", report["returned"], str)
    yield from _section("cli.import.left", report["left"], str)
    yield from _section("cli.import.warnings", report["warnings"], _finding)
    yield from _section("cli.import.bad", report["bad"], _finding)
    figures = {name: report[name] for name in ("added", "changed", "unchanged")}
    key = "cli.import.done" if report["written"] else "cli.import.preview"
    yield say(key, **figures, bad=len(report["bad"]), left=len(report["left"]))
    for path in beside:
        yield say("cli.import.beside", file=path)


def _section(key: str, items: Sequence[Any], shown: Callable[[Any], str]) -> Iterator[str]:
    if items:
        yield say(key, n=len(items))
        yield from (f"  {shown(one)}" for one in items)
        yield ""


def _change(one: dict[str, str]) -> str:
    field = one["field"]
    old, new = one["old"], one["new"]
    if field in _PHOTOS:
        return say("cli.import.photo", student_no=one["student_no"], field=say(f"field.{field}"))
    return say(
        "cli.import.change",
        student_no=one["student_no"],
        field=say(f"field.{field}"),
        old=old or say("cli.empty"),
        new=new or say("cli.empty"),
    )


def _finding(one: dict[str, Any]) -> str:
    """Return where something is wrong, and what."""
    place = [one["file"]]
    if one["sheet"] and one["sheet"] != one["file"]:
        place.append(one["sheet"])
    if one["row"]:
        place.append(say("cli.import.row", row=one["row"]))
    place += filter(None, (one["column"], one["value"] and f"“{one['value']}”"))
    return say("cli.import.finding", place=" ".join(place), error=one["error"])
