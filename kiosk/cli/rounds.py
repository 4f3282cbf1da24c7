"""``kiosk round``: the check rounds, listed, opened and closed."""

import click

from kiosk.cli import lookup, out, shapes
from kiosk.cli.cells import columns
from kiosk.cli.commands import Group, as_json
from kiosk.cli.home import Home, pass_home, staff
from kiosk.cli.usage import EndsBeforeStart
from kiosk.cli.words import say
from kiosk.model.rounds import OpenRound


@click.group(cls=Group, no_args_is_help=False)
def rounds() -> None:
    """Hold the commands below."""


@rounds.command("list")
@as_json
@pass_home
def list_(home: Home, as_json: bool) -> None:
    """Print the rounds that are opened and not closed."""
    found = home.rounds.all_open()
    if as_json:
        out.value([shapes.open_round(one) for one in found])
    elif not found:
        out.line(say("cli.round.none"))
    else:
        for line in columns(_row(one) for one in found):
            out.line(line)


def _row(one: OpenRound) -> tuple[str, ...]:
    grade = say("cli.round.grade", grade=one.grade) if one.grade else say("cli.round.all_grades")
    starts = say("cli.round.from", date=one.starts) if one.starts else ""
    ends = say("cli.round.until", date=one.ends) if one.ends else ""
    return str(one.round), grade, f"{starts} {ends}".strip()


@rounds.command("open")
@click.argument("name", metavar="ROUND")
@click.option("--grade", metavar="YEAR", default="")
@click.option("--from", "starts", metavar="DATE", default="")
@click.option("--until", "ends", metavar="DATE", default="")
@as_json
@pass_home
def open_(  # noqa: PLR0913 - one parameter an option
    home: Home, name: str, *, grade: str, starts: str, ends: str, as_json: bool
) -> None:
    """Open a round, or change grade and dates of an open one."""
    opened = OpenRound(
        lookup.round_of(name), lookup.grade(grade), lookup.day(starts), lookup.day(ends)
    )
    if opened.ends and opened.ends < opened.starts:
        raise EndsBeforeStart
    home.rounds.open(opened, staff())
    _confirm(opened, "cli.round.opened", as_json)


@rounds.command("close")
@click.argument("name", metavar="ROUND")
@click.option("--grade", metavar="YEAR", default="")
@as_json
@pass_home
def close(home: Home, name: str, grade: str, as_json: bool) -> None:
    """Close a round; without a grade wherever it is open."""
    closed = OpenRound(lookup.round_of(name), lookup.grade(grade))
    home.rounds.close(closed.round, closed.grade, staff())
    _confirm(closed, "cli.round.closed", as_json)


def _confirm(one: OpenRound, key: str, as_json: bool) -> None:
    if as_json:
        out.value(shapes.open_round(one))
    else:
        out.line(say(key, round="  ".join(filter(None, _row(one)))))
