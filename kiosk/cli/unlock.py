"""``kiosk unlock``: lets a student in who was locked out, or whose ID number is recorded wrong."""

import click

from kiosk.cli import lookup, out
from kiosk.cli.commands import as_json, command
from kiosk.cli.home import Home, now, pass_home, staff
from kiosk.cli.usecases import declaring
from kiosk.cli.words import say
from kiosk.services.visit.unlocking import Unlocking


@command()
@click.argument("number", metavar="NO")
@as_json
@pass_home
def unlock(home: Home, number: str, as_json: bool) -> None:
    """Unlock a number, and let its owner in once by the name."""
    student_no = lookup.student(declaring(home), number).student_no
    done = Unlocking(home.store, now, staff()).unlock(student_no)
    if as_json:
        shape = {"student_no": done.student_no, "until": done.until.isoformat()}
        out.value(shape)
    else:
        out.line(say("cli.unlock.done", student_no=done.student_no, until=f"{done.until:%H:%M}"))
