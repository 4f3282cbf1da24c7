"""``kiosk verify``: is this sheet genuine and current?"""

import click

from kiosk.cli import out, shapes
from kiosk.cli.commands import as_json, command
from kiosk.cli.home import Home, pass_home
from kiosk.cli.usecases import verifier
from kiosk.cli.words import say
from kiosk.services.verify import Result


@command()
@click.argument("code", metavar="CODE")
@as_json
@pass_home
def verify(home: Home, code: str, as_json: bool) -> None:
    """Print what a code, its URL or a short number is; anything but current exits with 1."""
    answer = verifier(home).verify(code)
    if as_json:
        out.value(shapes.answer(answer))
    else:
        out.line(say(f"cli.verify.{answer.result}"))
        if answer.round:
            out.line(say("cli.verify.of", student_no=answer.student_no, round=answer.round))
    if answer.result is not Result.CURRENT:
        raise click.exceptions.Exit(1)
