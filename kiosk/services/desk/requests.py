"""The correction queue at the desk: what waits, one request with its file, and its moves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kiosk.errors import Problem
from kiosk.model.record import Part
from kiosk.model.request import MoveKind, Request, RequestState
from kiosk.services.desk.exports import Exports
from kiosk.services.requests.checks import offered
from kiosk.services.requests.filing import Requests
from kiosk.services.requests.queue import OPEN, Queued, queue
from kiosk.services.requests.table import table
from kiosk.services.staff.looks import Looks

_MINE = frozenset({RequestState.SUBMITTED, RequestState.REVIEWING})
"""States in which the registrar has to act."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which requests are looked for; what is empty does not limit."""

    state: RequestState | None = None
    """None: all that are open."""
    college: str = ""
    mine: bool = False
    """Only those in which the registrar has to act."""
    differs: bool = False
    """Only those for which a roster brought a third value."""


@dataclass(frozen=True, slots=True)
class Found:
    """The queue as it was filtered."""

    queued: tuple[Queued, ...]
    open: int
    """How many are open in all."""
    mine: int
    """In how many of these the registrar has to act."""
    colleges: tuple[str, ...]
    """Of the students in scope."""


@dataclass(frozen=True, slots=True)
class RequestDesk:
    """The use cases of requests for one of the staff."""

    cases: Requests
    actor: str
    """``staff:NAME``."""
    exports: Exports
    looks: Looks

    @property
    def province(self) -> str:
        """Whose rules say who decides."""
        return self.cases.province

    def find(self, wanted: Filter) -> Found:
        """Return the queue, those first in which somebody has to act soonest."""
        everything = queue(self.cases.store)
        mine = [one for one in everything if _needs_me(one.request)]
        found = everything
        if wanted.state is not None and wanted.state not in OPEN:
            found = queue(self.cases.store, {wanted.state})
        colleges = {one.college for one in self.cases.store.summaries()} - {""}
        return Found(
            tuple(one for one in found if _is_wanted(one, wanted)),
            len(everything),
            len(mine),
            tuple(sorted(colleges)),
        )

    def export(self, queued: Iterable[Queued], wanted: Filter) -> Problem:
        """Write requests as the province takes them, and return what to say.

        Raises:
            KioskError: There is no room.
        """
        options = {
            "--state": wanted.state.value if wanted.state else "",
            "--college": wanted.college,
        }
        given = [f"{option} {value}" for option, value in options.items() if value]
        given += ["--differs"] if wanted.differs else []
        return self.exports.export(table(queued, self.province), " ".join(("requests", *given)))

    def one(self, number: str) -> Queued:
        """Return one request and its student; that somebody looks is told in the desk's chain.

        Raises:
            NoSuchRequest: There is none of this number.
        """
        return Queued(*self.cases.find(number))

    def close(self, queued: Queued) -> None:
        """Look at a request no longer."""
        self.looks.over(queued.student.student_no)

    def moves(self, request: Request) -> tuple[MoveKind, ...]:
        """Return what can be done with a request now."""
        return offered(request, self.province)

    def move(self, number: str, kind: MoveKind, parts: Sequence[Part], text: str) -> Request:
        """Make a move; a mistake is undone by one more (``reopen``).

        Raises:
            KioskError: As ``Requests.move`` says.
        """
        return self.cases.move(number, kind, self.actor, parts=parts, text=text)

    def renew_pin(self, number: str) -> str:
        """Return a new PIN, to be told to the student in person.

        Raises:
            KioskError: As ``Requests.renew_pin`` says.
        """
        return self.cases.renew_pin(number, self.actor)


def _needs_me(request: Request) -> bool:
    return request.state in _MINE or request.differs


def _is_wanted(one: Queued, wanted: Filter) -> bool:
    request, record = one.request, one.student.record
    return (
        wanted.state in {None, request.state}
        and wanted.college in {"", record.college}
        and (not wanted.mine or _needs_me(request))
        and (not wanted.differs or request.differs)
    )
