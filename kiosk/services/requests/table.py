"""The list of corrections that goes up to the province: one row a field."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import assets
from assets import Lang
from kiosk.model.record import Field
from kiosk.model.request import Claim, Matter, MissingEnrolment, MoveKind
from kiosk.rules import form
from kiosk.rules.proofs import advice
from kiosk.rules.requests import Who, who
from kiosk.services.requests.queue import Queued
from kiosk.services.tables import Column, Table

_LIST: Mapping[str, Any] = assets.table("tables/request_columns")
_LANG: Lang = "zh"
"""The province reads Chinese, whatever language the desk speaks."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One matter of one request, and where it stands in the list."""

    position: int
    queued: Queued
    matter: Matter
    province: str

    @property
    def claim(self) -> Claim | None:
        part = self.matter.part
        return None if part is None else self.queued.request.claim(part)


def table(queue: Iterable[Queued], province: str) -> Table:
    """Return the list of these requests.

    Args:
        queue: In the order of the list.
        province: Whose rules name proofs and who decides.
    """
    columns = [Column(one["head"], one["width"]) for one in _LIST["columns"]]
    return Table(_LIST["title"], columns, _rows(queue, province))


def _rows(queue: Iterable[Queued], province: str) -> Iterator[Sequence[str]]:
    matters = ((queued, matter) for queued in queue for matter in queued.request.matters)
    for position, (queued, matter) in enumerate(matters, 1):
        line = _Line(position, queued, matter, province)
        yield [_VALUES[one["value"]](line) for one in _LIST["columns"]]


def _of_record(field: Field) -> Callable[[_Line], str]:
    return lambda line: line.queued.student.record.get(field)


def _item(line: _Line) -> str:
    part = line.matter.part
    if part is None:
        return assets.say(_LANG, "request.kind.missing_enrolment")
    return form.label(part)


def _old(line: _Line) -> str:
    part = line.matter.part
    return form.shown(part, line.matter.old) if isinstance(part, Field) else ""


def _claimed(line: _Line) -> str:
    missing = line.queued.request.missing
    if missing is not None:
        return enrolment(missing)
    return form.shown(line.claim.part, line.claim.value) if line.claim else ""


def enrolment(missing: MissingEnrolment) -> str:
    """Return an enrolment that is missing as the form heads one, with its 年级."""
    named = missing.level, missing.school, missing.major
    return "-".join(filter(None, (*named, form.grade(missing.entry_year))))


def _reason(line: _Line) -> str:
    return line.claim.reason if line.claim else ""


def _proofs(line: _Line) -> str:
    part = line.matter.part
    return "、".join(advice(part, _LANG, line.province).proofs) if part else ""


def _decides(line: _Line) -> str:
    part = line.matter.part
    return advice(part, _LANG, line.province).decides if part else ""


def _state(line: _Line) -> str:
    return assets.say(_LANG, f"request.state.{line.matter.state}")


def _reply(line: _Line) -> str:
    """Return what staff said last about the matter."""
    said = [
        move.text
        for move in line.queued.request.moves
        if move.text
        and who(move.actor) is Who.STAFF
        and move.kind is not MoveKind.NOTE
        and (not move.parts or line.matter.part in move.parts)
    ]
    return said[-1] if said else ""


_VALUES: Mapping[str, Callable[[_Line], str]] = {
    "": lambda _line: "",
    "position": lambda line: str(line.position),
    "school": _of_record(Field.SCHOOL),
    "student_no": _of_record(Field.STUDENT_NO),
    "name": _of_record(Field.NAME),
    "id_number": _of_record(Field.ID_NUMBER),
    "college": _of_record(Field.COLLEGE),
    "class_name": _of_record(Field.CLASS_NAME),
    "item": _item,
    "old": _old,
    "claimed": _claimed,
    "reason": _reason,
    "proofs": _proofs,
    "decides": _decides,
    "number": lambda line: line.queued.request.number,
    "filed": lambda line: line.queued.request.at[:10],
    "state": _state,
    "reply": _reply,
}
