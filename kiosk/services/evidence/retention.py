"""The school's rule of keeping: who is through long enough is taken out, and never comes back.

What stays is what keeps seals proving what was: an event of the desk a student, with the number,
the length and the last hash of the chain, and the ids of the sheets. The removal may be broken off
anywhere; the next one finishes it.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from kiosk.errors import Conflict, KioskError, StoreDamaged
from kiosk.model.events import Draft, Event, Kind
from kiosk.model.student import Student
from kiosk.rules import chain, retention, sealing
from kiosk.rules.fold import fold
from kiosk.services.evidence.leftovers import Leftovers
from kiosk.services.evidence.sealing import Sealing
from kiosk.services.ports import Keys, stamp
from store.contract import Chain, Leaving, Store

_UNDER_WAY = timedelta(hours=1)
"""Nobody takes longer from a photo or a signature to the event that names it."""


_LONGEST_REST = timedelta(days=400)
"""Each academic year has its rounds."""


class FaultyStore(KioskError):
    """A store that is not as it was written (``count`` faults) is evidence: nothing goes."""

    text = "retention.faulty"


class ClockDoubtful(KioskError):
    """By the clock nobody was at the desk since ``last``, over a year ago."""

    text = "retention.clock_doubtful"


class BeingCleared(KioskError):
    """Somebody else is at it."""

    text = "retention.being_cleared"


@dataclass(frozen=True, slots=True)
class Group:
    """Students of one class: what a list shows instead of people."""

    college: str
    class_name: str
    grade: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Who has been kept long enough."""

    began: datetime
    years: int
    due: tuple[Leaving, ...] = ()
    classes: Mapping[Group, int] = field(default_factory=dict)
    """How many students of each, in order."""
    owed: int = 0
    """Students whose time is over, and who stay: a request of theirs is open."""
    named: frozenset[str] = frozenset()
    """Digests of the blobs that the others name."""


@dataclass(slots=True)
class Removed:
    """What is gone."""

    students: int = 0
    blobs: int = 0
    files: int = 0
    stayed: int = 0
    """Students who were at a terminal meanwhile."""

    @property
    def any(self) -> bool:
        """Whether anything is gone."""
        return bool(self.students or self.blobs or self.files)


@dataclass(frozen=True, slots=True)
class Retention:
    """Looks who is due, and takes them out."""

    store: Store
    keys: Keys
    sealing: Sealing
    leftovers: Leftovers
    years: int
    """After graduation."""

    def plan(self) -> Plan:
        """Go through every chain and return who is due. Writes nothing.

        Raises:
            StoreDamaged: A chain cannot be read, so nobody knows what it names.
        """
        began = self.sealing.clock()
        due: list[Leaving] = []
        classes: Counter[Group] = Counter()
        named: set[str] = set()
        owed = 0
        for number, events in self._chains():
            student = fold(number, events)
            over = retention.is_over(student, events, self.years, began.date())
            if over and not retention.is_owed(student):
                due.append(self._leaving(student, events))
                record = student.record
                classes[Group(record.college, record.class_name, record.grade)] += 1
                continue
            owed += over
            named.update(digest for event in events for digest in sealing.blobs_of(event))
        ordered = sorted(classes, key=lambda one: (one.grade, one.college, one.class_name))
        return Plan(
            began=began,
            years=self.years,
            due=tuple(sorted(due, key=lambda one: one.student_no)),
            classes={one: classes[one] for one in ordered},
            owed=owed,
            named=frozenset(named),
        )

    def _chains(self) -> Iterator[Chain]:
        for one in self.store.chains():
            if isinstance(one, StoreDamaged):
                raise one
            broken = chain.fault(*one)
            if broken:
                raise StoreDamaged(owner=one[0], seq=broken, file=one[0], offset="0")
            if one[1]:
                yield one

    def _leaving(self, student: Student, events: Sequence[Event]) -> Leaving:
        sheets = retention.sheet_ids(student)
        body = {
            "student_no": student.student_no,
            "rev": student.rev,
            "head": student.head,
            "sheets": list(sheets),
            "years": self.years,
        }
        return Leaving(
            student_no=student.student_no,
            after=student.rev,
            head=student.head,
            id_hashes=tuple(map(self.keys.id_hash, retention.id_numbers(events))),
            sheet_ids=sheets,
            told=self._draft(Kind.RETIRED, body),
        )

    def _draft(self, kind: Kind, body: Mapping[str, object]) -> Draft:
        return Draft(stamp(self.sealing.clock()), self.sealing.actor, kind, body)

    def carry_out(self, plan: Plan, step: Callable[[int], None]) -> Removed:
        """Seal the store as it is, then take out who is due, for ever.

        Args:
            plan: Whoever wrote to a chain since it was made stays.
            step: Called with 1 for each student.

        Raises:
            BeingCleared: Somebody else is at it.
            ClockDoubtful: The clock may have jumped ahead, which would make everybody due.
            FaultyStore: Something was changed or is missing; nothing is removed.
            StoreUnreachable: What was removed is gone; the rest is for the next time.
        """
        with self.store.hold("retention") as alone:
            if not alone:
                raise BeingCleared
            if plan.due:
                self._check_clock(plan)
                _, report = self.sealing.seal()
                if report.faults:
                    raise FaultyStore(count=str(len(report.faults)))
            removed = Removed()
            named = set(plan.named)
            for one in plan.due:
                self._retire(one, removed, named)
                step(1)
            self._clear(plan, removed, named)
            return removed

    def _check_clock(self, plan: Plan) -> None:
        last = max((one.at for one in self.store.desk()), key=datetime.fromisoformat, default="")
        if last and plan.began - datetime.fromisoformat(last) > _LONGEST_REST:
            raise ClockDoubtful(last=last[:10])

    def _retire(self, one: Leaving, removed: Removed, named: set[str]) -> None:
        now = stamp(self.sealing.clock())
        try:
            self.store.retire(replace(one, told=replace(one.told, at=now)))
        except Conflict:
            removed.stayed += 1
            events = self.store.events(one.student_no)
            named.update(digest for event in events for digest in sealing.blobs_of(event))
        else:
            removed.students += 1

    def _clear(self, plan: Plan, removed: Removed, named: set[str]) -> None:
        """Remove what nobody names any more, and tell the desk."""
        desk = self.store.desk()
        seals = {event.body["listing"] for event in desk if event.kind is Kind.SEALED}
        seals |= {one.listing for one in self.sealing.examiner.seals.seals()}
        removed.blobs = self.store.drop_blobs(named | seals, plan.began - _UNDER_WAY)
        told = [datetime.fromisoformat(one.at) for one in desk if one.kind is Kind.RETIRED]
        if told:
            gone = (one for times in sealing.retired(desk).values() for one in times)
            removed.files = self.leftovers.clear(gone, max(told))
        for _ in self.store.summaries():  # what lies beside the chains is made anew
            pass
        if removed.any:
            body = {
                "students": removed.students,
                "blobs": removed.blobs,
                "files": removed.files,
                "years": plan.years,
            }
            self.store.append_desk([self._draft(Kind.CLEARED, body)])
