"""The archive sheet put together: every block in its place, one page."""

from collections.abc import Sequence
from io import BytesIO
from itertools import chain
from threading import Lock
from typing import Protocol

import assets
from kiosk.model.page import Page
from kiosk.sheet.changes import Log
from kiosk.sheet.density import BOTTOM, DENSITIES, TOP, Density
from kiosk.sheet.errors import Overfull
from kiosk.sheet.fields import Fields
from kiosk.sheet.file import PdfFile
from kiosk.sheet.foot import Foot
from kiosk.sheet.header import Header
from kiosk.sheet.pen import Drawn, Pen
from kiosk.sheet.rounds import rounds
from kiosk.sheet.statement import Account, Signature, Statement, shorter

ONE_AT_A_TIME = Lock()
"""A parsed face reads its file through one position, shared by all documents."""
_WIDEST_GAP = 2.0
"""What is left over widens the gaps by at most so many mm."""


class Block(Protocol):
    """A part of the page, as wide as its text."""

    @property
    def height(self) -> float:
        """In mm."""

    def draw(self, pen: Pen, top: float) -> None:
        """Draw with the upper edge at ``top`` mm."""


def draw(page: Page) -> bytes:
    """Return the sheet as a PDF/A-1b of one A4 page.

    Raises:
        Unprintable: A character that no font has.
        PhotoUnreadable: A photo's bytes are no JPEG.
        Overfull: The values do not leave room for each other.
    """
    drawn = paint(page)
    out = BytesIO()
    with ONE_AT_A_TIME:
        file = PdfFile(out, f"《{assets.table('form')['title']}》")
        file.add(drawn)
        file.close()
    return out.getvalue()


def paint(page: Page) -> Drawn:
    """Return the sheet as operators; raises as ``draw``."""
    blocks, gap = arrange(page)
    pen = Pen()
    top = TOP
    for block in blocks[:-1]:
        block.draw(pen, top)
        top += block.height + gap
    blocks[-1].draw(pen, BOTTOM - blocks[-1].height)
    return pen.drawn()


def arrange(page: Page) -> tuple[Sequence[Block], float]:
    """Return the blocks from top to bottom, and the gap between them in mm.

    The first density is taken that holds the whole statement, the newest changes and two blank
    rows. If the tightest does not, right values of the statement give way to the request's number
    until the newest change has room.

    Raises:
        Overfull: Even so there is too little room.
    """
    for density in DENSITIES:
        blocks = _above(page, page.statement, density)
        log = Log.of(page.changes, density)
        room = _room(page, blocks, density)
        if room >= log.wanted:
            break
    else:
        for statement in chain([page.statement], shorter(page)):
            blocks[2] = Statement.of(page, statement, density)
            room = _room(page, blocks, density)
            if room >= log.least:
                break
    changes = log.within(room)
    over = room - changes.height
    if over < 0:
        raise Overfull
    gap = density.gap + min(over / (len(blocks) + 1), _WIDEST_GAP)
    return [*blocks, changes, Foot.of(page)], gap


def _above(page: Page, statement: str, density: Density) -> list[Block]:
    """Return what stands above the log of changes."""
    return [
        Header.of(page, density),
        Fields.of(page.record, density),
        Statement.of(page, statement, density),
        Signature(page, density.signature),
        Account.of(page),
        rounds(page.rounds, density),
    ]


def _room(page: Page, blocks: Sequence[Block], density: Density) -> float:
    """Return the height in mm that is left for the log of changes."""
    taken = sum(block.height for block in blocks) + Foot.of(page).height
    return BOTTOM - TOP - taken - (len(blocks) + 1) * density.gap
