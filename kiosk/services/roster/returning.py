"""Students in a roster whom the retention rule took out."""

from collections.abc import Iterable, Iterator

from kiosk.errors import Problem
from kiosk.roster.findings import Finding
from kiosk.rules import sealing
from kiosk.services.roster.plan import Write
from store.contract import Store


def came_back(store: Store, writes: Iterable[Write]) -> Iterator[Finding]:
    """Yield a warning for each who would begin a new file after the old one was removed.

    They are taken in: a school may have somebody again. An old roster that was read by mistake
    brings nobody for long, as the next removal goes by the graduation that it gives.
    """
    gone = sealing.retired(store.desk())
    for write in writes:
        row = write.wish.row
        if write.old is None and row is not None and write.wish.student_no in gone:
            problem = Problem("problem.retired")
            number = write.wish.student_no
            yield Finding(row.path, row.sheet, row.number, row.label, number, problem)
