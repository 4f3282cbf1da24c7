"""The foot line: which roster, which sheet, which state of the record."""

from dataclasses import dataclass
from typing import Any

import assets
from kiosk.model.page import Page
from kiosk.rules import form
from kiosk.sheet.density import LEFT, WIDTH
from kiosk.sheet.pen import HAIR, Box, Pen
from kiosk.sheet.text import SMALL, Setting, fit

_FORM: dict[str, Any] = dict(assets.table("form"))
_DIGEST = 12
"""Characters of a hash that are printed."""
_AIR = 1.0


@dataclass(frozen=True, slots=True)
class Foot:
    """Item 10 of the page, in 7 points."""

    lines: tuple[Setting, ...]

    @classmethod
    def of(cls, page: Page) -> "Foot":
        """Set the lines."""
        source = page.source
        roster = _FORM["foot_manual" if source.manual else "foot_source"].format(
            name=source.name, date=form.day(source.exported), sha=source.sha256[:_DIGEST]
        )
        sheet = _FORM["foot_sheet"].format(
            number=page.sheet_number or _FORM["unchecked"],
            date=form.day(page.day),
            rev=page.rev,
            head=page.head[:_DIGEST],
        )
        texts = (roster, f"{sheet}  {_FORM['foot_disclaimer']}")
        return cls(tuple(fit(text, WIDTH, SMALL) for text in texts))

    @property
    def height(self) -> float:
        """In mm."""
        return _AIR + sum(one.height for one in self.lines)

    def draw(self, pen: Pen, top: float) -> None:
        """Draw with the upper edge at ``top`` mm."""
        pen.rule(Box(LEFT, top, WIDTH, 0), HAIR, 0.5)
        y = top + _AIR
        for one in self.lines:
            pen.text(one, LEFT, y, 0.25)
            y += one.height
