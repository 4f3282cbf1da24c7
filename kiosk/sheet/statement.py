"""The statement, the place to copy it by hand, and the line for the signature."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import assets
from kiosk.model.page import Page
from kiosk.model.record import PARTS
from kiosk.rules import form
from kiosk.sheet.density import LEFT, WIDTH, Density
from kiosk.sheet.fonts import Weight
from kiosk.sheet.pen import HAIR, Box, Pen
from kiosk.sheet.text import Setting, Style, fit, wording

_FORM: dict[str, Any] = dict(assets.table("form"))
_SENTENCE = Style(11, 10, 9, Weight.BOLD)
_HINT = Style(9, 9, 9)
_MODEL = Style(11, 10, 9)
_LINE = Style(11, 11, 11)
_NAME = Style(12, 9, 7.5)
_LABEL = 17.0
_INK = 50.0
"""Width in mm for what was drawn or typed; beside it 40 mm stay free for a wet signature."""
_SIGN = 108.0
_GAP = 8.0
_ROW = Style(10, 7.5, 7.5)
_LIGHT = 0.68
_AIR = 0.8
_BY_HAND = 7.0
"""Width in mm that a handwritten character takes."""

_CLAIMS = _FORM["disputed"].partition("{fields}")[2].partition("{claims}")[0]
_NEXT_CLAIM = re.compile(f"；(?=(?:{'|'.join(map(form.label, PARTS))})：)")


def shorter(page: Page) -> Iterator[str]:
    """Yield the statement with fewer and fewer right values, and where the rest stands.

    Every field that is wrong stays named, and no value is cut.
    """
    head, mark, claims = page.statement.partition(_CLAIMS)
    if not mark:
        return
    rest = _FORM["see_request"].format(number=page.request_number).strip()
    kept = _NEXT_CLAIM.split(claims)[:-1]
    while kept:
        yield f"{head}{mark}{'；'.join(kept)}；{_FORM['rest'].format(request=rest)}。"
        kept.pop()
    yield f"{head}{mark}{rest}。"


@dataclass(frozen=True, slots=True)
class Statement:
    """Item 5 of the page."""

    sentence: Setting
    hint: Setting
    model: Setting
    rules: int
    """Ruled lines to write on."""
    rule: float
    """From one to the next, in mm."""

    @classmethod
    def of(cls, page: Page, statement: str, density: Density) -> "Statement":
        """Set a statement.

        Args:
            page: For whether it is copied by hand.
            statement: The page's own or a shorter one; empty before any declaration.
            density: Of the page.
        """
        sentence = fit(statement or _FORM["unchecked"], WIDTH, _SENTENCE)
        if not page.copy_by_hand:
            nothing = fit("", WIDTH, _HINT)
            return cls(sentence, nothing, nothing, 0, density.rule)
        either = _FORM["model"].format(correct=_FORM["correct"], disputed=_FORM["disputed_model"])
        model = statement or either
        lines = math.ceil(len(model) * _BY_HAND / WIDTH)
        return cls(
            sentence,
            wording(_FORM["copy_hint"], WIDTH, _HINT),
            fit(model, WIDTH, _MODEL),
            min(max(lines, 1), density.rules),
            density.rule,
        )

    @property
    def height(self) -> float:
        """In mm."""
        set_ = self.sentence.height + self.hint.height + self.model.height
        return set_ + _AIR + self.rules * self.rule

    def draw(self, pen: Pen, top: float) -> None:
        """Draw with the upper edge at ``top`` mm."""
        pen.text(self.sentence, LEFT, top)
        y = top + self.sentence.height + _AIR
        pen.text(self.hint, LEFT, y)
        y += self.hint.height
        pen.text(self.model, LEFT, y, _LIGHT)
        y += self.model.height
        for number in range(1, self.rules + 1):
            pen.rule(Box(LEFT, y + number * self.rule, WIDTH, 0), HAIR, 0.4)


@dataclass(frozen=True, slots=True)
class Signature:
    """Item 6 of the page: signature and date on one line, room for a wet signature in between."""

    page: Page
    height: float

    def draw(self, pen: Pen, top: float) -> None:
        """Draw with the upper edge at ``top`` mm."""
        signed = self.page.signed
        base = top + self.height - 1.5
        label = wording(_FORM["signature"], WIDTH, _LINE)
        pen.line(label, LEFT, base)
        box = Box(LEFT + _LABEL, top + 0.5, _INK, self.height - 1.5)
        if signed.strokes is not None:
            pen.strokes(signed.strokes, box)
        elif signed.name:
            name = fit(signed.name, _INK, _NAME)
            pen.text(name, box.x, base - name.last_baseline)
        pen.rule(Box(LEFT + _LABEL, base + 1.2, _SIGN - _LABEL, 0), HAIR, 0.4)
        text = _FORM["date"] + form.day(signed.date) if signed.date else _FORM["date_blank"]
        pen.line(fit(text, WIDTH - _SIGN, _LINE), LEFT + _SIGN + _GAP, base)


@dataclass(frozen=True, slots=True)
class Account:
    """Item 7 of the page."""

    account: Setting
    password: Setting

    @classmethod
    def of(cls, page: Page) -> "Account":
        """Set the masked account; of the password only that it is not written here."""
        return cls(
            fit(_FORM["account"] + page.account, _SIGN + _GAP / 2, _ROW),
            wording(_FORM["password"] + _FORM["password_value"], WIDTH - _SIGN - _GAP, _ROW),
        )

    @property
    def height(self) -> float:
        """In mm."""
        return max(self.account.height, self.password.height)

    def draw(self, pen: Pen, top: float) -> None:
        """Draw with the upper edge at ``top`` mm."""
        pen.text(self.account, LEFT, top)
        pen.text(self.password, LEFT + _SIGN + _GAP, top)
