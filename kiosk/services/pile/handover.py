"""Handing a class's pile over: the list, a seal that covers it, and an event of the desk."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from kiosk.errors import KioskError, StoreError
from kiosk.model.events import Draft, Event, Kind
from kiosk.model.handover import Absent, Content, Filed, Handover
from kiosk.model.rounds import Round
from kiosk.model.seal import End, Seal
from kiosk.model.student import Student, Summary
from kiosk.rules import chain, pile, sealing
from kiosk.rules.fold import fold, summarize
from kiosk.services.evidence.sealing import Sealing
from kiosk.services.pile import missing
from kiosk.services.pile.selection import Selection, the_class
from kiosk.services.ports import stamp
from store.contract import Store

_PATH = ("round", "college", "major", "class_name", "grade")
"""What of a list's content says whose it is."""


class BeingHandedOver(KioskError):
    """Somebody else is at the same class."""

    text = "error.being_handed_over"


class Unsealable(StoreError):
    """The chain of a student of the class does not hold, so no seal can cover the pile."""

    text = "error.unsealable"


@dataclass(frozen=True, slots=True)
class Handovers:
    """Hands piles over."""

    _store: Store
    """Whose classes may be handed over."""
    sealing: Sealing
    """Of the whole store: a seal binds all students, and shows nobody."""

    def hand_over(self, wanted: Selection, round_: Round) -> tuple[Handover, bool]:
        """Hand a class's pile over, durable when this returns.

        Nothing is written if the list is the one that was handed over last.

        Args:
            wanted: With the name of a class; college, major and 年级 make it exact.
            round_: Whose sheets.

        Returns:
            The list, and whether it is another one than the last.

        Raises:
            NoSuchClass, ManyClasses: As ``the_class`` says.
            BeingHandedOver: By somebody else, now.
            Unsealable: A chain does not hold.
        """
        exact = the_class(self._store.summaries(), wanted)
        name = f"handover/{round_}/{exact.college}/{exact.major}/{exact.class_name}"
        with self._store.hold(name) as held:
            if not held:
                raise BeingHandedOver
            return self._hand_over(exact, round_)

    def _hand_over(self, exact: Selection, round_: Round) -> tuple[Handover, bool]:
        content, ends = self._look(exact, round_)
        last = self._last(content)
        if last is not None and last.body["digest"] == digest(content):
            return _of_event(content, last), False
        seal = self._covering(ends)
        while seal is None:
            self._seal(ends)
            content, ends = self._look(exact, round_)
            seal = self._covering(ends)
        made = Handover(
            content=content,
            digest=digest(content),
            at=stamp(self.sealing.clock()),
            seal=seal.root,
            sealed_at=seal.at,
            replaces=last.body["digest"] if last else "",
            replaced_at=last.at if last else "",
        )
        draft = Draft(made.at, self.sealing.actor, Kind.HANDED_OVER, _body(made))
        self._store.append_desk([draft])
        return made, True

    def _look(self, exact: Selection, round_: Round) -> tuple[Content, Mapping[str, End]]:
        """Return the list as it is now, and where the chains end that it was read from."""
        numbers = sorted(one.student_no for one in self._store.summaries() if exact.takes(one))
        ends: dict[str, End] = {}
        students: list[tuple[Summary, Student]] = []
        for number, links in self._store.events_of(numbers):
            if chain.fault(number, links):
                raise Unsealable
            student = fold(number, links)
            ends[number] = End(student.rev, student.head)
            students.append((summarize(student), student))
        students.sort(key=lambda one: pile.place(one[0]))
        return _content(exact, round_, students), ends

    def _last(self, content: Content) -> Event | None:
        """Return the event of the last list of the same class and round."""
        path = {key: getattr(content, key) for key in _PATH}
        for event in reversed(self._store.desk()):
            if event.kind is Kind.HANDED_OVER and path.items() <= event.body.items():
                return event
        return None

    def _covering(self, ends: Mapping[str, End]) -> Seal | None:
        """Return the latest seal, if it covers these chains as they are now."""
        sealed = [event for event in self._store.desk() if event.kind is Kind.SEALED]
        if not sealed:
            return None
        seal = sealing.of_json(sealed[-1].body)
        listing = self._store.blob(seal.listing)
        if listing is None or self.sealing.examiner.seals.fault(seal):
            return None
        return seal if set(sealing.lines(ends)) <= set(sealing.unpacked(listing)) else None

    def _seal(self, ends: Mapping[str, End]) -> None:
        _, report = self.sealing.seal()
        if not ends.keys() <= report.ends.keys():
            raise Unsealable


def digest(content: Content) -> str:
    """Return the SHA-256 of a list's canonical JSON, in hex."""
    return hashlib.sha256(chain.canonical(asdict(content))).hexdigest()


def _content(
    exact: Selection, round_: Round, students: Sequence[tuple[Summary, Student]]
) -> Content:
    filed: list[Filed] = []
    absent: list[Absent] = []
    for summary, student in students:
        if pile.is_missing(summary, round_):
            excuse = student.excuse(round_)
            state = pile.furthest(pile.states(summary, round_))
            reason = missing.words(excuse) if excuse else ""
            absent.append(Absent(student.student_no, summary.name, state, reason))
        else:
            filed.append(_filed(student))
    return Content(
        round=str(round_),
        college=exact.college,
        major=exact.major,
        class_name=exact.class_name,
        grade=exact.grade,
        grades=tuple(sorted({one.grade for one, _ in students})),
        school=students[0][0].school if students else "",
        filed=tuple(filed),
        absent=tuple(absent),
    )


def _filed(student: Student) -> Filed:
    """Return the newest sheet that lies in the pile: it carries the rounds before."""
    sheets = [one for one in student.declarations if student.handed_in(one.sheet_id)]
    newest = sheets[-1]
    changed = any(one.seq > newest.seq for one in student.changes)
    return Filed(student.student_no, student.record.name, newest.sheet_id, newest.verdict, changed)


def _body(made: Handover) -> dict[str, str | int]:
    content = made.content
    path: dict[str, str | int] = {key: getattr(content, key) for key in _PATH}
    return path | {
        "digest": made.digest,
        "students": content.students,
        "handed_in": len(content.filed),
        "excused": content.excused,
        "seal": made.seal,
        "sealed_at": made.sealed_at,
        "replaces": made.replaces,
        "replaced_at": made.replaced_at,
    }


def _of_event(content: Content, event: Event) -> Handover:
    body = event.body
    return Handover(
        content=content,
        digest=body["digest"],
        at=event.at,
        seal=body["seal"],
        sealed_at=body["sealed_at"],
        replaces=body["replaces"],
        replaced_at=body["replaced_at"],
    )
