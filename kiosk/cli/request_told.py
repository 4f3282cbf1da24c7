"""A correction request as a registrar reads it: what is asked, who decides, what happened."""

from collections.abc import Iterator

from kiosk.cli.cells import columns
from kiosk.cli.words import lang, say
from kiosk.model.record import Field, Part
from kiosk.model.request import Claim, Matter, Move, MoveKind, Request
from kiosk.model.student import Student
from kiosk.rules import form
from kiosk.rules.proofs import advice
from kiosk.rules.requests import Who, who
from kiosk.services.requests.checks import offered
from kiosk.services.requests.table import enrolment


def told(student: Student, request: Request, province: str) -> Iterator[str]:
    """Yield the lines about one request.

    Args:
        student: Whose it is.
        request: One of theirs.
        province: Whose rules say who decides, and what to bring.
    """
    record = student.record
    yield f"{request.number}  {say(f'request.state.{request.state}')}"
    names = student.student_no, record.name, record.college, record.class_name
    yield "  ".join(filter(None, names))
    if student.left:
        yield say("cli.student.left")
    for matter in request.matters:
        yield ""
        yield from _matter(student, request, matter, province)
    yield ""
    yield say("cli.request.history")
    yield from (f"  {line}" for line in columns(_history(request)))
    yield ""
    yield from _next(request, province)


def _matter(student: Student, request: Request, matter: Matter, province: str) -> Iterator[str]:
    state = say(f"request.state.{matter.state}")
    if matter.part is None:
        yield f"{say('request.kind.missing_enrolment')}  {state}"
        if request.missing:
            yield f"  {enrolment(request.missing)}"
        return
    claim, known = request.claim(matter.part), advice(matter.part, lang(), province)
    yield f"{say(f'field.{matter.part}')}  {state}"
    rows = []
    if claim:
        rows = list(_values(student, matter, matter.part, claim))
    rows.append((say("cli.request.decides"), known.decides))
    rows.append((say("cli.request.proofs"), say("cli.requests.between").join(known.proofs)))
    yield from (f"  {line}" for line in columns(rows))
    if matter.differs:
        yield f"  {say('cli.requests.differs_means')}"


def _values(
    student: Student, matter: Matter, part: Part, claim: Claim
) -> Iterator[tuple[str, str]]:
    """Yield what the record held, holds now if that is another value, and should hold."""
    now = student.record.get(part)
    if isinstance(part, Field):
        yield say("cli.request.old"), form.shown(part, matter.old) or say("cli.empty")
        if now != matter.old:
            yield say("cli.request.now"), form.shown(part, now) or say("cli.empty")
    yield say("cli.request.claimed"), form.shown(part, claim.value)
    if claim.reason:
        yield say("cli.request.because"), claim.reason
    if claim.since:
        yield say("cli.request.since"), claim.since


def _history(request: Request) -> Iterator[tuple[str, ...]]:
    yield _minute(request.at), say("cli.request.filed"), "", ""
    for move in request.moves:
        parts = say("cli.requests.between").join(say(f"field.{part}") for part in move.parts)
        every = len(move.parts) == len(request.matters)
        about = " ".join(filter(None, ("" if every else parts, move.text)))
        yield _minute(move.at), say(f"request.move.{move.kind}"), _by(move), about


def _by(move: Move) -> str:
    """Return who made a move; of staff, the name."""
    by = who(move.actor)
    return say("cli.request.student") if by is Who.STUDENT else move.actor.removeprefix("staff:")


def _minute(at: str) -> str:
    return at[:16].replace("T", " ")


def _next(request: Request, province: str) -> Iterator[str]:
    """Yield what can be done now, as it is typed."""
    yield say("cli.request.possible")
    kinds = [one for one in offered(request, province) if one is not MoveKind.RENEW_PIN]
    rows = [(one.value, say(f"cli.request.{one}")) for one in kinds]
    yield from (f"  {line}" for line in columns([*rows, ("pin", say("cli.request.pin"))]))
