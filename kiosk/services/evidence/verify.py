"""Is this sheet genuine, and is it the current one?"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.model.rounds import Round
from kiosk.model.student import Declaration, Student
from kiosk.rules import code
from kiosk.rules.chain import fault
from kiosk.rules.code import SheetCode
from kiosk.rules.fold import fold
from kiosk.services.evidence.notices import Notices
from kiosk.services.ports import Keys
from store.contract import Store


class Result(StrEnum):
    """What a sheet code turned out to be."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    OUTDATED = "outdated"
    ALTERED = "altered"
    UNKNOWN = "unknown"
    RETIRED = "retired"
    """Issued here; the retention rule took its owner out since."""
    GENUINE = "genuine"
    """Only keys were at hand: nobody can tell whether it is still the latest."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The result, and whose sheet it is if that is known."""

    result: Result
    student_no: str = ""
    round: Round | None = None
    sheet_id: str = ""


def verify_offline(text: str, genuine: Callable[[SheetCode], bool]) -> Answer:
    """Return what a scanned code, or its whole URL, is where there is no store.

    Args:
        text: As scanned; anything at all.
        genuine: Tells whether a known key signed the code.
    """
    try:
        found = code.parse(text)
    except ValueError:
        return Answer(Result.UNKNOWN)
    return Answer(Result.GENUINE if genuine(found) else Result.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Verifier:
    """Compares codes with what the store says."""

    store: Store
    keys: Keys
    _notices: Notices = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Begin to listen to what the desk tells."""
        object.__setattr__(self, "_notices", Notices(self.store))

    def genuine(self, found: SheetCode) -> bool:
        """Tell whether a key signed a code that this machine has, or learns of from the store."""
        return self.keys.genuine(found) or self.keys.vouched(found, self._notices.key_changes())

    def gone(self, sheet_id: str) -> Answer:
        """Return what a sheet is that nobody in the store has."""
        found = self._notices.retired(sheet_id)
        return Answer(Result.RETIRED, found[0], None, found[1]) if found else Answer(Result.UNKNOWN)

    def verify(self, text: str) -> Answer:
        """Return what a scanned code, its whole URL, or a typed short number is.

        Args:
            text: As scanned or typed; anything at all.
        """
        try:
            found = code.parse(text)
        except ValueError:
            return self._verify_short(text)
        if not self.genuine(found):
            known = self._issued(found.sheet_id) is not Result.UNKNOWN
            return Answer(Result.ALTERED if known else Result.UNKNOWN)
        return self._compare(found.sheet_id, found)

    def _verify_short(self, text: str) -> Answer:
        try:
            head = code.parse_short(text)
        except ValueError:
            head = text.strip().rsplit("/", 1)[-1].upper()
            if len(head) != code.SHEET_ID_CHARS:
                return Answer(Result.UNKNOWN)
        return self._compare(head, None)

    def _issued(self, sheet_id: str) -> tuple[Student, Declaration] | Result:
        """Return whose sheet it is; ``UNKNOWN`` without one, ``ALTERED`` if the chain broke."""
        student_no = self.store.student_of(sheet_id)
        if student_no is None:
            return Result.UNKNOWN
        events = self.store.events(student_no)
        if fault(student_no, events):
            return Result.ALTERED
        student = fold(student_no, events)
        for one in student.declarations:
            if one.sheet_id.startswith(sheet_id):
                return student, one
        return Result.UNKNOWN

    def _compare(self, sheet_id: str, scanned: code.SheetCode | None) -> Answer:
        issued = self._issued(sheet_id)
        if issued is Result.UNKNOWN:
            return self.gone(sheet_id)
        if isinstance(issued, Result):
            return Answer(issued)
        student, declaration = issued
        altered = scanned is not None and scanned.text != declaration.code
        result = Result.ALTERED if altered else self.standing(student, declaration)
        return Answer(result, student.student_no, declaration.round, declaration.sheet_id)

    def standing(self, student: Student, declaration: Declaration) -> Result:
        """Return whether a declaration is the current one of its round.

        One whose code another program wrote, which nobody can read, counts as altered.
        """
        try:
            issued = code.parse(declaration.code)
        except ValueError:
            return Result.ALTERED
        if student.declared(declaration.round) != declaration:
            return Result.SUPERSEDED
        now = code.digest(
            self.keys.digest_key,
            student.record,
            declaration.round,
            declaration.verdict,
            declaration.statement,
        )
        if now != issued.digest:
            return Result.OUTDATED
        return Result.CURRENT
