"""What every printer does. "Sent" is not "on paper": each outcome is one of a closed set."""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol


class Outcome(Enum):
    """How a job ended; the words for each are in ``assets/texts``."""

    PRINTED = "printed"
    OUT_OF_PAPER = "out_of_paper"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Job:
    """One sheet on its way."""

    name: str
    """Short sheet number and copy, such as ``7K3M-9Q2W-X.1``: nothing personal."""
    pdf: bytes


class Printer(Protocol):
    """One printer, or a folder that stands for one. Blocking: called from worker threads."""

    @property
    def name(self) -> str:
        """What the printed event and the staff call it."""

    def ready(self) -> Outcome | None:
        """Return what stands in the way of printing now, or nothing; asked before signing."""

    def print(self, job: Job) -> Outcome:
        """Print one sheet and return how it ended; a sheet that is refused is not on paper."""
