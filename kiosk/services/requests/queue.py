"""The registrar's queue: the requests in which somebody has to act."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kiosk.model.request import Request, RequestState
from kiosk.model.student import Student
from kiosk.rules.fold import fold
from kiosk.rules.requests import since
from store.contract import Store

OPEN = frozenset(state for state in RequestState if state.open)


@dataclass(frozen=True, slots=True)
class Queued:
    """One request in the registrar's queue."""

    student: Student
    request: Request

    @property
    def since(self) -> str:
        """When it last came another step on (ISO 8601)."""
        return since(self.request)


def queue(
    store: Store,
    states: Collection[RequestState] = OPEN,
    college: str = "",
    *,
    differs: bool = False,
) -> list[Queued]:
    """Return requests in the order in which somebody has to act, those that wait longest first.

    Args:
        store: Holds them.
        states: In one of these.
        college: Of students of this one; empty: of all.
        differs: Only those for which a roster brought a third value.
    """
    wanted = frozenset(states)
    found = [
        Queued(student, request)
        for student in _students(store, wanted, college)
        for request in student.requests
        if request.state in wanted and (request.differs or not differs)
    ]
    order = list(RequestState)
    return sorted(found, key=lambda one: (order.index(one.request.state), one.since))


def _students(store: Store, wanted: frozenset[RequestState], college: str) -> Iterator[Student]:
    """Yield who has such a request by their summaries; only their chains are read."""
    numbers = sorted(
        one.student_no
        for one in store.summaries()
        if college in {"", one.college} and not wanted.isdisjoint(one.requests.values())
    )
    for student_no, events in store.events_of(numbers):
        yield fold(student_no, events)
