"""What the guide's screens are given when F1 opens it: nothing of it outlives the visit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assets import Lang
from kiosk.config import Contact
from kiosk.guide.model import Guide, Trouble
from kiosk.visit import Step


@dataclass(frozen=True, slots=True)
class Desk:
    """One opening of the guide."""

    step: Step
    """Where the visit is."""
    book: Callable[[Lang], Guide]
    search: Callable[[Guide, str], Sequence[Trouble]]
    contact: Callable[[Lang], Contact]
    """Whom to ask; never a blank."""
    values: Callable[[Lang], Sequence[tuple[str, str]]] | None
    """What the identified student types on CHSI, each value behind its label there."""
    answer_by: Callable[[date | None], date | None]
    """The latest day of an answer to what was asked on a day, or today; nothing: nobody knows."""
    uses: Callable[[], Sequence[date]] | None
    """When the identified student used 提供学籍或者学历信息, the latest last; as it is now."""
    hints: Sequence[str] = ()
    """Whom to be in a demo."""
