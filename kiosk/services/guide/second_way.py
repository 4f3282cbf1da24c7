"""The tally of 提供学籍或者学历信息: what students told of using it, by ID number."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.model.events import Draft, Kind
from kiosk.model.student import Student
from kiosk.rules.second_way import MOST, uses
from kiosk.services.acts.appending import Acts, append, student
from kiosk.services.ports import Clock, stamp
from store.contract import Store


@dataclass(frozen=True, slots=True)
class SecondWays:
    """Writes down each use once, and never more than CHSI takes."""

    store: Store
    clock: Clock

    def note(self, visit: str, numbers: Sequence[str]) -> tuple[Student, ...]:
        """Note that the person of a visit used it, and return their enrolments as they are now.

        All uses of a person go to the chain of their first student number, so that two kiosks at
        once meet there. A visit tells of one use; where the tally is full nothing is written.

        Args:
            visit: Its UUID.
            numbers: The student numbers of all their enrolments, sorted.

        Raises:
            StoreUnreachable: Nothing is known to be written; the same call again is safe.
        """
        first, *others = numbers

        def person(now: Student) -> tuple[Student, ...]:
            return (now, *(student(self.store, number) for number in others))

        def told(now: Student) -> tuple[Student, ...] | None:
            found = person(now)
            counted = uses(found)
            done = len(counted) >= MOST or any(use.visit == visit for use in counted)
            return found if done else None

        def build(_now: Student) -> Acts:
            at, body = stamp(self.clock()), {"visit": visit}
            return Acts((Draft(at, "student", Kind.SECOND_WAY_USED, body),))

        return append(self.store, first, build, told)
