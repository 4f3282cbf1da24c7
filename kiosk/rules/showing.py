"""What a roster shows of the corrections that were asked for: the terminal is not CHSI's master."""

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.model.record import Field, Part, Photo, Record
from kiosk.model.request import Matter, MoveKind, Request
from kiosk.model.student import Student


@dataclass(frozen=True, slots=True)
class Showing:
    """What a roster shows of some matters of one request."""

    number: str
    move: MoveKind
    """``CORRECT`` or ``DIFFER``."""
    parts: tuple[Part, ...] = ()
    """None: the enrolment that was missing."""


def showings(student: Student, new: Record) -> Iterator[Showing]:
    """Yield what a student's new record means for their requests.

    A field is corrected when the record holds the claimed value, a photo when it is another one.
    A value that was neither there when the request was filed nor is claimed differs.

    Args:
        student: As it stands before.
        new: The record that the roster brings.
    """
    for request in student.requests:
        found: dict[MoveKind, list[Part]] = {}
        for matter in request.matters:
            if matter.part is not None and matter.state.open:
                move = _move(request, matter, matter.part, student.record, new)
                if move is not None:
                    found.setdefault(move, []).append(matter.part)
        for move, parts in found.items():
            yield Showing(request.number, move, tuple(parts))


def _move(
    request: Request, matter: Matter, part: Part, before: Record, new: Record
) -> MoveKind | None:
    value, claim = new.get(part), request.claim(part)
    if isinstance(part, Photo):
        return MoveKind.CORRECT if value not in {"", matter.old} else None
    if claim is not None and value == claim.value:
        return MoveKind.CORRECT
    third = value not in {before.get(part), matter.old}
    return MoveKind.DIFFER if third else None


def appeared(student: Student, other: Record) -> Iterator[Showing]:
    """Yield which requests another enrolment of the same person answers.

    It is the one that was missing, or stands under the student number that was claimed.
    """
    for request in student.requests:
        asked = request.missing
        if asked and request.state.open:
            named = asked.school, asked.level, asked.major, asked.entry_year or other.grade
            if named == (other.school, other.level, other.major, other.grade):
                yield Showing(request.number, MoveKind.CORRECT)
        matter, claim = request.matter(Field.STUDENT_NO), request.claim(Field.STUDENT_NO)
        if matter and claim and matter.state.open and claim.value == other.student_no:
            yield Showing(request.number, MoveKind.CORRECT, (Field.STUDENT_NO,))
