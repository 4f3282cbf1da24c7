"""Evidence at the desk: the whole store looked through, or backed up, in a process of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import Problem
from kiosk.model.seal import Fault
from kiosk.services.desk.task import Task, teller
from kiosk.services.evidence.backup import BackingUp
from kiosk.services.evidence.examining import Examiner
from kiosk.services.ports import Clock
from kiosk.services.work import Listener, Work
from store.contract import Store

_EVERY = 200
"""Students between two steps that are told."""
_SHOWN = 5
"""Faults that are named; the command names all."""
_PASSES = 3
"""How often a backup goes through all students: to seal, to write and to read back."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in the store."""

    students: int
    events: int
    seals: int
    faults: int
    first: tuple[Fault, ...]
    """Those that the page has room for."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup that was read back."""

    students: int
    file: str


def check(examiner: Examiner, listener: Listener) -> None:
    """Look through the whole store: the process's own work.

    Raises:
        NotAllowed: It is not theirs to do.
        Stopped: Somebody said so, or nobody is there any more.
    """
    found = examiner.examine(seen=teller(listener, _EVERY))
    listener.tell(
        Checked(
            found.students,
            found.events,
            len(found.seals),
            len(found.faults),
            tuple(found.faults[:_SHOWN]),
        )
    )


def keep(backing_up: BackingUp, target: Path, listener: Listener) -> None:
    """Write a backup and read it back; who only leaves does not stop it.

    Raises:
        KioskError: As ``BackingUp.back_up`` says.
        Stopped: Somebody said so; no file was written.
    """
    seal = backing_up.back_up(target, seen=teller(listener, _EVERY, alone=True))
    listener.tell(Kept(seal.students, target.name))


@dataclass(frozen=True, slots=True)
class EvidenceDesk:
    """What the desk does for its evidence."""

    store: Store
    """Held to what the desk's person may do; says how much there is to do."""
    clock: Clock
    folder: Path
    """Where backups lie."""
    checking: Callable[[], Work]
    """Starts a process that does what ``check`` does."""
    keeping: Callable[[Path], Work]
    """Starts a process that does what ``keep`` does."""

    def check(self) -> tuple[int, Task[Checked]]:
        """Begin to look through the store; return how many steps there are, and the work."""
        return self._students(), Task(self.checking(), _checked)

    def keep(self) -> tuple[int, Task[Kept]]:
        """Begin a backup, whose name tells nothing but when; return as ``check`` does."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        target = self.folder / f"{self.clock():%Y%m%d-%H%M%S}.zip"
        return _PASSES * self._students(), Task(self.keeping(target), _kept)

    def _students(self) -> int:
        return sum(1 for _ in self.store.students())


def _checked(found: Checked) -> Problem:
    figures = ("students", "events", "seals", "faults")
    values = {name: str(getattr(found, name)) for name in figures}
    if found.faults:
        values["first"] = "  ".join(map(_place, found.first))
    return Problem("screen.evidence.faulty" if found.faults else "screen.evidence.sound", values)


def _place(fault: Fault) -> str:
    """Return where a fault is, in any language: number of the student, and of the event."""
    event = f"#{fault.seq}" if fault.seq else ""
    return f"{fault.student_no}{event}" or fault.where


def _kept(made: Kept) -> Problem:
    return Problem("screen.evidence.kept", {"students": str(made.students), "file": made.file})
