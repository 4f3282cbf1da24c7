"""Students' files as one of the staff may read them."""

from dataclasses import dataclass

from kiosk.model.staff import Staff
from kiosk.model.student import Student
from kiosk.rules.fold import fold
from kiosk.rules.veil import as_seen
from kiosk.services.acts.appending import NoSuchStudent
from store.contract import Store


@dataclass(frozen=True, slots=True)
class Files:
    """One file at a time; the store notes each look of whoever it is held to."""

    store: Store
    staff: Staff

    def open(self, student_no: str) -> Student:
        """Return a student's file, ID numbers masked for who sees none.

        Raises:
            NoSuchStudent: Nobody has this number.
            NotAllowed: Out of scope.
        """
        found = fold(student_no, self.store.events(student_no))
        if not found.rev:
            raise NoSuchStudent
        return as_seen(found, self.staff)
