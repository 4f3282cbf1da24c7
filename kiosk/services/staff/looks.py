"""Whose files are looked at, noted in the desk's chain: each opening once, however long it lasts.

Whoever works in the home itself is noted under the name of the operating system's account, as all
that they do is: nobody else has a name there.
"""

from typing import Any, cast

from kiosk.model.events import Draft, Event, Kind
from kiosk.services.ports import Clock, stamp
from store.contract import Store


class Looks:
    """The looks of one person."""

    def __init__(self, store: Store, actor: str, clock: Clock) -> None:
        """Note them in the desk's chain of ``store``, which has no guard."""
        self._store = store
        self._actor = actor
        self._clock = clock
        self._open: set[str] = set()

    def note(self, student_no: str) -> None:
        """Note that a file is looked at, unless it is open since it was noted."""
        if student_no not in self._open:
            self._open.add(student_no)
            body = {"student_no": student_no}
            draft = Draft(stamp(self._clock()), self._actor, Kind.LOOKED, body)
            self._store.append_desk([draft])

    def over(self, student_no: str) -> None:
        """Know that a file is closed: whoever opens it again looks again."""
        self._open.discard(student_no)


class Noting:
    """A store that lets everything through, and notes whose chain is read."""

    def __init__(self, store: Store, looks: Looks) -> None:
        """Stand before ``store``."""
        self._store = store
        self._looks = looks

    def __getattr__(self, name: str) -> Any:
        """Return what the store does."""
        return getattr(self._store, name)

    def events(self, student_no: str) -> tuple[Event, ...]:
        """Return a chain, and note that it was looked at."""
        events = self._store.events(student_no)
        if events:
            self._looks.note(student_no)
        return events


class Listing:
    """A store that reads single chains as lists are read: for scans, which show no record."""

    def __init__(self, store: Store) -> None:
        """Stand before ``store``."""
        self._store = store

    def __getattr__(self, name: str) -> Any:
        """Return what the store does."""
        return getattr(self._store, name)

    def events(self, student_no: str) -> tuple[Event, ...]:
        """Return a chain of which no more is shown than lists show."""
        ((_, events),) = self._store.events_of([student_no])
        return tuple(events)


def listing(store: Store) -> Store:
    """Return a store on which reading a chain is no look; what is refused stays refused."""
    return cast("Store", Listing(store))


def noting(store: Store, looks: Looks) -> Store:
    """Return a store on which each look is noted, and nothing refused."""
    return cast("Store", Noting(store, looks))
