"""The personal checklist drawn: large type, a box to tick before each paper."""

from dataclasses import dataclass, replace
from io import BytesIO

import assets
from kiosk.model.slip import Checklist, ToBring
from kiosk.sheet import qr
from kiosk.sheet.density import BOTTOM, LEFT, TOP, WIDTH
from kiosk.sheet.errors import Overfull
from kiosk.sheet.file import PdfFile
from kiosk.sheet.fonts import Weight
from kiosk.sheet.pen import HAIR, Box, Drawn, Pen
from kiosk.sheet.sheet import ONE_AT_A_TIME
from kiosk.sheet.text import MM, SMALL, Setting, Style, fit

_SIZES = (15.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0)
"""Of the text, in points: the first at which everything has room on one page is taken."""
_TITLE = Style(24, 20, 16, Weight.BOLD)
_NUMBER = Style(17, 15, 12, Weight.BOLD)
_QR = 28.0
_QUIET = 3.0
_UNDER_QR = 11.0
_HEAD = _QR + 2 * _QUIET + _UNDER_QR
_WHO = 70.0
"""Width in mm for who decides."""
_LARGE = 10.0
"""From this size on, papers stand in two columns; smaller, in three."""
_PALE = 0.3


def draw(checklist: Checklist) -> bytes:
    """Return the checklist as a PDF/A-1b of one A4 page, of more for a dozen matters.

    Raises:
        Unprintable: A character that no font has.
        Overfull: A single matter does not fit on a page.
    """
    pages = _pages(checklist)
    out = BytesIO()
    with ONE_AT_A_TIME:
        file = PdfFile(out, assets.say(checklist.lang, "slip.title"), checklist.lang)
        for page in pages:
            file.add(page)
        file.close()
    return out.getvalue()


def _pages(checklist: Checklist) -> tuple[Drawn, ...]:
    for size in _SIZES:
        page = _Page(checklist, size)
        if page.paint() <= BOTTOM:
            return (page.pen.drawn(),)
    half = len(checklist.matters) // 2
    if not half:
        raise Overfull
    halves = checklist.matters[:half], checklist.matters[half:]
    return tuple(page for some in halves for page in _pages(replace(checklist, matters=some)))


@dataclass(frozen=True, slots=True)
class _Type:
    """The styles of one size."""

    plain: Style
    bold: Style
    air: float
    """Between paragraphs, in mm."""

    @classmethod
    def of(cls, size: float) -> "_Type":
        least = max(7.0, size * 0.75)
        return cls(
            Style(size, least, least),
            Style(size, least, least, Weight.BOLD),
            size / MM * (0.45 if size >= _LARGE else 0.3),
        )


class _Page:
    """One try at a size: draws downwards and tells how far it came."""

    def __init__(self, checklist: Checklist, size: float) -> None:
        self.pen = Pen()
        self._list = checklist
        self._type = _Type.of(size)
        self._size = size

    def paint(self) -> float:
        """Draw the page and return where it ends, in mm from the top."""
        self._head()
        y = TOP + _HEAD
        y = self._paragraph(self._words("keep"), y, self._type.plain) + self._type.air
        for matter in self._list.matters:
            y = self._matter(matter, y)
        for key in ("windows", "refusals"):
            lines: tuple[str, ...] = getattr(self._list, key)
            y = self._block(self._words(key), lines, y)
        y = self._block(self._words("contact"), self._whom(), y)
        return self._source(y + self._type.air) if self._list.source else y

    def _words(self, key: str, **values: str) -> str:
        return assets.say(self._list.lang, f"slip.{key}", **values)

    def _head(self) -> None:
        room = WIDTH - _QR - 2 * _QUIET - 10
        title = fit(self._words("title"), room, _TITLE)
        self.pen.text(title, LEFT, TOP + 4)
        number = fit(self._words("number", number=self._list.number), room, _NUMBER)
        self.pen.text(number, LEFT, TOP + 4 + title.height + 4)
        box = Box(LEFT + WIDTH - _QR - _QUIET, TOP + _QUIET, _QR, _QR)
        self.pen.modules(qr.matrix(self._list.url), box)
        y = box.bottom + _QUIET
        for text in (self._words("progress"), self._list.host):
            line = fit(text, room, SMALL)
            self.pen.flush_right(line, Box(box.x, y, box.width + _QUIET, line.height))
            y += line.height

    def _matter(self, matter: ToBring, top: float) -> float:
        """Draw what is claimed, who decides, and a box before each paper to bring."""
        self.pen.rule(Box(LEFT, top, WIDTH, 0), HAIR, 0.5)
        y = top + self._type.air
        claim = matter.label
        if matter.claimed:
            claim = self._words("claimed", label=matter.label, value=matter.claimed)
        y = self._claim(claim, matter.decides, y)
        columns = 2 if self._size >= _LARGE else 3
        width = WIDTH / columns
        for first in range(0, len(matter.proofs), columns):
            row = matter.proofs[first : first + columns]
            settings = [self._set(proof, width - self._side * 2.2) for proof in row]
            for at, setting in enumerate(settings):
                self._ticked(setting, LEFT + at * width, y)
            y += max(one.height for one in settings) + self._type.air / 2
        if matter.patience:
            y = self._paragraph(matter.patience, y, self._type.plain, _PALE)
        return y + self._type.air

    def _claim(self, claim: str, decides: str, top: float) -> float:
        """Draw what is claimed, and at its right who decides."""
        who = fit(self._words("decides", who=decides) if decides else "", _WHO, self._type.plain)
        setting = fit(claim, WIDTH - (_WHO + _QUIET if decides else 0), self._type.bold)
        self.pen.text(setting, LEFT, top)
        self.pen.flush_right(who, Box(LEFT + WIDTH - _WHO, top, _WHO, who.height))
        return top + max(setting.height, who.height) + self._type.air / 2

    @property
    def _side(self) -> float:
        """Of a box to tick, in mm."""
        return self._size / MM * 0.85

    def _ticked(self, setting: Setting, x: float, top: float) -> None:
        side = self._side
        box = Box(x + 0.5, top + (setting.leading - side) / 2, side, side)
        self.pen.frame(box, HAIR * 2)
        self.pen.text(setting, x + side * 1.7, top)

    def _block(self, title: str, lines: tuple[str, ...], top: float) -> float:
        if not lines:
            return top
        self.pen.rule(Box(LEFT, top, WIDTH, 0), HAIR, 0.5)
        y = self._paragraph(title, top + self._type.air, self._type.bold)
        for line in lines:
            y = self._paragraph(line, y, self._type.plain)
        return y + self._type.air

    def _whom(self) -> tuple[str, ...]:
        contact = self._list.contact
        if not (contact.name or contact.room or contact.phone):
            return ()
        line = self._words(
            "contact_line",
            college=self._list.college,
            name=contact.name,
            room=contact.room,
            phone=contact.phone,
        )
        return (line,)

    def _source(self, top: float) -> float:
        setting = fit(self._words("source", source=self._list.source), WIDTH, SMALL)
        self.pen.text(setting, LEFT, top, _PALE)
        return top + setting.height

    def _set(self, text: str, width: float) -> Setting:
        return fit(text, width, self._type.plain)

    def _paragraph(self, text: str, top: float, style: Style, grey: float = 0.0) -> float:
        setting = fit(text, WIDTH, style)
        self.pen.text(setting, LEFT, top, grey)
        return top + setting.height + self._type.air / 2
