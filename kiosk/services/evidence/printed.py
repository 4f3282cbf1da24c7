"""Pages read back from a PDF: are the printed values those that the store knows?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import assets
from kiosk.model.events import Event, Kind
from kiosk.model.record import Field, Record
from kiosk.model.rounds import Verdict
from kiosk.rules import code, form
from kiosk.rules.fold import fold
from kiosk.services.evidence.verify import Answer, Result, Verifier
from store.contract import Store

_FORM = assets.table("form")
_WRONG = str(_FORM["disputed"]).partition("{fields}")[2].partition("{claims}")[0]
_ISSUED = frozenset({Result.CURRENT, Result.SUPERSEDED, Result.OUTDATED})


@dataclass(frozen=True, slots=True)
class PageAnswer:
    """What one page of a PDF turned out to be."""

    page: int
    """Counted from 1."""
    answer: Answer
    compared: bool
    """The printed values were compared too; of a scan only the code can be read."""


def sheet_codes(codes: Sequence[str]) -> tuple[str, ...]:
    """Return those of a page's QR codes that are sheet codes, each once."""
    return tuple(dict.fromkeys(one for one in codes if _is_code(one)))


def _is_code(text: str) -> bool:
    try:
        code.parse(text)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class PageVerifier:
    """Compares pages with what the store says."""

    store: Store
    verifier: Verifier

    def verify(self, page: int, codes: Sequence[str], text: str) -> PageAnswer:
        """Return what a page is.

        Args:
            page: Counted from 1.
            codes: Its sheet codes, at least one.
            text: Its letters without spaces; empty of a scan.
        """
        if len(codes) > 1:
            return PageAnswer(page, Answer(Result.ALTERED), compared=False)
        answer = self.verifier.verify(codes[0])
        if answer.result not in _ISSUED or not text:
            return PageAnswer(page, answer, compared=False)
        if not self._holds(code.parse(codes[0]).sheet_id, answer.student_no, text):
            answer = Answer(Result.ALTERED, answer.student_no, answer.round)
        return PageAnswer(page, answer, compared=True)

    def _holds(self, sheet_id: str, student_no: str, text: str) -> bool:
        """Tell whether a page shows a record of its time, and what was declared."""
        events = self.store.events(student_no)
        student = fold(student_no, events)
        issued = next(one for one in student.declarations if one.sheet_id == sheet_id)
        shown = any(_letters(one) in text for one in _records(student_no, events, issued.seq))
        verdicts = {one.verdict for one in student.declarations}
        verdict = Verdict.DISPUTED if _WRONG in text else Verdict.CORRECT
        return shown and verdict in verdicts


def _records(student_no: str, events: Sequence[Event], since: int) -> Iterator[Record]:
    """Yield the record as it was when declared, and each one after: sheets are printed anew."""
    yield fold(student_no, events[:since]).record
    for event in events[since:]:
        if event.kind in {Kind.IMPORTED, Kind.ADDED}:
            yield Record.of(event.body["record"])


def _letters(record: Record) -> str:
    """Return the 18 fields as they follow one another on the page, without spaces."""
    pairs = (f"{form.label(one)}：{form.value(record, one)}" for one in Field)
    return "".join("".join(pairs).split())
