"""A visit from welcome to paper, as a value: ``advance(visit, event) -> Visit``.

Pure and driven by tables. Screens show a ``Visit`` and post what the student did; what a service
answered (who it is, that the signature is durable, what the printer said) are events as well.
"""

from dataclasses import replace

from kiosk.visit.events import (
    AccountGiven,
    ChangesSeen,
    ChangesSigned,
    Chosen,
    Claimed,
    Confirmed,
    Declared,
    Ended,
    Event,
    FoundCorrect,
    FoundMissing,
    FoundWrong,
    Identified,
    MarkedWrong,
    MissingFiled,
    PaperAnswered,
    PaperMoved,
    ReprintAsked,
    RequestFiled,
    RequestMoved,
    RequestsAsked,
    SecondWayNoted,
    SlipAsked,
    SlipMoved,
    Started,
    TakenBack,
    WentBack,
    WentOn,
)
from kiosk.visit.learning import learn
from kiosk.visit.state import NOBODY, SLIPS, Enrolment, Filed, PrintState, Receipt, Step, Visit
from kiosk.visit.ways import NEXT

__all__ = [
    "NEXT",
    "SLIPS",
    "AccountGiven",
    "ChangesSeen",
    "ChangesSigned",
    "Chosen",
    "Claimed",
    "Confirmed",
    "Declared",
    "Ended",
    "Enrolment",
    "Event",
    "Filed",
    "FoundCorrect",
    "FoundMissing",
    "FoundWrong",
    "Identified",
    "MarkedWrong",
    "MissingFiled",
    "PaperAnswered",
    "PaperMoved",
    "PrintState",
    "Receipt",
    "ReprintAsked",
    "RequestFiled",
    "RequestMoved",
    "RequestsAsked",
    "SecondWayNoted",
    "SlipAsked",
    "SlipMoved",
    "Started",
    "Step",
    "TakenBack",
    "Visit",
    "WentBack",
    "WentOn",
    "advance",
]


def advance(visit: Visit, event: Event) -> Visit:
    """Return the visit after an event; an event out of place leaves it as it is.

    Args:
        visit: As it stands.
        event: What happened.
    """
    following = NEXT.get((visit.step, type(event)))
    if following is None:
        return visit
    learned = learn(event, visit)
    step = following if isinstance(following, Step) else following(learned)
    if step in NOBODY:
        return Visit(step=step, begun=learned.begun if step is Step.IDENTIFY else "")
    return replace(learned, step=step)
