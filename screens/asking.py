"""Asking for corrections alone: no round is open, so nothing is declared, signed or printed."""

from textual.app import ComposeResult

from kiosk.errors import Problem
from kiosk.model.record import Field
from kiosk.visit import Visit
from screens.messages import ClaimsConfirmed
from screens.statement import StatementScreen
from screens.widgets.bars import Stage
from screens.widgets.said import Said


class AskingScreen(StatementScreen):
    """The sentence is confirmed as a declaration is; the request is filed at once."""

    STAGE = Stage.CHECK
    WORDS = "asking"

    def __init__(self, visit: Visit) -> None:
        """Show what will be asked for; it is not copied out, since nothing is declared."""
        super().__init__(visit, "paper")
        self._busy = False

    def follows(self) -> ComposeResult:
        """Return who gets the request, and what does not happen."""
        college = self.visit.enrolment.student.record.get(Field.COLLEGE)
        yield Said("screen.asking.to", college=college)
        yield Said("screen.asking.alone", classes="muted")

    def confirmed(self) -> None:
        """Have the request written, once."""
        if not self._busy:
            self._told.tell(Problem("screen.asking.busy"), waits=True)
            self._busy = True
            self.post_message(ClaimsConfirmed())

    def tell(self, problem: Problem) -> None:
        """Tell what stands in the way; it may be tried again."""
        self._busy = False
        super().tell(problem)
