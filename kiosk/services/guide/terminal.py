"""The guide as the terminal uses it: to read, to search, and on paper."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assets import Lang
from kiosk.guide.model import Guide, Trouble
from kiosk.guide.search import search
from kiosk.model.handout import Handout, Slip
from kiosk.model.record import Record
from kiosk.services.guide.content import Guides
from kiosk.services.guide.handouts import Asked, Handouts, Kind, State
from kiosk.services.guide.leaflets import Leaflets
from kiosk.services.guide.second_way import SecondWays

Draw = Callable[[Handout | Slip], bytes]
"""A page as PDF; raises a ``KioskError`` for what cannot be drawn."""


@dataclass(frozen=True, slots=True)
class Guidance:
    """The use cases of the guide. Printing blocks: screens call it from workers."""

    guides: Guides
    leaflets: Leaflets
    handouts: Handouts
    draw: Draw
    second_ways: SecondWays

    def search(self, guide: Guide, typed: str) -> Sequence[Trouble]:
        """Return the troubles that may be meant, the likeliest first."""
        return search(guide, typed)

    def print(self, kind: Kind, lang: Lang, visit: str, record: Record | None) -> State:
        """Print a page of the guide, and return how it ended.

        Args:
            kind: Which page.
            lang: The reader's language.
            visit: The visit's UUID; empty before anybody is identified.
            record: Of the identified student.
        """
        return self.handouts.print(
            Asked(kind, visit), lambda: self.draw(self._page(kind, lang, record))
        )

    def _page(self, kind: Kind, lang: Lang, record: Record | None) -> Handout | Slip:
        if kind is Kind.CONSCRIPTION:
            return self.leaflets.conscription(lang)
        if kind is Kind.VALUES and record is not None:
            return self.leaflets.values(lang, record)
        return self.leaflets.handout(lang, record.college if record else "")
