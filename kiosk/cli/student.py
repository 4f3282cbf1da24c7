"""``kiosk student``: one student's whole file."""

from collections.abc import Iterator

import click

from kiosk.cli import lookup, out, shapes
from kiosk.cli.cells import columns
from kiosk.cli.commands import as_json, command
from kiosk.cli.home import Home, pass_home
from kiosk.cli.requests import about
from kiosk.cli.usecases import declaring
from kiosk.cli.words import say
from kiosk.model.events import Event
from kiosk.model.paper import Excuse
from kiosk.model.record import Field, Photo
from kiosk.model.request import Request
from kiosk.model.student import Change, Student
from kiosk.rules.code import short_number
from kiosk.rules.veil import as_seen


@command()
@click.argument("number", metavar="NO")
@as_json
@pass_home
def student(home: Home, number: str, as_json: bool) -> None:
    """Print the file of a student number."""
    found = as_seen(lookup.student(declaring(home), number), home.staff)
    chain = home.noted.events(found.student_no)
    if as_json:
        out.value(shapes.student(found, chain))
        return
    for line in _told(found, chain):
        out.line(line)


def _told(one: Student, chain: tuple[Event, ...]) -> Iterator[str]:
    yield one.record.heading
    if one.left:
        yield say("cli.student.left")
    yield ""
    yield from columns(_fields(one))
    yield ""
    key = "cli.student.manual" if one.source.manual else "cli.student.source"
    yield say(key, name=one.source.name, date=one.source.exported)
    if one.declarations:
        yield ""
        yield say("cli.student.declarations")
        for line, each in zip(columns(_marked(one)), one.declarations, strict=True):
            yield f"  {line}"
            yield f"    {each.statement}"
    for excuse in one.excuses:
        yield ""
        yield _excused(excuse)
    lists: dict[str, list[tuple[str, ...]]] = {
        "requests": [_request(each) for each in one.requests],
        "changes": [
            (
                each.at[:10],
                say(f"field.{each.field}"),
                f"{_value(each.old)} → {_value(each.new)}",
                _signed(each),
            )
            for each in one.changes
        ],
        "events": [
            (str(each.seq), _minute(each.at), each.kind.value, each.actor) for each in chain
        ],
    }
    for name, rows in lists.items():
        if rows:
            yield ""
            yield say(f"cli.student.{name}")
            yield from (f"  {line}" for line in columns(rows))


def _excused(one: Excuse) -> str:
    note = f" ({one.note})" if one.note else ""
    reason = say(f"cli.reason.{one.reason}")
    return say("cli.pile.excused", round=one.round, reason=reason, note=note)


def _fields(one: Student) -> Iterator[tuple[str, str]]:
    for field in Field:
        yield say(f"field.{field}"), _value(one.record.get(field))
    for photo in Photo:
        yield say(f"field.{photo}"), say("cli.taken" if one.record.get(photo) else "cli.not_taken")


def _value(text: str) -> str:
    return text or say("cli.empty")


def _minute(at: str) -> str:
    """Return a time as lists show it: local to the home, to the minute."""
    return at[:16].replace("T", " ")


def _marked(of: Student) -> Iterator[tuple[str, ...]]:
    """Yield the declarations as rows, each with what is to be known about it."""
    for one in of.declarations:
        copies, lying = of.copies(one.sheet_id), of.handed_in(one.sheet_id)
        marks = (
            say("cli.student.proxy", name=one.proxy) if one.proxy else "",
            "" if of.declared(one.round) == one else say("cli.student.superseded"),
            say("cli.student.printed", n=copies) if copies else "",
            say("cli.pile.handed_in", date=lying.at[:10]) if lying else "",
        )
        verdict, number = say(f"cli.verdict.{one.verdict}"), short_number(one.sheet_id)
        told = "  ".join(filter(None, marks))
        yield _minute(one.at), str(one.round), verdict, number, told


def _signed(one: Change) -> str:
    done = one.confirmed
    return say("cli.student.signed", date=done.at[:10]) if done else say("cli.student.unsigned")


def _request(one: Request) -> tuple[str, ...]:
    kind, state = say(f"request.kind.{one.kind}"), say(f"request.state.{one.state}")
    return one.number, one.at[:10], kind, state, about(one)
