"""``kiosk request``: one correction request, shown and moved along."""

from enum import StrEnum
from typing import Any

import click

from kiosk.cli import lookup, out, shapes
from kiosk.cli.commands import as_json, command
from kiosk.cli.home import Home, pass_home, staff
from kiosk.cli.request_told import told
from kiosk.cli.usage import NothingToSay
from kiosk.cli.usecases import requests
from kiosk.cli.words import say
from kiosk.model.record import Part
from kiosk.model.request import MoveKind, Request
from kiosk.model.student import Student
from kiosk.services.requests.filing import Requests


class Act(StrEnum):
    """What is done with a request, as it is typed."""

    SHOW = "show"
    TAKE = "take"
    ASK = "ask"
    FORWARD = "forward"
    ACCEPT = "accept"
    REJECT = "reject"
    REOPEN = "reopen"
    NOTE = "note"
    PIN = "pin"


@command()
@click.argument("number", metavar="NUMBER")
@click.argument(
    "act",
    type=click.Choice([one.value for one in Act]),
    metavar="|".join(Act),
    default=Act.SHOW.value,
)
@click.option("--field", "fields", metavar="FIELD", multiple=True)
@click.option("--reason", metavar="TEXT", default="")
@as_json
@pass_home
def request(  # noqa: PLR0913 - one parameter an option
    home: Home, number: str, act: str, *, fields: tuple[str, ...], reason: str, as_json: bool
) -> None:
    """Show the request, or make a move and say where it stands then."""
    cases, parts = requests(home), tuple(map(lookup.part, fields))
    chosen = Act(act)
    if chosen in {Act.SHOW, Act.PIN} and (parts or reason):
        raise NothingToSay(act=chosen.value)
    if chosen is Act.PIN:
        _renew(cases, number, as_json)
        return
    student, before = cases.find(number)
    if chosen is not Act.SHOW:
        kind = MoveKind(chosen.value)
        cases.move(number, kind, staff(), parts=parts, text=reason)
        student, after = cases.find(number)
        _tell_move(student, before, after, as_json=as_json)
    elif as_json:
        out.value(_shape(student, before))
    else:
        for line in told(student, before, home.config.province):
            out.line(line)


def _renew(cases: Requests, number: str, as_json: bool) -> None:
    pin = cases.renew_pin(number, staff())
    _, found = cases.find(number)
    if as_json:
        out.value({"number": found.number, "pin": pin})
    else:
        out.line(say("cli.request.pin_is", number=found.number, pin=pin))


def _shape(student: Student, request: Request) -> dict[str, Any]:
    return shapes.request(request) | {"student_no": student.student_no}


def _tell_move(student: Student, before: Request, after: Request, *, as_json: bool) -> None:
    """Say what a move did, matter by matter."""
    if as_json:
        out.value(_shape(student, after))
        return
    moved = [
        (new.part, old.state, new.state)
        for old, new in zip(before.matters, after.matters, strict=True)
        if old.state is not new.state
    ]
    for part, old, new in moved:
        states = {"old": say(f"request.state.{old}"), "new": say(f"request.state.{new}")}
        out.line(say("cli.request.moved", number=after.number, what=what(part), **states))
    if not moved:
        out.line(say("cli.request.noted", number=after.number))


def what(part: Part | None) -> str:
    """Return in words what a matter is about."""
    return say(f"field.{part}" if part else "request.kind.missing_enrolment")
