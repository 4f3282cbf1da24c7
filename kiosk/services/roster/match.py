"""Which rows and photos are about one student, and which contradict each other."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from kiosk.errors import Problem
from kiosk.model.record import Field, Photo
from kiosk.model.student import Student
from kiosk.roster.findings import Finding, Reading, Row
from kiosk.roster.photos import PhotoFile, PhotoRefused
from kiosk.rules.fold import fold
from kiosk.services.roster.plan import Wish
from store.contract import Store


class Finder(Protocol):
    """Who is in the store already."""

    def knows(self, student_no: str) -> bool:
        """Tell whether a student number has a record."""

    def enrolments(self, id_number: str) -> Iterable[str]:
        """Return the student numbers of a person."""


@dataclass(frozen=True, slots=True)
class Present:
    """Who is in the store and stays."""

    store: Store
    id_hash: Callable[[str], str]
    leaving: AbstractSet[str]
    """Student numbers that a full roster does not hold any more."""

    def knows(self, student_no: str) -> bool:
        """See ``Finder.knows``."""
        return student_no not in self.leaving and self._stays(student_in(self.store, student_no))

    def enrolments(self, id_number: str) -> Iterator[str]:
        """See ``Finder.enrolments``."""
        for student_no in self.store.students_of(self.id_hash(id_number)):
            student = student_in(self.store, student_no)
            same = student.record.id_number == id_number
            if same and student_no not in self.leaving and self._stays(student):
                yield student_no

    @staticmethod
    def _stays(student: Student) -> bool:
        return student.record_seq > 0 and not student.left


def student_in(store: Store, student_no: str) -> Student:
    """Return a student's file, empty for a number that nobody has."""
    return fold(student_no, store.events(student_no))


@dataclass(slots=True)
class Matched:
    """What the files say, student by student."""

    wishes: dict[str, Wish] = field(default_factory=dict)
    bad: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)


def match_rows(readings: Sequence[Reading]) -> Matched:
    """Return one wish for each student number; the same row twice counts once."""
    into = Matched()
    firsts: dict[str, Row] = {}
    clashing: dict[str, list[Row]] = {}
    people: dict[str, Row] = {}
    for reading in readings:
        for row in reading.rows:
            student_no = row.record.student_no
            first = firsts.setdefault(student_no, row)
            if first is row:
                into.wishes[student_no] = Wish(student_no, row, reading.source)
                into.warnings.extend(_other_name(people, row))
            elif (first.columns, first.record) == (row.columns, row.record):
                into.warnings.append(_about(row, "problem.same_row", first))
            else:
                clashing.setdefault(student_no, [first]).append(row)
    for student_no, rows in clashing.items():
        del into.wishes[student_no]
        into.bad.extend(_clashes(rows))
    return into


def _about(row: Row, key: str, other: Row) -> Finding:
    where = {"file": other.path.name, "sheet": other.sheet, "row": str(other.number)}
    number = row.record.student_no
    return Finding(row.path, row.sheet, row.number, row.label, number, Problem(key, where))


def _clashes(rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield for each row of one student number where another stands."""
    for row in rows:
        other = rows[1] if row is rows[0] else rows[0]
        same = all(row.record.get(one) == other.record.get(one) for one in _PERSON)
        yield _about(row, "problem.row_differs" if same else "problem.two_persons", other)


_PERSON = (Field.NAME, Field.ID_NUMBER)


def _other_name(people: dict[str, Row], row: Row) -> Iterator[Finding]:
    """Yield a warning if another name stands with the same ID number."""
    number = row.record.id_number
    if not number:
        return
    first = people.setdefault(number, row)
    if first.record.name != row.record.name:
        yield _about(row, "problem.two_names", first)


def match_photos(
    into: Matched, folder: Path, photos: Iterable[PhotoFile | PhotoRefused], finder: Finder
) -> None:
    """Give each photo to the student that its file is named after."""
    owners: dict[str, set[str]] = {}
    for wish in into.wishes.values():
        if wish.row and wish.row.record.id_number:
            owners.setdefault(wish.row.record.id_number, set()).add(wish.student_no)
    first: dict[tuple[str, Photo], PhotoFile] = {}
    for photo in photos:
        if isinstance(photo, PhotoRefused):
            into.bad.append(_photo(folder, photo.path, photo.problem))
            continue
        owner = _owner(into.wishes, owners, photo.number, finder)
        if isinstance(owner, Problem):
            into.warnings.append(_photo(folder, photo.path, owner))
            continue
        other = first.setdefault((owner, photo.kind), photo)
        if other is not photo:
            twice = Problem("problem.photo_twice", {"other": other.path.name})
            into.bad.append(_photo(folder, photo.path, twice))
            continue
        wish = into.wishes.get(owner, Wish(owner))
        into.wishes[owner] = replace(wish, photos={**wish.photos, photo.kind: photo})


def _owner(
    wishes: Mapping[str, Wish], owners: Mapping[str, set[str]], number: str, finder: Finder
) -> str | Problem:
    """Return the student number that the number in a file's name means."""
    if number in wishes or finder.knows(number):
        return number
    id_number = number.upper()
    found = owners.get(id_number, set()) | set(finder.enrolments(id_number))
    if len(found) > 1:
        return Problem("problem.photo_two_enrolments")
    return found.pop() if found else Problem("problem.photo_of_nobody")


def _photo(folder: Path, path: Path, problem: Problem) -> Finding:
    return Finding(folder, folder.name, 0, str(path.relative_to(folder)), "", problem)
