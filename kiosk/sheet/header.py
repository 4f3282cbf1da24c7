"""The head of the sheet: title, school, code, the enrolment's heading, photos."""

from dataclasses import dataclass
from typing import Any

import assets
from kiosk.model.page import Page
from kiosk.model.record import Photo
from kiosk.rules import form
from kiosk.sheet import qr
from kiosk.sheet.density import LEFT, WIDTH, Density
from kiosk.sheet.fonts import Weight
from kiosk.sheet.pen import HAIR, Box, Pen
from kiosk.sheet.text import Setting, Style, fit, wording

_FORM: dict[str, Any] = dict(assets.table("form"))
_TITLE = Style(22, 22, 22, Weight.BOLD)
_SCHOOL = Style(12, 10.5, 8)
_COUNT = Style(10.5, 10.5, 10.5)
_HEADING = Style(12.5, 11.5, 7.5, Weight.BOLD)
_NOTE = Style(9, 9, 7.5)
_NUMBER = Style(9, 9, 9, Weight.BOLD)
_HOST = Style(7.5, 7.5, 7.5)
_UNCHECKED = Style(13, 13, 13, Weight.BOLD)

QR_SIDE = 25.0
_QUIET = 2.6
"""Four modules of a version 7 and a little more."""
_BETWEEN = 3.0
_ASIDE = 6.0
_CAPTION = 5.0
_SCHOOL_TOP = 10.5
_LINE_GAP = 0.7
_MUTED = 0.35


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the text beside the photos stands."""

    top: float
    width: float
    texts: tuple[Setting, ...]

    @property
    def bottom(self) -> float:
        return self.top + sum(one.height + _LINE_GAP for one in self.texts)


@dataclass(frozen=True, slots=True)
class Header:
    """Items 1 to 3 of the page: photos at the left, the code in the upper right corner."""

    page: Page
    school: Setting
    under_code: tuple[Setting, ...]
    photos: Box
    """The frame of the first photo; its top is relative to the block."""
    aside: _Place

    @classmethod
    def of(cls, page: Page, density: Density) -> "Header":
        """Set the texts and find their places.

        The text beside the photos begins under the code and goes over the whole width; where that
        would push the page down, it stands at the left of the code.
        """
        school = fit(page.record.school, WIDTH - 2 * (QR_SIDE + _QUIET + 2), _SCHOOL)
        under: tuple[Setting, ...] = ()
        if page.url:
            room = QR_SIDE + 2 * _QUIET
            under = (fit(page.sheet_number, room, _NUMBER), fit(page.host, room, _HOST))
        top = _SCHOOL_TOP + school.height + 1.5 * density.gap
        photo = Box(LEFT, top, density.photo * 3 / 4, density.photo)
        width = WIDTH - (2 * photo.width + _BETWEEN + _ASIDE)
        below = max(top, QR_SIDE + _QUIET + sum(one.height for one in under) + 2)
        places = (
            _place(page, below, width),
            _place(page, top, width - QR_SIDE - 2 * _QUIET),
        )
        aside = min(places, key=lambda one: max(one.bottom, photo.bottom + _CAPTION))
        return cls(page, school, under, photo, aside)

    @property
    def height(self) -> float:
        """In mm."""
        return max(self.photos.bottom + _CAPTION, self.aside.bottom)

    def draw(self, pen: Pen, top: float) -> None:
        """Draw with the upper edge at ``top`` mm."""
        title = wording(_FORM["title"], WIDTH, _TITLE)
        pen.centred(title, Box(LEFT, top - 1.5, WIDTH, title.height))
        pen.centred(self.school, Box(LEFT, top + _SCHOOL_TOP, WIDTH, self.school.height))
        self._draw_code(pen, Box(LEFT + WIDTH - QR_SIDE, top, QR_SIDE, QR_SIDE))
        y = top + self.aside.top
        for one in self.aside.texts:
            pen.text(one, LEFT + 2 * self.photos.width + _BETWEEN + _ASIDE, y)
            y += one.height + _LINE_GAP
        self._draw_photos(pen, top)

    def _draw_code(self, pen: Pen, box: Box) -> None:
        if not self.page.url:
            pen.frame(box.inset(HAIR), HAIR, _MUTED)
            pen.centred(wording(_FORM["unchecked"], QR_SIDE, _UNCHECKED), box)
            return
        pen.modules(qr.matrix(self.page.url), box)
        y = box.bottom + _QUIET
        for one in self.under_code:
            pen.flush_right(one, Box(box.x, y, QR_SIDE, one.height))
            y += one.height

    def _draw_photos(self, pen: Pen, top: float) -> None:
        frame = self.photos
        jpegs = (self.page.admission_photo, self.page.degree_photo)
        for number, (which, jpeg) in enumerate(zip(Photo, jpegs, strict=True)):
            x = frame.x + number * (frame.width + _BETWEEN)
            box = Box(x, top + frame.y, frame.width, frame.height)
            if jpeg is None:
                pen.centred(wording(_FORM["no_photo"], box.width, _NOTE), box, _MUTED)
            else:
                pen.photo(jpeg, box)
            pen.frame(box, HAIR)
            caption = wording(form.label(which), box.width, _NOTE)
            pen.centred(caption, Box(x, box.bottom + 0.8, box.width, caption.height))


def _place(page: Page, top: float, width: float) -> _Place:
    """Set how many enrolments there are, which one this is, and its report."""
    record = page.record
    texts = [
        fit(_FORM["enrolments"].format(n=page.enrolments), width, _COUNT),
        fit(record.heading, width, _HEADING),
    ]
    if record.verification_code:
        code = _FORM["verification_code"].format(code=record.verification_code)
        if record.verification_expires:
            day = form.day(record.verification_expires)
            code += "  " + _FORM["verification_expires"].format(date=day)
        texts += [fit(code, width, _NOTE), wording(_FORM["verification"], width, _NOTE)]
    return _Place(top, width, tuple(texts))
