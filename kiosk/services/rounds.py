"""The check rounds: opened and closed by the school, asked for by every visit."""

from collections.abc import Hashable, Iterable
from datetime import date

from kiosk.errors import UsageError
from kiosk.model.events import Draft, Event, Kind
from kiosk.model.rounds import OpenRound, Round
from kiosk.model.student import Student
from kiosk.rules import rounds as rules
from kiosk.services.ports import Clock, stamp
from store.contract import Store


class NoOpenRound(UsageError):
    """Nothing can be declared now."""

    text = "error.no_round"
    exit_code = 1


class ManyRounds(UsageError):
    """Two open rounds fit: the command must name one."""

    text = "error.many_rounds"


class RoundNotOpen(UsageError):
    """The round that was named is not open for this student."""

    text = "error.round_not_open"
    exit_code = 1


class Rounds:
    """The rounds of a store; the desk's chain is read once and then only its new end."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Look into ``store`` with the time of ``clock``."""
        self._store = store
        self._clock = clock
        self._seen: tuple[Event, ...] = ()
        self._after = 0
        self._pulse: Hashable = None

    def begin(self) -> None:
        """Open this year's ``initial`` in a new home."""
        if not self._store.desk():
            year = rules.academic_year(self._clock().date())
            self.open(OpenRound(Round(year, "initial")), actor="kiosk")

    def open(self, opened: OpenRound, actor: str) -> None:
        """Open a round, or change grade and dates of an open one."""
        body = {
            "round": str(opened.round),
            "grade": opened.grade,
            "starts": opened.starts,
            "ends": opened.ends,
        }
        self._write(Kind.ROUND_OPENED, body, actor)

    def close(self, round_: Round, grade: str, actor: str) -> None:
        """Close a round; without a grade wherever it is open.

        Raises:
            RoundNotOpen: It is not open.
        """
        if not any(one.round == round_ and grade in {"", one.grade} for one in self.all_open()):
            raise RoundNotOpen(round=str(round_))
        self._write(Kind.ROUND_CLOSED, {"round": str(round_), "grade": grade}, actor)

    def _write(self, kind: Kind, body: dict[str, str], actor: str) -> None:
        self._store.append_desk([Draft(stamp(self._clock()), actor, kind, body)])

    def all_open(self) -> tuple[OpenRound, ...]:
        """Return the rounds that are opened and not closed, whatever their dates.

        Cheap enough to ask every second: nothing is read unless somebody wrote.
        """
        pulse = self._store.pulse()
        new = self._store.desk(self._after) if pulse != self._pulse else ()
        self._pulse = pulse
        if new:
            self._after = new[-1].seq
            kinds = {Kind.ROUND_OPENED, Kind.ROUND_CLOSED}
            self._seen += tuple(event for event in new if event.kind in kinds)
        return rules.open_rounds(self._seen)

    def today(self) -> tuple[OpenRound, ...]:
        """Return the open rounds whose dates hold today, for Welcome."""
        day = self._today().isoformat()
        return tuple(
            one
            for one in self.all_open()
            if one.starts <= day and (not one.ends or day <= one.ends)
        )

    def asked_for(self, student: Student) -> Round | None:
        """Return the round that a visit of this student is about; who left has none."""
        if student.left:
            return None
        return rules.asked_for(student, self._fitting(student))

    def the_one(self, student: Student, named: Round | None) -> Round:
        """Return the round that a command means.

        Raises:
            NoOpenRound: Without a name, and none fits.
            ManyRounds: Without a name, and more than one fits.
            RoundNotOpen: The named one does not fit.
        """
        fitting = self._fitting(student)
        if named is not None:
            if named not in fitting:
                raise RoundNotOpen(round=str(named))
            return named
        if not fitting:
            raise NoOpenRound
        if len(fitting) > 1:
            raise ManyRounds(rounds=_listed(fitting))
        return fitting[0]

    def the_only(self) -> Round:
        """Return the round that a command for many students means.

        Raises:
            NoOpenRound: None is open today.
            ManyRounds: More than one is.
        """
        found = tuple(dict.fromkeys(one.round for one in self.today()))
        if not found:
            raise NoOpenRound
        if len(found) > 1:
            raise ManyRounds(rounds=_listed(found))
        return found[0]

    def _fitting(self, student: Student) -> tuple[Round, ...]:
        return rules.fitting(self.all_open(), student.record.grade, self._today())

    def _today(self) -> date:
        return self._clock().date()


def _listed(rounds: Iterable[Round]) -> str:
    return ", ".join(str(one) for one in rounds)
