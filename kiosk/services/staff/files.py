"""Students' files as one of the staff may read them."""

from dataclasses import dataclass

from kiosk.model.staff import Staff
from kiosk.model.student import Student
from kiosk.rules.fold import fold
from kiosk.rules.veil import as_seen
from kiosk.services.acts.appending import NoSuchStudent
from kiosk.services.staff.looks import Looks
from store.contract import Store


@dataclass(frozen=True, slots=True)
class Files:
    """One file at a time; each opening of one is noted."""

    store: Store
    """Notes in ``looks`` whose chain is read."""
    staff: Staff
    looks: Looks

    def open(self, student_no: str) -> Student:
        """Return a student's file, ID numbers masked for who sees none; while it is open, again.

        Raises:
            NoSuchStudent: Nobody has this number.
            NotAllowed: Out of scope.
        """
        found = fold(student_no, self.store.events(student_no))
        if not found.rev:
            raise NoSuchStudent
        return as_seen(found, self.staff)

    def close(self, student_no: str) -> None:
        """Look at a file no longer."""
        self.looks.over(student_no)
