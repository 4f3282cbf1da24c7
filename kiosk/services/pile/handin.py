"""The pile handed in: sheets in any order, each told at once where it belongs, or why not."""

from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import uuid4

from kiosk.model.events import Draft, Kind
from kiosk.model.paper import HandIn as Lying
from kiosk.model.rounds import Round
from kiosk.model.student import Declaration, Student, Summary
from kiosk.rules import code
from kiosk.rules.fold import fold, summarize
from kiosk.rules.text import half_width
from kiosk.services.acts.appending import Acts, append
from kiosk.services.evidence.verify import Answer as Verified
from kiosk.services.evidence.verify import Result as Verdict
from kiosk.services.evidence.verify import Verifier
from kiosk.services.pile.piles import Piles
from kiosk.services.pile.selection import Selection
from kiosk.services.ports import Clock, stamp


class Result(StrEnum):
    """What became of a scan; values are the names in JSON."""

    ACCEPTED = "accepted"
    ALREADY = "already"
    """It lies in the pile."""
    SUPERSEDED = "superseded"
    """The student declared again since: the newest sheet is filed."""
    OUTDATED = "outdated"
    """A roster changed the record since: the student is to check again."""
    OTHER_CLASS = "other_class"
    """It is not of the class that is being collected."""
    NOT_GENUINE = "not_genuine"
    """Altered, or signed by nobody here."""
    UNKNOWN = "unknown"
    """No sheet has this number."""
    HANDED_BACK = "handed_back"
    """It was taken out of the pile."""
    NOT_IN = "not_in"
    """It cannot be taken out: it does not lie in the pile."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a scan turned out to be."""

    code: str
    """As scanned or typed."""
    result: Result
    student: Summary | None = None
    """Whose sheet it is; none: of nobody, or nobody can tell."""
    round: Round | None = None
    after: Summary | None = None
    """Whose sheet lies just above it in the pile …"""
    before: Summary | None = None
    """… and just below; none: it is the first, or the last."""
    newest: Declaration | None = None
    """The declaration whose sheet is filed; of a superseded sheet another one than its own."""
    lying: Lying | None = None
    """Since when the sheet lies in the pile, and who put it there."""


class _Refused(Exception):
    """A sheet is not taken; carries why out of the append."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer


class HandIn:
    """Takes sheets and gives them back; several desks may do so at once."""

    def __init__(self, verifier: Verifier, piles: Piles, clock: Clock, actor: str) -> None:
        """Write to the verifier's store.

        Args:
            verifier: Tells genuine sheets from others.
            piles: Of the same store.
            clock: Tells the time of a scan.
            actor: ``staff:NAME``.
        """
        self._store = verifier.store
        self._verifier = verifier
        self._piles = piles
        self._clock = clock
        self._actor = actor

    def take(self, text: str, collecting: Selection | None = None) -> Answer:
        """Put a sheet on the pile, durable when this returns.

        Args:
            text: A scanned code or URL, of paper or screen, or a typed short number.
            collecting: The class that is being collected; none: any.

        Returns:
            Of an accepted sheet, and of one that lay there, between whom it belongs.

        Raises:
            StoreUnreachable: Nothing is known to be written; scan it again.
        """
        found = self._genuine(text)
        if isinstance(found, Answer):
            return found
        sheet_id, scan = found.sheet_id, str(uuid4())

        def build(now: Student) -> Acts:
            refused = self._refusal(text, now, sheet_id, collecting)
            if refused is not None:
                raise _Refused(refused)
            return self._acts(Kind.HANDED_IN, sheet_id=sheet_id, scan=scan)

        def lying(now: Student) -> Student | None:
            """Leave a sheet to ``build`` that lies there and should not."""
            there = now.handed_in(sheet_id) is not None
            return now if there and not self._refusal(text, now, sheet_id, collecting) else None

        try:
            after = append(self._store, found.student_no, build, lying)
        except _Refused as refused:
            return refused.answer
        return self._placed(text, after, sheet_id, scan, collecting or Selection())

    def give_back(self, text: str) -> Answer:
        """Take a sheet out of the pile, whatever became of it since; durable when this returns.

        Raises:
            StoreUnreachable: As in ``take``.
        """
        found = self._genuine(text)
        if isinstance(found, Answer):
            return found
        sheet_id = found.sheet_id
        before = fold(found.student_no, self._store.events(found.student_no))
        if before.handed_in(sheet_id) is None:
            return _answer(text, Result.NOT_IN, before, sheet_id)

        def build(_now: Student) -> Acts:
            return self._acts(Kind.HANDED_BACK, sheet_id=sheet_id)

        def without(now: Student) -> Student | None:
            return now if now.handed_in(sheet_id) is None else None

        after = append(self._store, found.student_no, build, without)
        self._piles.put(summarize(after))
        return _answer(text, Result.HANDED_BACK, after, sheet_id)

    def _genuine(self, text: str) -> Verified | Answer:
        """Return whose genuine sheet a text means, or that it means none."""
        typed = half_width(text)
        found = self._verifier.verify(typed)
        if found.result not in {Verdict.ALTERED, Verdict.RETIRED, Verdict.UNKNOWN}:
            return found
        forged = found.result is Verdict.ALTERED or self._forged(typed)
        return Answer(text, Result.NOT_GENUINE if forged else Result.UNKNOWN)

    def _forged(self, typed: str) -> bool:
        """Tell whether a text is a code that no key of ours signed."""
        try:
            scanned = code.parse(typed)
        except ValueError:
            return False
        return not self._verifier.genuine(scanned)

    def _refusal(
        self, text: str, student: Student, sheet_id: str, collecting: Selection | None
    ) -> Answer | None:
        """Return why a sheet is not taken; none: it is, or lies there already."""
        newest = student.declarations[-1]
        if newest.sheet_id != sheet_id:
            return _answer(text, Result.SUPERSEDED, student, sheet_id)
        if self._verifier.standing(student, newest) is not Verdict.CURRENT:
            return _answer(text, Result.OUTDATED, student, sheet_id)
        on_list = replace(summarize(student), left=False)
        if collecting is not None and not collecting.takes(on_list):
            return _answer(text, Result.OTHER_CLASS, student, sheet_id)
        return None

    def _placed(
        self, text: str, student: Student, sheet_id: str, scan: str, within: Selection
    ) -> Answer:
        """Return the answer for a sheet in the pile: by whose scan, and between whom it belongs."""
        said = _answer(text, Result.ALREADY, student, sheet_id)
        if said.lying is not None and said.lying.scan == scan:
            said = replace(said, result=Result.ACCEPTED)
        summary = summarize(student)
        self._piles.refresh()
        self._piles.put(summary)
        round_ = student.declarations[-1].round
        after, before = self._piles.between(summary, round_, within)
        return replace(said, after=after, before=before)

    def _acts(self, kind: Kind, **body: str) -> Acts:
        return Acts((Draft(stamp(self._clock()), self._actor, kind, body),))


def _answer(text: str, result: Result, student: Student, sheet_id: str) -> Answer:
    sheet = next(one for one in student.declarations if one.sheet_id == sheet_id)
    return Answer(
        code=text,
        result=result,
        student=summarize(student),
        round=sheet.round,
        newest=student.declarations[-1],
        lying=student.handed_in(sheet_id),
    )
