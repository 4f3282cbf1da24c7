"""``kiosk add``: a student whom the roster forgot, until a roster brings the record."""

from collections.abc import Iterable

import click

from kiosk.cli import lookup, out, shapes
from kiosk.cli.commands import as_json, command
from kiosk.cli.errors import BadValue
from kiosk.cli.home import Home, now, pass_home, staff
from kiosk.cli.usage import UnknownField, WrongForm, WrongTwice
from kiosk.cli.words import say, tell
from kiosk.model.record import Field, Record
from kiosk.rules import form
from kiosk.services.roster.manual import ByHand, checked


@command()
@click.argument("number", metavar="NO")
@click.option("--field", "given", metavar="FIELD=VALUE", multiple=True)
@as_json
@pass_home
def add(home: Home, number: str, *, given: tuple[str, ...], as_json: bool) -> None:
    """Add the student, marked as added by hand."""
    record = _record([f"{Field.STUDENT_NO}={number}", *given])
    made = ByHand(home.store, home.keys.id_hash, now, staff()).add(record)
    if as_json:
        out.value(shapes.student(made, home.store.events(made.student_no)))
    else:
        out.line(say("cli.add.done", student_no=made.student_no, class_name=record.class_name))


def _record(given: Iterable[str]) -> Record:
    """Return the record that was typed.

    Raises:
        WrongForm, UnknownField, WrongTwice, BadValue: As their names say.
    """
    typed: dict[Field, str] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals:
            raise WrongForm(given=one)
        field = lookup.part(name)
        if not isinstance(field, Field):
            raise UnknownField(field=name)
        if field in typed:
            raise WrongTwice(field=form.label(field))
        typed[field] = value
    record = checked(typed)
    if isinstance(record, Record):
        return record
    field, problem = next(iter(record.items()))
    raise BadValue(field=form.label(field), problem=tell(problem))
