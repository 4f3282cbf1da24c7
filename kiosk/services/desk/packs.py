"""Packs at the desk: what is in the selection, made in a process of its own, and where it lies."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from kiosk.errors import Problem
from kiosk.model.roll import State
from kiosk.model.rounds import Round
from kiosk.model.student import Summary
from kiosk.rules import pile
from kiosk.services.desk.task import Task, teller
from kiosk.services.pile.packs import Packs
from kiosk.services.pile.selection import Selection
from kiosk.services.ports import Clock
from kiosk.services.rounds import Rounds
from kiosk.services.work import Listener, Work
from store.contract import Store

PARTS = ("grade", "college", "major", "class_name")
"""What limits a selection, the widest first; each offers what the ones before it leave."""


@dataclass(frozen=True, slots=True)
class PackOrder:
    """A pack to be made."""

    selection: Selection
    round: Round
    rolls_only: bool
    target: Path


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
        Stopped: Somebody said so, or nobody is there any more; no file was written.
    """
    from kiosk.sheet.pack import bind  # noqa: PLC0415 - the desk itself draws nothing

    chosen = packs.choose(order.selection, order.round)
    bound = bind(packs.sections(chosen, rolls_only=order.rolls_only), file, 1, teller(listener))
    refused = tuple(one.student_no for one in bound.refused)
    listener.tell(Made(bound.pages, bound.sheets, bound.rolls, refused))


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

    def start(self, selection: Selection, round_: Round, *, rolls_only: bool) -> Task[Made]:
        """Begin to make a pack; its name tells nothing about people.

        Returns:
            Where it will lie, and the work.
        """
        self.folder.mkdir(mode=0o700, exist_ok=True)
        name = f"{self.clock():%Y%m%d-%H%M%S}-{round_.year}-{round_.kind}.pdf"
        order = PackOrder(selection, round_, rolls_only, self.folder / name)
        return Task(self.work(order), partial(_made, target=order.target))


def _made(made: Made, target: Path) -> Problem:
    figures = {"pages": str(made.pages), "sheets": str(made.sheets), "file": target.name}
    if made.refused:
        return Problem("screen.packs.done_but", figures | {"refused": "、".join(made.refused)})
    return Problem("screen.packs.done", figures)


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
