"""The archive sheet of a student, put together from their file; drawing it is another's work."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import assets
from kiosk.config import Config
from kiosk.model.page import ChangeRow, Page, RoundRow, Signed
from kiosk.model.signature import Signature, SignedBy
from kiosk.model.student import Change, Declaration, Student
from kiosk.rules import code
from kiosk.rules.rounds import later_kinds
from kiosk.services.acts.declaring import request_number
from kiosk.services.acts.signing import drawn
from kiosk.services.ports import Keys
from store.contract import Store

_FORM = assets.table("form")
_INITIAL = "initial"


@dataclass(frozen=True, slots=True)
class Sheets:
    """Puts pages together."""

    store: Store
    keys: Keys
    config: Config

    def page(self, student: Student) -> Page:
        """Return the sheet of the student's latest declaration, or the page that says 未核对."""
        issued = student.declarations[-1] if student.declarations else None
        own = _own_statement(student, issued)
        return Page(
            record=student.record,
            source=student.source,
            enrolments=self._enrolments(student),
            admission_photo=self._photo(student.record.admission_photo),
            degree_photo=self._photo(student.record.degree_photo),
            statement=own.statement if own else "",
            request_number=request_number(own.sheet_id) if own and own.claims else "",
            copy_by_hand=self.config.visit.statement == "paper",
            signed=self._signed(own) if own else Signed(),
            account=issued.account if issued else "",
            rounds=self._rounds(student),
            changes=tuple(map(self._change, student.changes)),
            round=issued.round if issued else None,
            url=sheet_url(self.config.base_url, issued.code) if issued else "",
            host=urlsplit(self.config.base_url).netloc.upper(),
            sheet_number=code.short_number(issued.sheet_id) if issued else "",
            day=student.page_at[:10],
            rev=student.page_rev,
            head=student.page_head,
        )

    def _enrolments(self, student: Student) -> int:
        if not student.record.id_number:
            return 1
        numbers = self.store.students_of(self.keys.id_hash(student.record.id_number))
        return len({*numbers, student.student_no})

    def _photo(self, digest: str) -> bytes | None:
        return self.store.blob(digest) if digest else None

    def _rounds(self, student: Student) -> tuple[RoundRow, ...]:
        return tuple(
            self._row(kind, [one for one in student.declarations if one.round.kind == kind])
            for kind in later_kinds(student.record.duration)
        )

    def _row(self, kind: str, found: Sequence[Declaration]) -> RoundRow:
        label = _FORM["rounds"][kind]
        if not found:
            return RoundRow(label)
        latest = found[-1]
        return RoundRow(label, _FORM["verdicts"][latest.verdict.value], self._signed(latest))

    def _signed(self, declaration: Declaration) -> Signed:
        day = declaration.at[:10]
        if declaration.proxy:
            return Signed(name=declaration.proxy + _FORM["proxy"], date=day)
        by_hand = declaration.signature.by is SignedBy.PAPER
        return Signed() if by_hand else self._ink(declaration.signature, day)

    def _change(self, change: Change) -> ChangeRow:
        done = change.confirmed
        return ChangeRow(change, self._ink(done.signature, done.at[:10]) if done else Signed())

    def _ink(self, signature: Signature, day: str) -> Signed:
        """Return what a signature leaves on a line; by hand, nothing but the day."""
        strokes = drawn(self.store, signature.blob) if signature.blob else None
        return Signed(strokes, signature.name, day)


def _own_statement(student: Student, issued: Declaration | None) -> Declaration | None:
    """Return whose sentence stands on the sheet: that of ``initial``, else that of the issue.

    A later round that finds something wrong says so itself: its row has no room for the right
    values, and what is signed must be on the paper.
    """
    if issued is None or issued.claims or issued.round.kind == _INITIAL:
        return issued
    initial = [one for one in student.declarations if one.round.kind == _INITIAL]
    return initial[-1] if initial else issued


def sheet_url(base_url: str, sheet_code: str) -> str:
    """Return what the QR on paper says; upper case keeps it in alphanumeric mode."""
    return f"{base_url.upper()}/R/{sheet_code}"


def screen_url(base_url: str, sheet_id: str) -> str:
    """Return what the QR on the screen says."""
    return f"{base_url.upper()}/S/{sheet_id}"
