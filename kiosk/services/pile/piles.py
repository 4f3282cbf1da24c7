"""The piles as they lie on the desks: kept in memory, in order, and fresh."""

import math
import time
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Hashable, Iterable, Iterator

from kiosk.model.rounds import Round
from kiosk.model.student import Summary
from kiosk.rules.pile import place
from kiosk.services.pile.selection import Selection
from store.contract import Store

_SLICE = 0.02
"""Seconds: no scan waits longer for a look at what other desks wrote; the next one goes on."""
_SHARE = 10
"""After a look there is none for so many times as long as it took."""

Key = tuple[object, ...]
Neighbours = tuple[Summary | None, Summary | None]
"""Who lies just above a sheet, and who just below."""


class Piles:
    """A pile a round and college: sheets are looked for by bisection, not by reading the store."""

    def __init__(self, store: Store, timer: Callable[[], float] = time.monotonic) -> None:
        """Read the store's summaries, which may take a second where no one has before.

        Args:
            store: Whose piles they are.
            timer: Seconds since whenever.
        """
        self._store = store
        self._timer = timer
        self._known: dict[str, Summary] = {}
        self._piles: dict[tuple[str, str], list[Key]] = {}
        self._pulse: Hashable = store.pulse()
        self._unread: Iterator[Summary] | None = store.summaries()
        self._took = self._not_before = 0.0
        self._look(math.inf)

    def students(self) -> Iterator[Summary]:
        """Yield everybody, as of the last look."""
        return iter(self._known.values())

    def refresh(self) -> None:
        """Take over what others wrote since, or as much as fits; nothing is read if nobody did."""
        if self._unread is None and self._timer() >= self._not_before:
            pulse = self._store.pulse()
            if pulse != self._pulse:
                self._pulse, self._unread, self._took = pulse, self._store.summaries(), 0.0
        self._look(_SLICE)

    def put(self, student: Summary) -> None:
        """Take over what this desk just wrote."""
        self._replace(student)

    def between(self, student: Summary, round_: Round, within: Selection) -> Neighbours:
        """Return whose sheets a student's sheet lies between, itself not among them.

        Args:
            student: In the pile, or about to be.
            round_: Whose pile it is.
            within: Whose sheets are being collected: a class, or all of the college.
        """
        pile = self._piles.get((str(round_), student.college), [])
        own = place(student)
        above = reversed(pile[: bisect_left(pile, own)])
        below = pile[bisect_right(pile, own) :]
        return self._nearest(above, within), self._nearest(below, within)

    def _nearest(self, keys: Iterable[Key], within: Selection) -> Summary | None:
        found = (self._known[str(key[-1])] for key in keys)
        return next(filter(within.takes, found), None)

    def _look(self, longest: float) -> None:
        if self._unread is None:
            return
        began = self._timer()
        for one in self._unread:
            if self._known.get(one.student_no) is not one:
                self._replace(one)
                if self._timer() - began >= longest:
                    break
        else:
            self._unread = None
        ended = self._timer()
        self._took += ended - began
        self._not_before = ended + _SHARE * self._took

    def _replace(self, new: Summary) -> None:
        old = self._known.get(new.student_no)
        if old is not None:
            if old.rev > new.rev:
                return
            for pile in self._of(old):
                del pile[bisect_left(pile, place(old))]
        self._known[new.student_no] = new
        for pile in self._of(new):
            insort(pile, place(new))

    def _of(self, student: Summary) -> Iterator[list[Key]]:
        if not student.left:
            for round_ in student.handed_in:
                yield self._piles.setdefault((round_, student.college), [])
