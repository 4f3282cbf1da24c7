"""Values to pick from when a student names the right one: code tables and the roster's own."""

from dataclasses import dataclass

from kiosk.model.record import Field, Part, Photo, Record
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
        """Return the values to offer for a part instead of its own; none for those that are typed.

        The student's own college comes first for departments and classes.
        """
        if isinstance(part, Photo):
            return ()
        found = dict.fromkeys(listed(part))
        if part in _IN_ROSTER:
            found |= dict.fromkeys(self._in_roster(part, record.college))
        return tuple(value for value in found if value not in {"", record.get(part)})

    def forget(self) -> None:
        """Keep nothing of those among whom values were looked up."""
        self.store.let_go()

    def _in_roster(self, field: Field, college: str) -> list[str]:
        """Return a field's values among students who have not left, in the order of the pile."""
        elsewhere: dict[str, bool] = {}
        for one in self.store.summaries():
            if not one.left:
                value = getattr(one, field.value)
                elsewhere[value] = elsewhere.get(value, True) and one.college != college
        return sorted(elsewhere, key=lambda value: (elsewhere[value], natural(value)))
