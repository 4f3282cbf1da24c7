"""``kiosk queue``: the sheets that wait for paper, listed, printed, or taken out."""

from collections.abc import Iterator, Sequence

import click

from kiosk.cli import lookup, out
from kiosk.cli.cells import columns
from kiosk.cli.commands import Group, as_json
from kiosk.cli.home import Home, pass_home, staff
from kiosk.cli.usage import AgainNeedsNumber
from kiosk.cli.usecases import declaring, paper
from kiosk.cli.words import say
from kiosk.rules import code
from kiosk.rules.fold import fold
from kiosk.services.paper.printing import NothingToPrint, Why
from kiosk.services.paper.queue import Queue
from kiosk.visit import PrintState


@click.group(cls=Group, no_args_is_help=False)
def queue() -> None:
    """Hold the commands below."""


@queue.command("list")
@as_json
@pass_home
def list_(home: Home, as_json: bool) -> None:
    """Print what waits, in the order in which it will be printed."""
    found = [
        {
            "order": order,
            "since": one.since,
            "student_no": one.student_no,
            "sheet": _sheet(home, one.student_no),
        }
        for order, one in enumerate(Queue(home.store).waiting(), 1)
    ]
    if as_json:
        out.value(found)
    elif not found:
        out.line(say("cli.queue.none"))
    else:
        for line in columns(tuple(map(str, one.values())) for one in found):
            out.line(line)


@queue.command("print")
@click.argument("numbers", metavar="[NO]...", nargs=-1)
@click.option("--again", is_flag=True)
@as_json
@pass_home
def print_(home: Home, numbers: tuple[str, ...], *, again: bool, as_json: bool) -> None:
    """Print what waits: all of it until the printer is in trouble, or what is named."""
    if again and not numbers:
        raise AgainNeedsNumber
    printed: list[dict[str, str]] = []
    for student_no, state in _named(home, numbers, again=again) if numbers else _all(home):
        row = {"student_no": student_no, "sheet": _sheet(home, student_no), "state": state.value}
        printed.append(row)
        if not as_json:
            out.line(say("cli.queue.line", **row | {"state": _words(state)}))
    if as_json:
        out.value(printed)
    elif not printed:
        out.line(say("cli.queue.none"))
    left = () if numbers else Queue(home.store).waiting()
    if left:
        out.aside(say("cli.queue.left", n=len(left)))
    if left or any(row["state"] != PrintState.PRINTED.value for row in printed):
        raise click.exceptions.Exit(1)


def _all(home: Home) -> Iterator[tuple[str, PrintState]]:
    for one, state in Queue(home.store).drain(paper(home), lambda: True, _waits):
        yield one.student_no, state


def _named(home: Home, typed: Sequence[str], *, again: bool) -> Iterator[tuple[str, PrintState]]:
    """Print the sheets of students; nothing if one of them has none to print."""
    found = [lookup.student(declaring(home), one) for one in typed]
    if not all(one.declarations if again else one.to_print for one in found):
        raise NothingToPrint
    why = Why.AGAIN if again else Why.WAITING
    for one in found:
        yield one.student_no, paper(home).print(one.student_no, _waits, why, staff())


def _waits(state: PrintState) -> None:
    if state is not PrintState.WORKING:
        out.aside(say("cli.queue.waits", state=_words(state)))


@queue.command("drop")
@click.argument("number", metavar="NO")
@as_json
@pass_home
def drop(home: Home, number: str, *, as_json: bool) -> None:
    """Take a sheet out of the queue; no printer is asked."""
    student_no = lookup.student(declaring(home), number).student_no
    sheet = code.short_number(paper(home).drop(student_no, staff()))
    row = {"student_no": student_no, "sheet": sheet}
    if as_json:
        out.value(row)
    else:
        out.line(say("cli.queue.dropped", **row))


def _sheet(home: Home, student_no: str) -> str:
    student = fold(student_no, home.store.events(student_no))
    return code.short_number(student.declarations[-1].sheet_id)


def _words(state: PrintState) -> str:
    return say(f"screen.paper.{state.value}")
