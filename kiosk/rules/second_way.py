"""How often an ID number was freed by 提供学籍或者学历信息: CHSI takes it three times, no more."""

from collections.abc import Iterable

from kiosk.model.student import SecondWay, Student

MOST = 3
"""Uses for one ID number, whatever the enrolment (Annex 1, exception 1, step 3)."""


def uses(enrolments: Iterable[Student]) -> tuple[SecondWay, ...]:
    """Return every use that a person told of in any of their enrolments, the latest last."""
    told = (use for student in enrolments for use in student.second_ways)
    return tuple(sorted(told, key=lambda use: use.at))
