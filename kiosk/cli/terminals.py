"""``kiosk terminals``: how each terminal is, by its last sign of life."""

from typing import Any

import click

from kiosk.cli import out
from kiosk.cli.cells import columns
from kiosk.cli.commands import as_json, command
from kiosk.cli.errors import NoSuchTerminal
from kiosk.cli.home import Home, now, pass_home
from kiosk.cli.words import say
from kiosk.model.terminal import Beat
from kiosk.rules.terminals import Standing, standing


@command()
@click.option("--forget", metavar="NAME")
@as_json
@pass_home
def terminals(home: Home, *, forget: str | None, as_json: bool) -> None:
    """Print each terminal; one that stopped or gives no answer exits with 1.

    A terminal that was sold or renamed is forgotten before; it comes back with its next sign.
    """
    if forget is not None and not home.store.forget_terminal(forget):
        raise NoSuchTerminal(name=forget)
    at = now()
    found = [(one, standing(one, at)) for one in home.store.beats()]
    if as_json:
        out.value([_shape(*one) for one in found])
    elif not found:
        out.line(say("cli.terminals.none"))
    else:
        for line in columns(_row(*one) for one in found):
            out.line(line)
    if any(how.alarms for _, how in found):
        raise click.exceptions.Exit(1)


def _shape(beat: Beat, how: Standing) -> dict[str, Any]:
    return {
        "terminal": beat.terminal,
        "standing": how.value,
        "condition": beat.condition.value,
        "at": beat.at.isoformat(timespec="seconds"),
        "version": beat.version,
    }


def _row(beat: Beat, how: Standing) -> tuple[str, ...]:
    seen = beat.at.astimezone()
    return beat.terminal, say(f"cli.terminals.{how.value}"), f"{seen:%Y-%m-%d %H:%M}", beat.version
