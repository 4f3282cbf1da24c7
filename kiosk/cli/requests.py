"""``kiosk requests``: the correction queue, listed or written for the province."""

from collections.abc import Sequence
from pathlib import Path
from shutil import get_terminal_size

import click

from kiosk.cli import out, place, shapes
from kiosk.cli.cells import columns
from kiosk.cli.commands import as_json, command
from kiosk.cli.home import Home, pass_home
from kiosk.cli.words import say
from kiosk.model.request import Request, RequestState
from kiosk.rules.text import squeeze
from kiosk.services.requests.queue import OPEN, Queued, queue
from kiosk.services.requests.table import enrolment, table
from kiosk.services.tables import writer

_WIDE = 100
"""Columns from which on the college is told, too."""


@command()
@click.option(
    "--state",
    "states",
    type=click.Choice([one.value for one in RequestState]),
    metavar="STATE",
    multiple=True,
)
@click.option("--college", metavar="NAME", default="")
@click.option("--differs", is_flag=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE.xlsx|FILE.csv")
@click.option("--format", "ending", type=click.Choice(["csv", "xlsx"]), metavar="csv|xlsx")
@as_json
@pass_home
def requests(  # noqa: PLR0913 - one parameter an option
    home: Home,
    *,
    states: tuple[str, ...],
    college: str,
    differs: bool,
    output: Path | None,
    ending: str | None,
    as_json: bool,
) -> None:
    """Print the queue, and write it as a table if a file is named."""
    wanted = frozenset(map(RequestState, states)) or OPEN
    write = writer(place.ending(output, ending)) if output else None
    found = queue(home.store, wanted, squeeze(college), differs=differs)
    if output and write:
        with place.written(output) as file:
            write(table(found, home.config.province), file)
    if as_json:
        out.value([shapes.queued(one) for one in found])
    elif output:
        out.line(say("cli.requests.written", n=len(found), file=output))
    else:
        _tell(found)


def _tell(found: Sequence[Queued]) -> None:
    if not found:
        out.line(say("cli.requests.none"))
        return
    wide = get_terminal_size().columns >= _WIDE
    for line in columns([_row(one, wide=wide) for one in found]):
        out.line(line)
    out.line()
    out.line(say("cli.requests.count", n=len(found)))
    if any(one.request.differs for one in found):
        out.line(say("cli.requests.differs_means"))


def _row(one: Queued, *, wide: bool) -> tuple[str, ...]:
    record = one.student.record
    return (
        one.request.number,
        say(f"request.state.{one.request.state}"),
        one.since[:10],
        one.student.student_no,
        record.name,
        *((record.college,) if wide else ()),
        record.class_name,
        about(one.request) + (say("cli.requests.mark") if one.request.differs else ""),
    )


def about(request: Request) -> str:
    """Return in words what a request asks for."""
    if request.missing:
        return f"{say('request.kind.missing_enrolment')} {enrolment(request.missing)}"
    between = say("cli.requests.between")
    return between.join(say(f"field.{claim.part}") for claim in request.claims)
