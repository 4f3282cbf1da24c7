"""The guide on paper: two pages in two columns, and slips of half a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import chain, repeat

from kiosk.model.handout import Handout, Head, Section, Slip
from kiosk.sheet import qr
from kiosk.sheet.density import BOTTOM, TOP
from kiosk.sheet.errors import Overfull
from kiosk.sheet.file import PdfFile
from kiosk.sheet.fonts import Weight
from kiosk.sheet.pen import HAIR, Box, Drawn, Pen
from kiosk.sheet.sheet import ONE_AT_A_TIME
from kiosk.sheet.text import SMALL, Setting, Style, fit

_TITLE = Style(20, 17, 12, Weight.BOLD)
_ABOUT = Style(9, 9, 7.5)
_SCAN = Style(7.5, 7.5, 7)
_QR = 20.0
_QUIET = 3.0
"""At least the four modules that a version 3 of that size needs."""
_HEAD = _QR + 5.5
_FOOT = 5.0
_PAGES = 2
_LEFT = 10.0
"""Narrower than a sheet's: nobody binds it."""
_WIDTH = 190.0
_GUTTER = 5.0
_COLUMN = (_WIDTH - _GUTTER) / 2
_SIZES = tuple(10 - quarter / 4 for quarter in range(13))
"""In points, down to 7; the first at which there is room is taken."""
_LEGIBLE = 8.0
"""Points below which what can be spared is left to the page behind the QR."""
_MARK = 5.0
"""Room for what stands before a line, in mm."""
_LEAD = Style(10.5, 10.5, 9)
_STRONG = Style(10.5, 10.5, 9, Weight.BOLD)
_LABEL = Style(11, 11, 9)
_VALUE = Style(14, 12, 9, Weight.BOLD)
_ROW = 12.0
_LABELS = 68.0


def draw(page: Handout | Slip) -> bytes:
    """Return the guide as a PDF of two A4 pages, or a slip on the upper half of one.

    Raises:
        Unprintable: A character that no font has.
        Overfull: There is too much for two pages.
    """
    return _draw_slip(page) if isinstance(page, Slip) else _draw_handout(page)


def _draw_handout(handout: Handout) -> bytes:
    whole = handout.sections
    needed = tuple(one for one in whole if not one.spare)
    tries = (*((whole, size) for size in _SIZES if size >= _LEGIBLE), *zip(repeat(needed), _SIZES))
    for sections, size in tries:
        columns = tuple(_flow(_items(sections, size)))
        if len(columns) <= 2 * _PAGES:
            return _file(handout.head, _pages(handout.head, columns))
    raise Overfull


def _draw_slip(slip: Slip) -> bytes:
    pen = Pen()
    _begin(pen, slip.head)
    y = TOP + _HEAD + 4
    for text in slip.lead:
        y = _paragraph(pen, text, y)
    y += 3
    for label, value in slip.rows:
        pen.frame(Box(_LEFT, y, _WIDTH, _ROW), HAIR)
        pen.rule(Box(_LEFT + _LABELS, y, 0, _ROW), HAIR)
        pen.middle(fit(label, _LABELS - 4, _LABEL), Box(_LEFT + 2, y, _LABELS, _ROW))
        room = _WIDTH - _LABELS - 6
        pen.middle(fit(value, room, _VALUE), Box(_LEFT + _LABELS + 3, y, room, _ROW))
        y += _ROW
    y += 4
    for number, text in enumerate(slip.steps, start=1):
        y = _paragraph(pen, text, y, str(number))
    for text in slip.cautions:
        y = _paragraph(pen, text, y, "!", _STRONG)
    _end(pen, slip.head, y + 3)
    return _file(slip.head, (pen.drawn(),))


def _paragraph(pen: Pen, text: str, top: float, mark: str = "", style: Style = _LEAD) -> float:
    """Draw a paragraph over the whole width and return where the next one begins."""
    indent = _MARK if mark else 0.0
    setting = fit(text, _WIDTH - indent, style)
    if mark:
        pen.text(fit(mark, _MARK, style), _LEFT, top)
    pen.text(setting, _LEFT + indent, top)
    return top + setting.height + 1.2


@dataclass(frozen=True, slots=True)
class _Item:
    """What stays together in a column."""

    setting: Setting
    mark: Setting | None
    above: float
    """Free mm, unless it begins a column."""
    title: bool

    @property
    def height(self) -> float:
        return self.setting.height


def _items(sections: tuple[Section, ...], size: float) -> Iterator[_Item]:
    plain, bold = Style(size, size, size), Style(size, size, size, Weight.BOLD)
    heading = Style(size + 1, size + 1, size + 1, Weight.BOLD)
    for section in sections:
        yield _Item(fit(section.title, _COLUMN, heading), None, size * 0.28, title=True)
        for line in section.lines:
            style = bold if line.strong else plain
            mark = fit(line.mark, _MARK, plain) if line.mark else None
            setting = fit(line.text, _COLUMN - (_MARK if mark else 0), style)
            yield _Item(setting, mark, size * 0.02, title=False)


def _flow(items: Iterator[_Item]) -> Iterator[tuple[_Item, ...]]:
    """Yield the columns; no heading stands at the end of one."""
    tops = chain([TOP + _HEAD] * 2, repeat(TOP))
    column: list[_Item] = []
    left = BOTTOM - _FOOT - next(tops)
    for item in items:
        need = item.above + item.height
        if column and need > left:
            kept = [column.pop()] if column[-1].title else []
            yield tuple(column)
            left = BOTTOM - _FOOT - next(tops) - sum(one.height for one in kept)
            column = kept
        column.append(item)
        left -= need
    yield tuple(column)


def _pages(head: Head, columns: tuple[tuple[_Item, ...], ...]) -> Iterator[Drawn]:
    for first in range(0, len(columns), 2):
        pen = Pen()
        top = TOP
        if first == 0:
            _begin(pen, head)
            top += _HEAD
        for at, column in enumerate(columns[first : first + 2]):
            _draw_column(pen, column, Box(_LEFT + at * (_COLUMN + _GUTTER), top, _COLUMN, 0))
        _end(pen, head, BOTTOM - _FOOT)
        yield pen.drawn()


def _draw_column(pen: Pen, column: tuple[_Item, ...], place: Box) -> None:
    left, y = place.x, place.y
    for at, item in enumerate(column):
        y += item.above if at else 0
        if item.title and at:
            pen.rule(Box(left, y - item.above / 2, _COLUMN, 0), HAIR, 0.6)
        if item.mark:
            pen.text(item.mark, left, y)
        pen.text(item.setting, left + (_MARK if item.mark else 0), y)
        y += item.height


def _begin(pen: Pen, head: Head) -> None:
    """Draw the title at the left and the QR at the right."""
    room = _WIDTH - _QR - 2 * _QUIET
    title = fit(head.title, room, _TITLE)
    pen.text(title, _LEFT, TOP)
    pen.text(fit(head.about, room, _ABOUT), _LEFT, TOP + title.height + 1.5, 0.25)
    box = Box(_LEFT + _WIDTH - _QR, TOP, _QR, _QR)
    pen.modules(qr.matrix(head.url), box)
    scan = fit(head.scan, 3 * _QR, _SCAN)
    pen.flush_right(scan, Box(_LEFT + _WIDTH - 3 * _QR, box.bottom + 1.5, 3 * _QR, scan.height))


def _end(pen: Pen, head: Head, top: float) -> None:
    """Draw the foot below a hairline."""
    pen.rule(Box(_LEFT, top, _WIDTH, 0), HAIR, 0.5)
    pen.text(fit(head.foot, _WIDTH, SMALL), _LEFT, top + 1, 0.25)


def _file(head: Head, pages: Iterator[Drawn] | tuple[Drawn, ...]) -> bytes:
    out = BytesIO()
    drawn = tuple(pages)
    with ONE_AT_A_TIME:
        file = PdfFile(out, head.title, head.lang)
        for page in drawn:
            file.add(page)
        file.close()
    return out.getvalue()
