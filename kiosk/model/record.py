"""The 18 fields that CHSI holds about one enrolment, and what may stand beside them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Self


class Field(StrEnum):
    """The fields of the sheet, in its order; values are the names in JSON."""

    NAME = "name"
    GENDER = "gender"
    BIRTH_DATE = "birth_date"
    ETHNICITY = "ethnicity"
    ID_NUMBER = "id_number"
    SCHOOL = "school"
    LEVEL = "level"
    MAJOR = "major"
    DURATION = "duration"
    CATEGORY = "category"
    STUDY_MODE = "study_mode"
    COLLEGE = "college"
    DEPARTMENT = "department"
    CLASS_NAME = "class_name"
    STUDENT_NO = "student_no"
    ENTRY_DATE = "entry_date"
    EXPECTED_GRADUATION = "expected_graduation"
    STATUS = "status"


class Photo(StrEnum):
    """The two photos of the sheet; values are the names in JSON."""

    ADMISSION = "admission_photo"
    DEGREE = "degree_photo"


Part = Field | Photo
"""What a student can mark as wrong."""

PARTS: tuple[Part, ...] = (*Field, *Photo)


def part(name: str) -> Part:
    """Return the field or photo of that name.

    Raises:
        ValueError: There is none.
    """
    return Photo(name) if name in set(Photo) else Field(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One enrolment as the roster gives it. Empty text means that the roster has no value."""

    name: str = ""
    gender: str = ""
    birth_date: str = ""
    """ISO date."""
    ethnicity: str = ""
    id_number: str = ""
    school: str = ""
    level: str = ""
    major: str = ""
    duration: str = ""
    """Years as text, such as ``3`` or ``2.5``."""
    category: str = ""
    study_mode: str = ""
    college: str = ""
    department: str = ""
    class_name: str = ""
    student_no: str = ""
    entry_date: str = ""
    """ISO date; its year is the 年级."""
    expected_graduation: str = ""
    """ISO date."""
    status: str = ""
    id_type: str = ""
    """Code of the paper that the ID number stands on; empty is an ID card."""
    verification_code: str = ""
    """在线验证码, if the roster gives one; never invented."""
    verification_expires: str = ""
    """ISO date."""
    admission_photo: str = ""
    """SHA-256 of the photo's bytes in hex; empty: not taken."""
    degree_photo: str = ""
    """As above."""

    def get(self, part: Part) -> str:
        """Return the value of one field, or the digest of one photo."""
        value: str = getattr(self, part.value)
        return value

    def fields(self) -> dict[str, str]:
        """Return the 18 values in the order of the form."""
        return {field.value: self.get(field) for field in Field}

    def json(self) -> dict[str, str]:
        """Return everything that is not empty, as events hold it."""
        return {name: value for name in _NAMES if (value := getattr(self, name))}

    @classmethod
    def of(cls, values: Mapping[str, str]) -> Self:
        """Return the record that ``json`` described.

        Raises:
            TypeError: It described none.
        """
        if not all(isinstance(value, str) for value in values.values()):
            raise TypeError
        return cls(**values)

    @property
    def grade(self) -> str:
        """年级: the year of 入学日期, such as ``2019``; empty if that is unknown."""
        return self.entry_date[:4]

    @property
    def heading(self) -> str:
        """``层次-学校名称-专业``, as the form heads an enrolment; what is unknown is left out."""
        return "-".join(filter(None, (self.level, self.school, self.major)))


_NAMES = tuple(one.name for one in fields(Record))
