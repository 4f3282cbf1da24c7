"""Values to pick from when a student names the right one: code tables and the roster's own."""

from dataclasses import dataclass

from kiosk.model.record import Field, Part, Photo, Record
from kiosk.model.student import Summary
from kiosk.rules.pile import natural
from kiosk.rules.values import listed
from store.contract import Store

_IN_ROSTER = (
    Field.LEVEL,
    Field.MAJOR,
    Field.SCHOOL,
    Field.COLLEGE,
    Field.DEPARTMENT,
    Field.CLASS_NAME,
)


@dataclass(frozen=True, slots=True)
class Picks:
    """Looks values up in the roster as it is."""

    store: Store

    def options(self, part: Part, record: Record) -> tuple[str, ...]:
        """Return the values to offer for a part; none for those that are typed.

        The student's own college comes first for departments and classes.
        """
        if isinstance(part, Photo):
            return ()
        found = dict.fromkeys(listed(part))
        if part in _IN_ROSTER:
            summaries = [one for one in self.store.summaries() if not one.left]
            summaries.sort(key=lambda one: (one.college != record.college, _key(one, part)))
            found |= dict.fromkeys(_value(one, part) for one in summaries)
        return tuple(value for value in found if value)


def _value(summary: Summary, field: Field) -> str:
    value: str = getattr(summary, field.value)
    return value


def _key(summary: Summary, field: Field) -> tuple[tuple[int, int, str], ...]:
    return natural(_value(summary, field))
