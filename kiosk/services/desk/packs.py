"""Packs at the desk: what is in the selection, made in a process of its own, and where it lies."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from kiosk.errors import KioskError, Problem
from kiosk.model.roll import State
from kiosk.model.rounds import Round
from kiosk.model.student import Summary
from kiosk.rules import pile
from kiosk.services.pile.packs import Packs
from kiosk.services.pile.selection import Selection
from kiosk.services.ports import Clock
from kiosk.services.rounds import Rounds
from kiosk.services.work import Listener, Work
from store.contract import Store

PARTS = ("grade", "college", "major", "class_name")
"""What limits a selection, the widest first; each offers what the ones before it leave."""


class PackStopped(KioskError):
    """Somebody stopped it: no file was written."""

    text = "screen.packs.stopped"


@dataclass(frozen=True, slots=True)
class PackOrder:
    """A pack to be made."""

    selection: Selection
    round: Round
    rolls_only: bool
    target: Path


@dataclass(frozen=True, slots=True)
class Drawn:
    """A step: so many students more are on paper."""

    students: int


@dataclass(frozen=True, slots=True)
class Made:
    """What a pack holds."""

    pages: int
    sheets: int
    rolls: int
    refused: tuple[str, ...]
    """Numbers of the students whose sheets could not be drawn; their roll sheet says why."""


def make(packs: Packs, order: PackOrder, file: BinaryIO, listener: Listener) -> None:
    """Draw a pack into a file: the process's own work.

    Raises:
        PackStopped: Somebody said so, or nobody is there any more.
    """
    from kiosk.sheet.pack import bind  # noqa: PLC0415 - the desk itself draws nothing

    def step(students: int) -> None:
        listener.tell(Drawn(students))
        if listener.interrupts() or listener.gone:
            raise PackStopped

    chosen = packs.choose(order.selection, order.round)
    bound = bind(packs.sections(chosen, rolls_only=order.rolls_only), file, 1, step)
    refused = tuple(one.student_no for one in bound.refused)
    listener.tell(Made(bound.pages, bound.sheets, bound.rolls, refused))


class Packing:
    """One pack that is being made."""

    def __init__(self, work: Work) -> None:
        """Take over work that does what ``make`` does."""
        self._work = work
        self._told = work.told()
        self.made: Made | None = None

    def steps(self) -> Iterator[int]:
        """Yield how many students each step drew.

        Raises:
            WorkRefused: It cannot be made, or was stopped.
            WorkBrokenOff: The process died; no file was written.
        """
        for one in self._told:
            if isinstance(one, Made):
                self.made = one
            else:
                yield one.students

    def stopped(self) -> Problem:
        """Have it end after the step of now, wait for that, and return what to say."""
        self._work.say("stop")
        try:
            for _ in self.steps():
                pass
        except KioskError as error:
            return error.problem
        return PackStopped().problem


@dataclass(frozen=True, slots=True)
class Offer:
    """What a selection holds, and how it can be limited further."""

    students: int
    """In the selection, with its state."""
    options: dict[str, tuple[str, ...]]
    """Values by part, in the order of the pile, of students whom the wider parts leave."""
    states: dict[State, int]
    """Students by state, whatever state was chosen."""


@dataclass(frozen=True, slots=True)
class PackDesk:
    """The making of packs as the desk uses it."""

    store: Store
    rounds: Rounds
    clock: Clock
    folder: Path
    """Where packs lie."""
    work: Callable[[PackOrder], Work]
    """Starts a process that does what ``make`` does."""

    def open_rounds(self) -> tuple[Round, ...]:
        """Return the rounds that a pack can be about, those of today first."""
        found = (*self.rounds.today(), *self.rounds.all_open())
        return tuple(dict.fromkeys(one.round for one in found))

    def offer(self, selection: Selection, round_: Round) -> Offer:
        """Return what a selection holds."""
        everybody = [one for one in self.store.summaries() if not one.left]
        options = {
            part: _values(filter(_wider(selection, part).takes, everybody), part) for part in PARTS
        }
        found = list(filter(selection.takes, everybody))
        states = Counter(state for one in found for state in pile.states(one, round_))
        wanted = len(found) if selection.state is None else states[selection.state]
        return Offer(wanted, options, dict(states))

    def made(self) -> tuple[Path, ...]:
        """Return the packs that were made here, the newest first."""
        return tuple(sorted(self.folder.glob("*.pdf"), reverse=True))

    def start(
        self, selection: Selection, round_: Round, *, rolls_only: bool
    ) -> tuple[Path, Packing]:
        """Begin to make a pack; its name tells nothing about people.

        Returns:
            Where it will lie, and the work.
        """
        self.folder.mkdir(mode=0o700, exist_ok=True)
        name = f"{self.clock():%Y%m%d-%H%M%S}-{round_.year}-{round_.kind}.pdf"
        order = PackOrder(selection, round_, rolls_only, self.folder / name)
        return order.target, Packing(self.work(order))


def limited(selection: Selection, part: str, value: str) -> Selection:
    """Return a selection with another value of a part; what is narrower limits no more."""
    kept = {one: getattr(selection, one) for one in PARTS[: PARTS.index(part)]}
    return Selection(**kept, **{part: value}, state=selection.state)


def _wider(selection: Selection, part: str) -> Selection:
    """Return a selection without a part, all that is narrower, and the state."""
    return replace(limited(selection, part, ""), state=None)


def _values(students: Iterable[Summary], part: str) -> tuple[str, ...]:
    found = {getattr(one, part) for one in students} - {""}
    return tuple(sorted(found, key=pile.natural))
