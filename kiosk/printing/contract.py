"""What every printer does. "Sent" is not "on paper": each outcome is one of a closed set."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol


class Outcome(Enum):
    """How a job ended, or what stands in its way; the words are ``printer.<value>``."""

    PRINTED = "printed"
    """The printer reports that it is done: whether it is in a hand, the student says."""
    OUT_OF_PAPER = "out_of_paper"
    JAM = "jam"
    DOOR = "door"
    """A cover is open, or a tray is out."""
    UNREACHABLE = "unreachable"
    """Switched off, unplugged, or the way to it is gone."""
    REFUSED = "refused"
    """No such queue, or it takes no jobs, or not this one."""
    CANCELLED = "cancelled"
    """By somebody at the printer."""
    UNKNOWN = "unknown"
    """It stopped for a reason of its own, or lost the job: perhaps printed, perhaps not."""


Told = Callable[[Outcome | None], None]
"""Called in the thread that prints: with what stands in the way, with None when it goes on."""


@dataclass(frozen=True, slots=True)
class Job:
    """One sheet on its way."""

    name: str
    """Short sheet number and copy, such as ``7K3M-9Q2W-X.1``: nothing personal."""
    pdf: bytes


def is_pdf(data: bytes) -> bool:
    """Tell whether data can be a PDF at all; printers call anything else printed (or print it)."""
    return data.startswith(b"%PDF-")


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether a printer could print now."""

    trouble: Outcome | None = None
    """What stands in the way; None: it could print."""
    low_toner: bool = False
    """It prints still: the staff should know, nobody has to wait."""


class Printer(Protocol):
    """One printer, or a folder that stands for one. Blocking: called from worker threads.

    Nothing is raised: whatever goes wrong is an outcome.
    """

    @property
    def name(self) -> str:
        """What the printed event and the staff call it: host and queue, no secret."""

    def ready(self) -> Readiness:
        """Return whether it could print now; asked before signing, so it answers in seconds."""

    def print(self, job: Job, told: Told) -> Outcome:
        """Print one sheet and return how it ended, within the printer's time limit.

        A job that does not end in time is cancelled, and what last stood in its way is returned.
        Of all outcomes only ``PRINTED`` puts a sheet on paper for certain; a job cancelled while
        the printer was out of reach may still come out: ask ``found`` before printing it anew.
        """

    def found(self, name: str, told: Told) -> Outcome | None:
        """Return how a job ended that was sent before; one that still goes on is followed.

        A kiosk that died between the printer's end and its own event asks this, so that no sheet
        is printed twice.

        Returns:
            None if the printer knows no job of that name, or cannot be asked.
        """
