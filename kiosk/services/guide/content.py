"""The guide for whoever stands there: content, whom to ask, what to type, when to expect news."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import assets
from assets import Lang
from kiosk.config import Config, Contact
from kiosk.errors import Problem
from kiosk.guide import content
from kiosk.guide.errors import GuideBroken
from kiosk.guide.model import Guide
from kiosk.guide.workdays import answer_by
from kiosk.model.record import Field, Record

_VALUES = {
    "school": Field.SCHOOL,
    "student_no": Field.STUDENT_NO,
    "entry_year": Field.ENTRY_DATE,
    "level": Field.LEVEL,
}
"""What CHSI asks to tell whose ID number it is (Annex 1, exception 1, step 3), and from where."""
_YEAR = 4


@dataclass(frozen=True, slots=True)
class Guides:
    """The guide of one home. Files are read each time, so what a school mends shows at once."""

    home: Path
    config: Config
    today: Callable[[], date]

    def read(self, lang: Lang) -> Guide:
        """Return the school's own guide, or the shipped one where that is broken or not given."""
        try:
            return content.load(lang, self._own)
        except GuideBroken:
            return content.load(lang)

    def fault(self) -> Problem | None:
        """Return what is wrong with the school's own guide, for staff; nothing: it is used."""
        try:
            content.load("zh", self._own)
        except GuideBroken as error:
            return error.problem
        return None

    @property
    def _own(self) -> Path | None:
        return self.home / self.config.guide if self.config.guide else None

    def contact(self, college: str, lang: Lang) -> Contact:
        """Return whom to ask: the college's registrar, the school's office, never a blank."""
        return self.config.contact(college) or Contact(name=assets.say(lang, "guidance.office"))

    def answer_by(self, asked: date | None = None) -> date | None:
        """Return the latest day of an answer; nothing: nobody knows the holidays yet.

        Args:
            asked: When it was sent; none: today.
        """
        return answer_by(asked or self.today())


def four_values(record: Record, lang: Lang) -> tuple[tuple[str, str], ...]:
    """Return the values that CHSI asks of a student, each behind its label there.

    As the record has them and in full: nothing about their length or kind is assumed.
    """
    return tuple(
        (assets.say(lang, f"guidance.value.{name}"), _typed(field, record.get(field), lang))
        for name, field in _VALUES.items()
    )


def _typed(field: Field, value: str, lang: Lang) -> str:
    shown = value[:_YEAR] if field is Field.ENTRY_DATE else value
    return shown or assets.say(lang, "guidance.value.unknown")
