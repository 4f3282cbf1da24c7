"""Why a request is not found, not filed, or not moved."""

from kiosk.errors import KioskError, Problem
from kiosk.model.record import Part
from kiosk.model.request import RequestState
from kiosk.rules.requests import Who


class NoSuchRequest(KioskError):
    """There is no request of this number."""

    text = "error.no_such_request"


class MoveRefused(KioskError):
    """The request is in a state in which this cannot be done; the text says what can be."""

    text = "error.move_refused"

    def __init__(self, number: str, state: RequestState, by: Who) -> None:
        """Tell ``by`` what can be done with a request in that state."""
        super().__init__(number=number)
        self.state = state
        self.problem = Problem(f"error.request.{by.value}.{state.value}", {"number": number})


class NotInRequest(KioskError):
    """The request (``number``) asks nothing about the field."""

    text = "error.not_in_request"


class BranchDecides(KioskError):
    """Nothing is forwarded that the branch decides."""

    text = "error.branch_decides"


class WordsNeeded(KioskError):
    """This move must say why, or what."""

    text = "error.words_needed"


class WordsTooLong(KioskError):
    """The text has ``length`` characters, ``longest`` are kept."""

    text = "error.words_too_long"


class EnoughSaid(KioskError):
    """The student has made as many moves as one request takes."""

    text = "error.enough_said"


class EnoughAsked(KioskError):
    """The enrolment has as many requests (``most``) as it may have."""

    text = "error.enough_asked"


class AlreadyAsked(KioskError):
    """An open request (``number``) asks about the same field already."""

    text = "error.already_asked"


class NothingClaimed(KioskError):
    """A request asks for something."""

    text = "error.nothing_claimed"


class ClaimRefused(KioskError):
    """What is claimed of ``part`` cannot be right; ``problem`` says why."""

    text = "error.claim_refused"

    def __init__(self, part: Part, problem: Problem) -> None:
        """Keep which part it is, so that the text can stand beside it."""
        super().__init__()
        self.part = part
        self.problem = problem
