"""``kiosk log``: who did what, and when."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from kiosk.cli import lookup, out, place
from kiosk.cli.cells import columns
from kiosk.cli.commands import as_json, command
from kiosk.cli.home import Home, pass_home
from kiosk.cli.words import say
from kiosk.services.staff import log as service
from kiosk.services.staff.log import Logged, Wanted
from kiosk.services.tables import writer


@command("log")
@click.option("--since", metavar="DATE", default="")
@click.option("--student", "number", metavar="NO", default="")
@click.option("--staff", "name", metavar="NAME", default="")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE.csv|FILE.xlsx")
@click.option("--format", "ending", type=click.Choice(["csv", "xlsx"]), metavar="csv|xlsx")
@as_json
@pass_home
def log(  # noqa: PLR0913 - one parameter an option
    home: Home,
    *,
    since: str,
    number: str,
    name: str,
    output: Path | None,
    ending: str | None,
    as_json: bool,
) -> None:
    """Print the events, and write them as a table if a file is named."""
    write = writer(place.ending(output, ending)) if output else None
    wanted = Wanted(lookup.day(since), number, f"staff:{name}" if name else "")
    found = service.log(home.noted, home.staff, wanted)
    if output and write:
        with place.written(output) as file:
            write(service.table(found), file)
    if as_json:
        out.value([_shape(one) for one in found])
    elif output:
        out.line(say("cli.log.written", n=len(found), file=output))
    else:
        _tell(found)


def _shape(one: Logged) -> dict[str, Any]:
    return {
        "at": one.at,
        "actor": one.actor,
        "kind": one.kind.value,
        "student_no": one.student_no or None,
        "seq": one.seq,
        "about": dict(one.about),
    }


def _tell(found: Sequence[Logged]) -> None:
    rows = [
        (
            one.at[:16].replace("T", " "),
            one.actor,
            say(f"event.{one.kind}"),
            one.student_no,
            service.details(one),
        )
        for one in found
    ]
    for line in columns(rows):
        out.line(line)
    if not rows:
        out.line(say("cli.log.none"))
