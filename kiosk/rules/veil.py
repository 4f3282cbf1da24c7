"""A file as those see it who see no ID numbers: each one masked wherever it stands."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from itertools import chain
from typing import Any

from kiosk.model.record import Field
from kiosk.model.staff import Staff
from kiosk.model.student import Student
from kiosk.rules import mask
from kiosk.rules.access import SEES_ID_NUMBERS


def as_seen(student: Student, staff: Staff | None) -> Student:
    """Return a student's file as one of the staff sees it; without one, as the school does."""
    if staff is None or staff.role in SEES_ID_NUMBERS:
        return student
    found = {*_id_numbers(student)} - {""}
    veiled: Student = _veiled(student, sorted(found, key=len, reverse=True))
    return veiled


def _id_numbers(student: Student) -> Iterator[str]:
    """Yield every ID number that the file holds: of now, of before, and those asked for."""
    yield student.record.id_number
    for change in student.changes:
        if change.field is Field.ID_NUMBER:
            yield from (change.old, change.new)
    declared = (one.claims for one in student.declarations)
    asked_for = (one.claims for one in student.requests)
    for claim in chain.from_iterable((*declared, *asked_for)):
        if claim.part is Field.ID_NUMBER:
            yield claim.value
    for request in student.requests:
        yield from (one.old for one in request.matters if one.part is Field.ID_NUMBER)


def _veiled(value: Any, numbers: Collection[str]) -> Any:
    """Return the same value with each of the numbers masked, in running text too."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        for number in numbers:
            value = value.replace(number, mask.id_number(number))
        return value
    if isinstance(value, tuple):
        return tuple(_veiled(one, numbers) for one in value)
    if isinstance(value, Mapping):
        return {name: _veiled(one, numbers) for name, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        new = {one.name: _veiled(getattr(value, one.name), numbers) for one in fields(value)}
        return replace(value, **new)
    return value
