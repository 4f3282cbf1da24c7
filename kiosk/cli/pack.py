"""``kiosk pack``: the sheets of a selection as one PDF, a roll sheet in front of each class."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from kiosk.cli import out, place
from kiosk.cli.commands import as_json, command
from kiosk.cli.errors import NobodyChosen
from kiosk.cli.home import Home, now, pass_home, staff
from kiosk.cli.selecting import selecting
from kiosk.cli.usecases import round_meant, sheets
from kiosk.cli.words import say
from kiosk.model.roll import State
from kiosk.model.rounds import Round
from kiosk.services.pile.packs import Packs
from kiosk.services.pile.selection import Selection
from kiosk.sheet.pack import Bound, Refused, bind


@command()
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE.pdf", required=True)
@selecting()
@click.option("--state", type=click.Choice([one.value for one in State]), metavar="STATE")
@click.option("--missing", is_flag=True)
@click.option("--round", "round_", metavar="ROUND")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, metavar="N")
@as_json
@pass_home
def pack(  # noqa: PLR0913 - one parameter an option
    home: Home,
    *,
    output: Path,
    selection: Selection,
    state: str | None,
    missing: bool,
    round_: str | None,
    jobs: int,
    as_json: bool,
) -> None:
    """Write the pack whole or not at all; sheets that cannot be drawn are told, and exit with 1."""
    packs = Packs(home.store, sheets(home), now, staff())
    wanted = replace(selection, state=State(state) if state else None)
    chosen = packs.choose(wanted, round_meant(home, round_))
    if not chosen.students:
        raise NobodyChosen
    sections = packs.sections(chosen, rolls_only=missing)
    with out.bar(say("cli.pack.drawing"), chosen.students) as step, place.written(output) as file:
        bound = bind(sections, file, jobs, step)
    if as_json:
        out.value(_shape(bound, chosen.round, output))
    else:
        _tell(bound)
    if bound.refused:
        raise click.exceptions.Exit(1)


def _shape(bound: Bound, round_: Round, output: Path) -> dict[str, Any]:
    return {
        "file": str(output),
        "round": str(round_),
        "pages": bound.pages,
        "sheets": bound.sheets,
        "rolls": bound.rolls,
        "refused": [
            {
                "student_no": one.student_no,
                "problem": _problem(one),
                "characters": list(one.characters),
            }
            for one in bound.refused
        ],
    }


def _tell(bound: Bound) -> None:
    out.line(say("cli.pack.done", pages=bound.pages, sheets=bound.sheets, rolls=bound.rolls))
    if bound.refused:
        out.aside(say("cli.pack.refused", n=len(bound.refused)))
    for one in bound.refused:
        out.aside(f"  {one.student_no}  {_problem(one)}")


def _problem(one: Refused) -> str:
    codes = " ".join(f"U+{ord(char):04X}" for char in one.characters)
    return say(one.problem, char=" ".join(one.characters), code=codes)
