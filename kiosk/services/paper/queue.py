"""The sheets that wait for paper, in the order in which they were signed."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from kiosk.errors import KioskError, StoreDamaged, StoreError
from kiosk.visit import PrintState
from store.contract import Store

if TYPE_CHECKING:
    from kiosk.services.paper.printing import Paper, Told

_PASSED_OVER = frozenset(
    {
        PrintState.PRINTED,
        PrintState.ELSEWHERE,
        PrintState.LIMIT,
        PrintState.UNPRINTABLE,
        PrintState.CANCELLED,
    }
)
"""States of one sheet after which the next one is printed; all others are the printer's trouble."""


class QueueBusy(KioskError):
    """Another process prints the queue at this moment."""

    text = "error.queue_busy"


@dataclass(frozen=True, slots=True, order=True)
class Waiting:
    """A sheet that is signed and not on paper; the order is that of printing."""

    since: str
    """When it was signed (ISO 8601)."""
    student_no: str
    rev: int
    """Of the student's file."""


class Queue:
    """The queue of a store; what it knows is read again only after somebody wrote."""

    def __init__(self, store: Store, here: str | None = None) -> None:
        """Look into ``store``.

        Args:
            store: Holds the files.
            here: A terminal, whose idle printer prints what was signed at it, and nothing of
                another room; none: all that waits anywhere, for staff.
        """
        self._store = store
        self._here = here
        self._looking = Lock()
        self._pulse: Hashable = None
        self._waiting: tuple[Waiting, ...] = ()
        self._hopeless: set[Waiting] = set()

    def waiting(self) -> tuple[Waiting, ...]:
        """Return what waits, in the order of signing; costs nothing while nobody writes."""
        with self._looking:
            pulse = self._store.pulse()
            if pulse != self._pulse:
                self._waiting = tuple(sorted(self._found()))
                self._hopeless.intersection_update(self._waiting)
                self._pulse = pulse
            return self._waiting

    def _found(self) -> Iterator[Waiting]:
        with suppress(StoreDamaged):  # told when all that can be read was yielded
            for one in self._store.waiting():
                if self._here in {None, one.waiting_at}:
                    yield Waiting(one.waiting, one.student_no, one.rev)

    def attend(self, paper: "Paper", go_on: Callable[[], bool]) -> PrintState | None:
        """Print what waits, as an idle terminal does, and return what stands in the way."""
        state = paper.trouble()
        if state is None:
            try:
                for _, state in self.drain(paper, go_on):  # noqa: B007 - the last one is wanted
                    pass
            except QueueBusy:
                return None
            except StoreError:
                return PrintState.STORE
        return None if state in _PASSED_OVER else state

    def drain(
        self, paper: "Paper", go_on: Callable[[], bool], told: "Told | None" = None
    ) -> Iterator[tuple[Waiting, PrintState]]:
        """Print what waits, one sheet after the other, and yield how each one ended.

        One process drains a terminal's queue at a time. It may die anywhere: what it had printed
        is found at the printer by the next one. It ends at a printer's trouble; a sheet that
        cannot be printed for a reason of its own, or that somebody cancelled at the printer, is
        not tried again before its student's file is another one.

        Args:
            paper: Prints.
            go_on: Asked before each sheet: a student who is present goes first.
            told: Is told what the printer waits for meanwhile.

        Raises:
            QueueBusy: Another process does it.
        """
        from kiosk.services.paper.printing import Why, nobody  # noqa: PLC0415 - Welcome counts without it

        with self._store.hold(f"drain/{self._here or ''}") as alone:
            if not alone:
                raise QueueBusy
            for one in self.waiting():
                if one in self._hopeless:
                    continue
                if not go_on():
                    return
                state = paper.print(one.student_no, told or nobody, Why.WAITING)
                if state in _PASSED_OVER - {PrintState.PRINTED, PrintState.ELSEWHERE}:
                    self._hopeless.add(one)
                yield one, state
                if state not in _PASSED_OVER:
                    return
