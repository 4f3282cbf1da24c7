"""The students of the demo college: made up from a seed, the same each time."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from random import Random
from typing import Any

import assets
from kiosk.model.record import Field, Record
from kiosk.model.request import Claim
from kiosk.rules import form, idnumber
from kiosk.rules.rounds import academic_year, years
from kiosk.services.demo import mistakes, names

_DEMO = assets.table("tables/demo")
_MAJORS: list[dict[str, Any]] = _DEMO["majors"]
_SEATS: int = _DEMO["seats"]
_GRADES: int = _DEMO["grades"]
_SERIALS_A_DAY = 500
"""Three places of an ID number, half of them for each gender."""
_STRIDE = 137
"""Where a day's serials begin, so that not all are low."""


class Case(StrEnum):
    """What is special about a student; a student has one case."""

    SECOND_ENROLMENT = "second_enrolment"
    """The person before has this enrolment too."""
    ERROR = "error"
    PLACEHOLDER = "placeholder"
    RARE_NAME = "rare_name"
    LONG_NAME = "long_name"
    COMPOUND_SURNAME = "compound_surname"
    USUAL = "usual"


@dataclass(frozen=True, slots=True)
class Person:
    """One enrolment of the demo college, and what lies behind it."""

    case: Case
    first: Record
    """As the roster of the entry year had it; photos are no part of it."""
    record: Record
    """As the latest roster has it."""
    claims: tuple[Claim, ...]
    """What is wrong in ``first``, and right."""
    look: int
    """Of the photos."""
    admission_photo: bool
    degree_photo: bool
    came: bool
    """Declared already in the round that is open now."""

    @property
    def disputes(self) -> tuple[Claim, ...]:
        """What is wrong still."""
        return tuple(one for one in self.claims if self.record.get(one.part) != one.value)


def people(n: int, seed: int, today: date) -> Iterator[Person]:
    """Yield the first ``n`` enrolments of a college, class by class.

    Args:
        n: More only follow; the first stay the same.
        seed: Another seed, other people; cases stay in their places.
        today: Decides the academic year, and with it the three grades.
    """
    year = academic_year(today)
    cards = _Cards()
    record = Record()
    for index in range(n):
        rng = Random(f"{seed} {index}")  # noqa: S311 - nothing here is secret
        case = _case(index)
        if case is Case.SECOND_ENROLMENT:
            record = _second(record, index)
        else:
            record = _regular(index, year, case, rng)
            record = replace(record, id_number=cards.number(record))
        yield _person(case, record, index, year, rng)


def rows(people: Iterable[Person]) -> tuple[tuple[str, ...], Iterator[tuple[str, ...]]]:
    """Return a roster as a registrar exports it: the labels of the form, and a row a record."""
    header = tuple(form.label(field) for field in Field)
    return header, (tuple(person.record.fields().values()) for person in people)


def _slot(index: int, slot: Sequence[int]) -> bool:
    every, first = slot
    return index % every == first


def _case(index: int) -> Case:
    for name, slot in _DEMO["slots"].items():
        if _slot(index, slot):
            return Case(name)
    return Case.USUAL


class _Cards:
    """Gives out ID numbers, none twice."""

    def __init__(self) -> None:
        self._given: Counter[tuple[str, bool]] = Counter()

    def number(self, record: Record) -> str:
        """Return the next number for the birth date and the gender of a record."""
        male = record.gender == "男"
        key = (record.birth_date, male)
        area, turn = divmod(self._given[key], _SERIALS_A_DAY)
        self._given[key] += 1
        day = record.birth_date.replace("-", "")
        serial = (int(day) * _STRIDE + turn) % _SERIALS_A_DAY * 2 + male
        first17 = f"{_DEMO['id_prefix']}{area:02}{day}{serial:03}"
        return first17 + idnumber.check_digit(first17)


def _regular(index: int, year: int, case: Case, rng: Random) -> Record:
    """Return a correct record without its ID number."""
    class_index, seat = divmod(index, _SEATS)
    grade = year - class_index % _GRADES
    major = class_index // _GRADES % len(_MAJORS)
    number = class_index // (_GRADES * len(_MAJORS)) + 1
    course = _MAJORS[major]
    duration = course.get("years", 3)
    male = rng.random() < 0.5  # noqa: PLR2004 - as many women as men
    born = date(grade - 19, 9, 1) + timedelta(rng.randrange(-90, 400))
    return Record(
        name=_name(case, rng, male=male),
        gender="男" if male else "女",
        birth_date=born.isoformat(),
        ethnicity=_ethnicity(case, rng),
        school=_DEMO["school"],
        level=course.get("level", _DEMO["regular"]["level"]),
        major=course["name"],
        duration=str(duration),
        category=_DEMO["regular"]["category"],
        study_mode=_DEMO["regular"]["study_mode"],
        college=course["college"],
        department=course.get("department", ""),
        class_name=f"{course['prefix']}{duration}{grade % 100:02}{number}",
        student_no=f"{grade % 100:02}{major + 1:02}{number:02}{seat + 1:02}",
        entry_date=f"{grade}-09-01",
        expected_graduation=f"{grade + duration}-07-01",
        status=_mostly(_DEMO["statuses"], rng),
    )


def _second(record: Record, index: int) -> Record:
    """Return another enrolment of the same person."""
    entered = int(record.grade)
    second: dict[str, str] = dict(_DEMO["second"])
    second["class_name"] = second["class_name"].format(year=entered % 100)
    return replace(
        record,
        **second,
        student_no=f"{entered % 100:02}99{index // _DEMO['slots']['second_enrolment'][0]:04}",
        expected_graduation=f"{entered + 3}-03-01",
        status=_DEMO["statuses"]["usual"],
    )


def _name(case: Case, rng: Random, *, male: bool) -> str:
    match case:
        case Case.LONG_NAME:
            return names.joined(rng, male=male)
        case Case.RARE_NAME:
            return names.rare(rng)
        case Case.COMPOUND_SURNAME:
            return names.compound(rng)
        case Case.PLACEHOLDER:
            return names.placeholder(rng)
        case _:
            return names.usual(rng)


def _ethnicity(case: Case, rng: Random) -> str:
    if case is Case.LONG_NAME:
        return str(rng.choice(_DEMO["names"]["joined"]["peoples"]))
    return _mostly(_DEMO["ethnicities"], rng)


def _mostly(values: dict[str, Any], rng: Random) -> str:
    return str(rng.choice(values["others"]) if _chance(rng, values["share"]) else values["usual"])


def _chance(rng: Random, share: int) -> bool:
    return rng.randrange(100) < share


def _person(case: Case, right: Record, index: int, year: int, rng: Random) -> Person:
    declared, photos = _DEMO["declared"], _DEMO["photos"]
    first = right
    claims: tuple[Claim, ...] = ()
    if case is Case.ERROR:
        right, first, claims = mistakes.make(right, index // _DEMO["slots"]["error"][0], rng)
    mended = int(right.grade) < year and _chance(rng, declared["mended"])
    last_year = int(right.grade) + years(right.duration) == year + 1
    return Person(
        case=case,
        first=first,
        record=right if mended else first,
        claims=claims,
        look=2 * rng.randrange(photos["looks"] // 2) + (right.gender == "男"),
        admission_photo=not _slot(index, photos["missing"]),
        degree_photo=last_year and not _slot(index, photos["degree_missing"]),
        came=_slot(index // _SEATS, declared["came"]) and _chance(rng, declared["attended"]),
    )
