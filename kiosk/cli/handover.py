"""``kiosk handover``: the list that goes with a class's pile, sealed, and an event of the desk."""

from pathlib import Path
from typing import Any

import click

from kiosk.cli import evidence, out, place
from kiosk.cli.commands import as_json, command
from kiosk.cli.home import Home, pass_home
from kiosk.cli.selecting import selecting
from kiosk.cli.usecases import round_meant
from kiosk.cli.words import say
from kiosk.model.handover import Handover
from kiosk.services.pile.handover import Handovers
from kiosk.services.pile.selection import Selection
from kiosk.sheet.handover import draw

_SHOWN = 12
"""Of a digest, as it stands on the list."""


@command()
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE.pdf", required=True)
@selecting(one_class=True)
@click.option("--round", "round_", metavar="ROUND")
@as_json
@pass_home
def handover(
    home: Home,
    *,
    output: Path,
    selection: Selection,
    round_: str | None,
    as_json: bool,
) -> None:
    """Hand the pile over, and write its list; the same pile again gives the same list."""
    handovers = Handovers(home.store, evidence.sealing(home, home.whole))
    meant = round_meant(home, round_)
    with place.written(output) as file:  # before the act: without its list nothing is handed over
        made, new = handovers.hand_over(selection, meant)
        file.write(draw(made))
    if as_json:
        out.value(_shape(made, output, new=new))
    else:
        _tell(made, new=new)


def _shape(made: Handover, output: Path, *, new: bool) -> dict[str, Any]:
    content = made.content
    return {
        "file": str(output),
        "round": content.round,
        "college": content.college,
        "major": content.major,
        "class_name": content.class_name,
        "total": content.students,
        "handed_in": len(content.filed),
        "excused": content.excused,
        "missing": [
            {
                "student_no": one.student_no,
                "name": one.name,
                "state": one.state.value,
                "reason": one.reason,
            }
            for one in content.absent
        ],
        "digest": made.digest,
        "seal": made.seal,
        "at": made.at,
        "new": new,
        "replaces": made.replaces or None,
    }


def _tell(made: Handover, *, new: bool) -> None:
    content = made.content
    out.line(
        say(
            "cli.handover.done",
            class_name=content.class_name,
            total=content.students,
            filed=len(content.filed),
            absent=len(content.absent),
            excused=content.excused,
        )
    )
    out.line(say("cli.handover.bound", digest=made.digest[:_SHOWN], seal=made.seal[:_SHOWN]))
    if not new:
        out.line(say("cli.handover.same", at=made.at[:10]))
    elif made.replaces:
        before = {"digest": made.replaces[:_SHOWN], "at": made.replaced_at[:10]}
        out.line(say("cli.handover.replaces", **before))
