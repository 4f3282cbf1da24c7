"""``kiosk excuse``: why somebody's sheet is missing."""

import click

import assets
from kiosk.cli import lookup, out
from kiosk.cli.commands import as_json, command
from kiosk.cli.home import Home, now, pass_home, staff
from kiosk.cli.usage import LiftOrReason, NoteTooLong, UnknownReason
from kiosk.cli.usecases import declaring
from kiosk.cli.words import say
from kiosk.model.paper import Reason
from kiosk.model.rounds import Round
from kiosk.model.student import Student
from kiosk.rules.text import squeeze
from kiosk.services.pile.missing import LONGEST_NOTE, Excusing

_WORDS = assets.table("roll")["reasons"]


@command()
@click.argument("number", metavar="NO")
@click.option("--reason", default="", metavar="REASON")
@click.option("--note", default="", metavar="TEXT")
@click.option("--lift", is_flag=True)
@click.option("--round", "round_", metavar="ROUND")
@as_json
@pass_home
def excuse(  # noqa: PLR0913 - one parameter an option
    home: Home,
    number: str,
    *,
    reason: str,
    note: str,
    lift: bool,
    round_: str | None,
    as_json: bool,
) -> None:
    """Write the reason, or take it back."""
    if lift is bool(reason) or (lift and note):
        raise LiftOrReason
    student = lookup.student(declaring(home), number)
    meant = _round(home, student, round_)
    excusing = Excusing(home.store, now, staff())
    if lift:
        excusing.lift(student.student_no, meant)
        shape = {"reason": None, "note": "", "at": None}
        told = say("cli.excuse.lifted", student_no=student.student_no, round=meant)
    else:
        made = excusing.excuse(student.student_no, meant, _reason(reason), _note(note))
        shape = {"reason": made.reason.value, "note": made.note, "at": made.at}
        words = say(f"cli.reason.{made.reason}") + (f" ({made.note})" if made.note else "")
        told = say("cli.excuse.done", student_no=student.student_no, round=meant, reason=words)
    if as_json:
        out.value({"student_no": student.student_no, "round": str(meant), **shape})
    else:
        out.line(told)


def _round(home: Home, student: Student, named: str | None) -> Round:
    """Return the round that is meant; a named one may be closed, for lists are made after it."""
    return lookup.round_of(named) if named else home.rounds.the_one(student, None)


def _reason(typed: str) -> Reason:
    """Return the reason of a name, in code or in Chinese."""
    named = {name: one for one in Reason for name in (one.value, _WORDS[one])}
    found = named.get(squeeze(typed).lower())
    if found is None:
        reasons = ", ".join(f"{one} {_WORDS[one]}" for one in Reason)
        raise UnknownReason(reason=typed, reasons=reasons)
    return found


def _note(typed: str) -> str:
    note = squeeze(typed)
    if len(note) > LONGEST_NOTE:
        raise NoteTooLong(longest=str(LONGEST_NOTE))
    return note
