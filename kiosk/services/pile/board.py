"""The board at hand: every student once, counted by class, and only what changed counted anew."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock

from kiosk.errors import Problem, StoreDamaged
from kiosk.model.paper import Excuse
from kiosk.model.roll import State
from kiosk.model.rounds import Round
from kiosk.model.student import Summary
from kiosk.rules import pile
from kiosk.rules.rounds import parse_round
from kiosk.services.pile.missing import missing
from kiosk.services.pile.progress import Level, Path, Progress, in_total, path_of
from kiosk.services.ports import Clock
from kiosk.services.rounds import NoOpenRound, Rounds
from store.contract import Store

DEEPEST = len(Level)
"""Names in the path of a class."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How some students stand in a round, today and day by day."""

    progress: Progress
    days: tuple[tuple[str, int], ...]
    """How many declared on which day (ISO date), in order; a day without any is left out."""

    def on(self, day: str) -> int:
        """Return how many declared on a day."""
        return dict(self.days).get(day, 0)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the board: what lies below one line of it."""

    rounds: tuple[Round, ...]
    """Those that can be looked at, the ones of today first."""
    round: Round
    path: Path
    today: str
    """ISO date."""
    whole: Figures
    lines: tuple[Progress, ...]
    """By college, major or class, in the order of the pile."""
    damage: Problem | None
    """What could not be read, and is missing from the figures."""


@dataclass(frozen=True, slots=True)
class Member:
    """One student of a class."""

    student: Summary
    state: State
    """How far the sheet has come."""
    excuse: Excuse | None
    """Why it may be missing."""


@dataclass(frozen=True, slots=True)
class ClassPage:
    """One class, student by student."""

    page: Page
    """Without lines."""
    members: tuple[Member, ...]
    """In the order of the pile."""


class Board:
    """The students in scope. Every method may be called from any thread.

    Pages show what the last look found, so that no key waits for the store to be read.
    """

    def __init__(self, store: Store, rounds: Rounds, clock: Clock) -> None:
        """Look into ``store``, which is read by the first call."""
        self._store = store
        self._rounds = rounds
        self._clock = clock
        self._known: dict[str, Summary] = {}
        self._classes: defaultdict[Path, dict[str, Summary]] = defaultdict(dict)
        self._figures: defaultdict[Path, dict[Round, Figures]] = defaultdict(dict)
        self._declared: dict[str, None] = {}
        self._damage: Problem | None = None
        self._looked = False
        self._looking = Lock()
        """Held while the store is read, which may take long …"""
        self._lock = Lock()
        """… and this while pages are counted."""

    def look(self) -> None:
        """Take over what is new in the store; what cannot be read is told beside what can."""
        with self._looking:
            self._looked = True
            changed: list[Summary] = []
            damage = None
            try:
                changed.extend(
                    one
                    for one in self._store.summaries()
                    if self._known.get(one.student_no) is not one
                )
            except StoreDamaged as error:
                damage = error.problem
            with self._lock:
                self._damage = damage
                self._take_over(changed)

    def put(self, student: Summary) -> None:
        """Take over what this desk just wrote, before the next look finds it."""
        self._begin()
        with self._lock:
            self._take_over([student])

    def page(self, path: Path, wanted: Round | None = None) -> Page:
        """Return a page as of the last look.

        Args:
            path: Of the line that was opened: nothing, a college, or college and major.
            wanted: The round; none: the first of those that can be looked at.

        Raises:
            NoOpenRound: There never was one.
        """
        self._begin()
        with self._lock:
            return self._page(path, wanted, lines=True)

    def class_page(self, path: Path, wanted: Round | None = None) -> ClassPage:
        """Return a class, as ``page`` does."""
        self._begin()
        with self._lock:
            page = self._page(path, wanted, lines=False)
            found = sorted(self._classes.get(path, {}).values(), key=pile.place)
        round_, here = page.round, [one for one in found if not one.left]
        excused = {one.student.student_no: one.excuse for one in missing(self._store, here, round_)}
        members = (
            Member(one, pile.furthest(pile.states(one, round_)), excused.get(one.student_no))
            for one in here
        )
        return ClassPage(page, tuple(members))

    def named(self, name: str) -> tuple[Path, ...]:
        """Return the paths of all classes of a name."""
        self._begin()
        with self._lock:
            return tuple(sorted(path for path in self._classes if path[-1] == name))

    def _begin(self) -> None:
        if not self._looked:
            self.look()

    def _page(self, path: Path, wanted: Round | None, *, lines: bool) -> Page:
        rounds = self._known_rounds()
        round_ = wanted or next(iter(rounds), None)
        if round_ is None:
            raise NoOpenRound
        below: defaultdict[Path, list[Path]] = defaultdict(list)
        depth = len(path) + 1
        for one in self._classes:
            if one[: len(path)] == path:
                below[one[:depth]].append(one)
        classes = [one for group in below.values() for one in group]
        found: tuple[Progress, ...] = ()
        if lines:
            order = sorted(below, key=lambda name: self._place(name, below[name]))
            found = tuple(self._line(name, below[name], round_) for name in order)
        return Page(
            rounds,
            round_,
            path,
            self._clock().date().isoformat(),
            self._whole(classes, round_),
            tuple(one for one in found if one.total),
            self._damage,
        )

    def _known_rounds(self) -> tuple[Round, ...]:
        now = dict.fromkeys(one.round for one in self._rounds.today())
        before = sorted(map(parse_round, self._declared), reverse=True)
        return tuple(dict.fromkeys((*reversed(now), *before)))

    def _place(self, name: Path, classes: Iterable[Path]) -> tuple[object, ...]:
        """Return where a line stands: a class where its youngest year does."""
        if len(name) < DEEPEST:
            return name
        (path,) = classes
        youngest = max(self._classes[path].values(), key=lambda one: one.grade)
        return pile.place(youngest)

    def _line(self, name: Path, classes: Iterable[Path], round_: Round) -> Progress:
        total = in_total(self._of(one, round_).progress for one in classes)
        total.path = name
        return total

    def _whole(self, classes: Iterable[Path], round_: Round) -> Figures:
        found = [self._of(one, round_) for one in classes]
        days: Counter[str] = Counter()
        for one in found:
            days.update(dict(one.days))
        return Figures(in_total(one.progress for one in found), tuple(sorted(days.items())))

    def _of(self, path: Path, round_: Round) -> Figures:
        """Return a class's figures, counted when it changed."""
        found = self._figures[path].get(round_)
        if found is None:
            progress, days = Progress(path), Counter[str]()
            for one in self._classes[path].values():
                if not one.left:
                    progress.count(one, round_)
                    days.update(filter(None, (one.days.get(str(round_)),)))
            found = Figures(progress, tuple(sorted(days.items())))
            self._figures[path][round_] = found
        return found

    def _take_over(self, students: Iterable[Summary]) -> None:
        for one in students:
            old = self._known.get(one.student_no)
            if old is not None:
                self._forget(old)
            path = path_of(one, Level.CLASS)
            self._known[one.student_no] = one
            self._classes[path][one.student_no] = one
            self._figures.pop(path, None)
            self._declared |= dict.fromkeys(one.verdicts)

    def _forget(self, old: Summary) -> None:
        path = path_of(old, Level.CLASS)
        del self._classes[path][old.student_no]
        if not self._classes[path]:
            del self._classes[path]
        self._figures.pop(path, None)
