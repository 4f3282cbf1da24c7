"""What the desk's Hand-in works with: scans, the class that is being collected, and its pile."""

from dataclasses import dataclass

from kiosk.services.pile.board import Board, ClassPage
from kiosk.services.pile.handin import Answer, HandIn, Result
from kiosk.services.pile.progress import Path
from kiosk.services.pile.selection import Selection
from kiosk.services.staff.guard import NotAllowed


@dataclass(frozen=True, slots=True)
class Scanning:
    """The sheets that one of the staff takes."""

    hand_in: HandIn
    board: Board

    def take(self, text: str, path: Path) -> Answer:
        """Put a sheet on the pile, durable when this returns.

        Args:
            text: As scanned, pasted or typed.
            path: Of the class that is being collected; empty: any.

        Raises:
            StoreUnreachable: Nothing is known to be written; scan it again.
        """
        college, major, class_name = (*path, "", "", "")[:3]
        collecting = Selection(college=college, major=major, class_name=class_name)
        try:
            return self._noted(self.hand_in.take(text, collecting if path else None))
        except NotAllowed:
            return Answer(text, Result.OTHER_CLASS)

    def give_back(self, text: str) -> Answer:
        """Take a sheet out of the pile, durable when this returns.

        Raises:
            StoreUnreachable: As in ``take``.
        """
        try:
            return self._noted(self.hand_in.give_back(text))
        except NotAllowed:
            return Answer(text, Result.OTHER_CLASS)

    def _noted(self, answer: Answer) -> Answer:
        """Have the board show what was written, before it looks into the store again."""
        if answer.student is not None and answer.result in {Result.ACCEPTED, Result.HANDED_BACK}:
            self.board.put(answer.student)
        return answer

    def named(self, text: str) -> tuple[Path, ...]:
        """Return the classes that a typed text names: by their name, or all of the path."""
        return self.board.named(text)

    def pile(self, path: Path) -> ClassPage:
        """Return the class that is being collected as it is now."""
        return self.board.class_page(path)
