"""A page by which a printer is tried: is it to scale, sharp, grey, and are its fonts complete?"""

from dataclasses import dataclass
from io import BytesIO

import assets
from kiosk.sheet import fonts, qr
from kiosk.sheet.file import PdfFile
from kiosk.sheet.fonts import Weight
from kiosk.sheet.pen import HAIR, PAGE_HEIGHT, PAGE_WIDTH, Box, Pen
from kiosk.sheet.sheet import ONE_AT_A_TIME
from kiosk.sheet.text import Style, fit

_EDGE = 10.0
"""Margin of the frame, in mm: printers print no closer than about 5."""
_TICK = 2.0
_LEFT, _WIDTH = 25.0, 160.0
_TITLE = Style(22, 22, 22, Weight.BOLD)
_LINE = Style(11, 10, 9)
_SIZES = (7.0, 7.5, 9.0, 10.5, 12.0, 18.0)
"""In points: from the foot of a sheet to its title."""
_RARE = "𬭎𬱟㛃䶮𠅤𣸣"
"""Characters of names that common fonts lack."""
_QR_SIDE = 25.0
_PATCH = 12.0
_GREYS = 11


@dataclass(frozen=True, slots=True)
class Trial:
    """What a test page says of itself: where it comes from, never whom it is about."""

    lang: assets.Lang
    school: str
    terminal: str
    printer: str
    at: str


def draw(trial: Trial) -> bytes:
    """Return the page as a PDF/A-1b, A4.

    Raises:
        Unprintable: The school's name holds a character that no font has.
    """
    pen = Pen()
    _ruler(pen)
    y = _head(pen, trial) + 6
    y = _samples(pen, y) + 6
    _greys(pen, y)
    out = BytesIO()
    with ONE_AT_A_TIME:
        file = PdfFile(out, _say(trial, "title"), trial.lang)
        file.add(pen.drawn())
        file.close()
    return out.getvalue()


def _say(trial: Trial, key: str) -> str:
    return assets.say(trial.lang, f"printer.page.{key}")


def _ruler(pen: Pen) -> None:
    """Draw the frame, with a tick for each 10 mm: a scaled page shows itself."""
    frame = Box(_EDGE, _EDGE, PAGE_WIDTH - 2 * _EDGE, PAGE_HEIGHT - 2 * _EDGE)
    pen.frame(frame, HAIR)
    for x in range(20, int(PAGE_WIDTH - _EDGE), 10):
        pen.rule(Box(x, frame.y, 0, _TICK))
        pen.rule(Box(x, frame.bottom - _TICK, 0, _TICK))
    for y in range(20, int(PAGE_HEIGHT - _EDGE), 10):
        pen.rule(Box(frame.x, y, _TICK, 0))
        pen.rule(Box(frame.right - _TICK, y, _TICK, 0))


def _head(pen: Pen, trial: Trial) -> float:
    """Draw title, origin and QR; return where they end."""
    y = 25.0
    title = fit(_say(trial, "title"), _WIDTH, _TITLE)
    pen.text(title, _LEFT, y)
    code = Box(_LEFT + _WIDTH - _QR_SIDE, y, _QR_SIDE, _QR_SIDE)
    pen.modules(qr.matrix(f"HEDUI {trial.at}".upper()), code)
    y += title.height + 3
    told = (
        trial.school,
        f"{_say(trial, 'terminal')}{trial.terminal}",
        f"{_say(trial, 'printer')}{trial.printer}",
        f"{_say(trial, 'at')}{trial.at}",
    )
    for text in filter(None, told):
        setting = fit(text, _WIDTH - _QR_SIDE - 5, _LINE)
        pen.text(setting, _LEFT, y)
        y += setting.height
    y = max(y, code.bottom) + 6
    for key in ("frame", "code", "greys"):
        setting = fit(_say(trial, key), _WIDTH, _LINE)
        pen.text(setting, _LEFT, y)
        y += setting.height
    return y


def _samples(pen: Pen, y: float) -> float:
    """Draw a line of names at each size, in both weights; return where they end."""
    rare = "".join(char for char in _RARE if not fonts.unprintable(char))
    for size in _SIZES:
        for weight in Weight:
            text = f"{size:g}  核对 学籍 0123456789 X {rare}"
            setting = fit(text, _WIDTH, Style(size, size, size, weight))
            pen.text(setting, _LEFT, y)
            y += setting.height
    return y


def _greys(pen: Pen, y: float) -> None:
    """Draw round patches from black to nearly white, and a hair line below them."""
    for step in range(_GREYS):
        dot = Box(
            _LEFT + _PATCH / 2 + step * (_WIDTH - _PATCH) / (_GREYS - 1), y + _PATCH / 2, 0, 0
        )
        pen.rule(dot, _PATCH, step / _GREYS)
    pen.rule(Box(_LEFT, y + _PATCH + 5, _WIDTH, 0), HAIR)
