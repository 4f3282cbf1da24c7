"""Keys that come from another home: they are taken only if they are this college's."""

from collections.abc import Callable

from kiosk.errors import KioskError
from kiosk.keys.book import SealBook
from kiosk.keys.bundle import Bundle
from kiosk.keys.ring import KeyRing
from kiosk.model.student import Student
from kiosk.rules.fold import fold
from store.contract import Store


class OtherCollege(KioskError):
    """The store's students were written with another secret."""

    text = "seal.other_college"


def take(bundle: Bundle, ring: KeyRing, book: SealBook, store: Store) -> None:
    """Make the home's keys those of the bundle.

    Raises:
        OtherCollege: Students of the store could not be found by their ID numbers any more.
        KeysUnusable: A key of the home is damaged.
    """
    if not _finds(store, KeyRing(ring.pairs, bundle.secret)):
        raise OtherCollege
    bundle.into(ring, book)


def _finds(store: Store, ring: KeyRing) -> bool:
    """Tell whether a secret is the one that a store's index of persons was made with."""
    for one in store.summaries():
        student = fold(one.student_no, store.events(one.student_no))
        if student.record.id_number:
            return is_found(store, student, ring.id_hash)
    return True


def is_found(store: Store, student: Student, id_hash: Callable[[str], str]) -> bool:
    """Tell whether a student who has an ID number is found by it: with another secret nobody is."""
    number = student.record.id_number
    return not number or student.student_no in store.students_of(id_hash(number))
