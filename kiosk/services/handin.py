"""The pile handed in: sheets in any order, each told at once where it belongs, or why not."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from uuid import uuid4

from kiosk.model.events import Draft, Kind
from kiosk.model.paper import HandIn as Lying
from kiosk.model.rounds import Round
from kiosk.model.student import Declaration, Student, Summary
from kiosk.rules import code
from kiosk.rules.fold import fold, summarize
from kiosk.rules.text import half_width
from kiosk.services.appending import Acts, append
from kiosk.services.pile import Piles
from kiosk.services.ports import Clock, stamp
from kiosk.services.selection import Selection
from kiosk.services.verify import Result as Verdict
from kiosk.services.verify import Verifier


class Result(StrEnum):
    """What became of a scan; values are the names in JSON (spec/product.md)."""

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
    """Why a sheet is not taken after all: the file changed between looking and writing."""

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
        found = self._find(text)
        if isinstance(found, Answer):
            return found
        student, sheet = found
        scan = str(uuid4())

        def build(now: Student) -> Acts:
            refused = self._refusal(text, now, sheet, collecting)
            if refused is not None:
                raise _Refused(refused)
            return self._acts(Kind.HANDED_IN, sheet_id=sheet.sheet_id, scan=scan)

        try:
            build(student)
            after = append(self._store, student.student_no, build, partial(_holding, sheet))
        except _Refused as refused:
            return refused.answer
        return self._placed(text, after, sheet, scan, collecting or Selection())

    def give_back(self, text: str) -> Answer:
        """Take a sheet out of the pile, whatever became of it since; durable when this returns.

        Raises:
            StoreUnreachable: As in ``take``.
        """
        found = self._find(text)
        if isinstance(found, Answer):
            return found
        student, sheet = found
        if _holding(sheet, student) is None:
            return _answer(text, Result.NOT_IN, student, sheet)

        def build(_now: Student) -> Acts:
            return self._acts(Kind.HANDED_BACK, sheet_id=sheet.sheet_id)

        def without(now: Student) -> Student | None:
            return now if _holding(sheet, now) is None else None

        after = append(self._store, student.student_no, build, without)
        self._piles.put(summarize(after))
        return _answer(text, Result.HANDED_BACK, after, sheet)

    def _find(self, text: str) -> tuple[Student, Declaration] | Answer:
        """Return a genuine sheet and the file that it was issued from, or that it is none."""
        typed = half_width(text)
        found = self._verifier.verify(typed)
        if found.result in {Verdict.ALTERED, Verdict.UNKNOWN}:
            forged = found.result is Verdict.ALTERED or self._forged(typed)
            return Answer(text, Result.NOT_GENUINE if forged else Result.UNKNOWN)
        student = fold(found.student_no, self._store.events(found.student_no))
        issued = {one.sheet_id: one for one in student.declarations}
        return student, issued[found.sheet_id]

    def _forged(self, typed: str) -> bool:
        """Tell whether a text is a code that no key of ours signed."""
        try:
            scanned = code.parse(typed)
        except ValueError:
            return False
        return not self._verifier.keys.genuine(scanned)

    def _refusal(
        self, text: str, student: Student, sheet: Declaration, collecting: Selection | None
    ) -> Answer | None:
        """Return why a sheet is not taken; none: it is, or lies there already."""
        if student.declarations[-1] != sheet:
            return _answer(text, Result.SUPERSEDED, student, sheet)
        if self._verifier.standing(student, sheet) is not Verdict.CURRENT:
            return _answer(text, Result.OUTDATED, student, sheet)
        on_list = replace(summarize(student), left=False)
        if collecting is not None and not collecting.takes(on_list):
            return _answer(text, Result.OTHER_CLASS, student, sheet)
        return None

    def _placed(
        self, text: str, student: Student, sheet: Declaration, scan: str, within: Selection
    ) -> Answer:
        """Return the answer for a sheet in the pile: by whose scan, and between whom it belongs."""
        lying = student.handed_in(sheet.sheet_id)
        mine = lying is not None and lying.scan == scan
        said = _answer(text, Result.ACCEPTED if mine else Result.ALREADY, student, sheet)
        summary = summarize(student)
        self._piles.refresh()
        self._piles.put(summary)
        after, before = self._piles.between(summary, sheet.round, within)
        return replace(said, after=after, before=before)

    def _acts(self, kind: Kind, **body: str) -> Acts:
        return Acts((Draft(stamp(self._clock()), self._actor, kind, body),))


def _holding(sheet: Declaration, student: Student) -> Student | None:
    """Return a student whose sheet lies in the pile."""
    return student if student.handed_in(sheet.sheet_id) else None


def _answer(text: str, result: Result, student: Student, sheet: Declaration) -> Answer:
    return Answer(
        code=text,
        result=result,
        student=summarize(student),
        round=sheet.round,
        newest=student.declarations[-1],
        lying=student.handed_in(sheet.sheet_id),
    )
