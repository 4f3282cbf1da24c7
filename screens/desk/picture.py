"""What stands on a terminal, and little that makes it what it is to be: a connection may be slow.

Textual sends a page whole, and each segment with all its colours. Here a cell is sent when it is
another than before, and a colour when it is another than that of the cell sent last.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

_STRIDE = 4
"""So many cells are sent again rather than stepped over, which takes as many bytes."""


class _Look(NamedTuple):
    """Parameters of SGR; empty where the terminal's own are meant."""

    attributes: str = ""
    colour: str = ""
    ground: str = ""


class _Cell(NamedTuple):
    text: str
    """Empty in the cells that a wide character reaches into."""
    look: _Look


class Picture:
    """The cells of a terminal that only this process writes to."""

    def __init__(self) -> None:
        """Know of no cell yet."""
        self._rows: dict[int, dict[int, _Cell]] = {}

    def forget(self) -> None:
        """Know of no cell any more: the next page is sent whole."""
        self._rows.clear()

    def become(self, update: LayoutUpdate | ChopsUpdate, colours: ColorSystem) -> str:
        """Return what makes the terminal look as an update says, and know it from then on."""
        pen = _Pen()
        for y, start, strip in _placed(update):
            row = self._rows.setdefault(y, {})
            x = start
            for text, width, look in _cells(strip, colours):
                cells = (_Cell(text, look), *[_Cell("", look)] * (width - 1))
                if any(row.get(at) != one for at, one in enumerate(cells, x)):
                    pen.put(y, x, width, cells[0])
                    row.update(enumerate(cells, x))
                else:
                    pen.step_over(width, cells[0])
                x += width
        return pen.written()


class Change(CompositorUpdate):
    """An update that is sent as its difference from what stands there."""

    def __init__(self, picture: Picture, update: LayoutUpdate | ChopsUpdate) -> None:
        """Be an update of a picture."""
        self._picture = picture
        self._update = update

    def render_segments(self, console: Console) -> str:
        """Return what is sent; it counts as sent from then on."""
        colours = console._color_system or ColorSystem.TRUECOLOR  # noqa: SLF001 - as Strip.render
        return self._picture.become(self._update, colours)


class _Pen:
    """Writes cells from left to right, row by row."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._look: _Look | None = None
        self._place = (-1, -1)
        self._over: list[_Cell] = []
        self._over_width = 0

    def put(self, y: int, x: int, width: int, cell: _Cell) -> None:
        if self._place == (y, x - self._over_width) and self._over_width <= _STRIDE:
            for one in self._over:
                self._write(one)
        else:
            self._written.append(f"\x1b[{y + 1};{x + 1}H")
        self._write(cell)
        self._place = (y, x + width)
        self._over, self._over_width = [], 0

    def step_over(self, width: int, cell: _Cell) -> None:
        self._over_width += width
        if self._over_width <= _STRIDE:
            self._over.append(cell)

    def _write(self, cell: _Cell) -> None:
        if cell.look != self._look:
            self._written.append(_turned(self._look, cell.look))
            self._look = cell.look
        self._written.append(cell.text)

    def written(self) -> str:
        return "".join([*self._written, "\x1b[0m"] if self._written else ())


def _turned(last: _Look | None, look: _Look) -> str:
    """Return the sequence that makes one look of another."""
    if last is None or last.attributes != look.attributes:
        codes = ["0", *filter(None, look)]
    else:
        codes = []
        if last.colour != look.colour:
            codes.append(look.colour or "39")
        if last.ground != look.ground:
            codes.append(look.ground or "49")
    return f"\x1b[{';'.join(codes)}m"


def _placed(update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    """Yield row, column and strip of each piece of an update, as Textual would place it."""
    if isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in strips:
                yield y, x, strip
                x += strip.cell_length
        return
    for y, first, last in update.spans:
        for end, (x, piece) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if piece is not None and x <= last and end > first:
                inside = first <= x < last and end <= last
                yield y, x, piece if inside else piece.crop(0, min(end, last) - x)


def _cells(strip: Strip, colours: ColorSystem) -> Iterator[tuple[str, int, _Look]]:
    """Yield text, width and look of what stands in cells of its own."""
    for text, style, control in strip:
        if control or not text:
            continue
        look = _look(style or Style.null(), colours)
        for part, width in _parts(text):
            yield part, width, look


@lru_cache(maxsize=4096)
def _parts(text: str) -> tuple[tuple[str, int], ...]:
    """Return the parts of a text that have cells of their own, and how many."""
    if text.isascii():
        return tuple((one, 1) for one in text)
    parts: list[tuple[str, int]] = []
    for character in text:
        width = cell_len(character)
        if not width and parts:
            parts[-1] = (parts[-1][0] + character, parts[-1][1])
        elif width:
            parts.append((character, width))
    whole = cell_len(text)
    return tuple(parts) if sum(width for _, width in parts) == whole else ((text, whole),)


@lru_cache(maxsize=4096)
def _look(style: Style, colours: ColorSystem) -> _Look:
    colour, ground = style.color, style.bgcolor
    return _Look(
        Strip.render_ansi(style.without_color, colours),
        ";".join(colour.downgrade(colours).get_ansi_codes()) if colour else "",
        ";".join(ground.downgrade(colours).get_ansi_codes(foreground=False)) if ground else "",
    )
