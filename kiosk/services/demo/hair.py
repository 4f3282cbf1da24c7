"""How the demo's faces wear their hair."""

from collections.abc import Callable, Mapping

from kiosk.services.demo.pen import MIDDLE, Look, Pen


def _cap(pen: Pen, look: Look, top: int, brow: int) -> None:
    """Draw the hair over the skull, from its top down to the forehead's edge."""
    left, right = MIDDLE - look.width - 12, MIDDLE + look.width + 12
    pen.slice((left, top, right, top + 2 * (brow - top)), (180, 360), look.hair)


def _long_behind(pen: Pen, look: Look) -> None:
    pen.block((96, 112, 384, 560), 130, look.hair)


def _bob_behind(pen: Pen, look: Look) -> None:
    pen.block((92, 116, 388, 430), 120, look.hair)


def _tail_behind(pen: Pen, look: Look) -> None:
    pen.oval((300, 96, 436, 330), look.hair)
    pen.oval((350, 200, 430, 440), look.hair)


def _braids_behind(pen: Pen, look: Look) -> None:
    for x in (100, 380):
        for step in range(5):
            pen.oval((x - 30, 320 + 46 * step, x + 30, 384 + 46 * step), look.hair)
        pen.block((x - 24, 540, x + 24, 562), 8, "#C8423B")


def _bun_behind(pen: Pen, look: Look) -> None:
    pen.oval((178, 34, 302, 158), look.hair)


def _straight_fringe(pen: Pen, look: Look) -> None:
    _cap(pen, look, 104, 236)
    pen.block((MIDDLE - look.width - 12, 200, MIDDLE + look.width + 12, 252), 22, look.hair)
    for x in (MIDDLE - look.width - 14, MIDDLE + look.width - 12):
        pen.block((x, 220, x + 26, 380), 13, look.hair)


def _side_fringe(pen: Pen, look: Look) -> None:
    left, right = MIDDLE - look.width - 12, MIDDLE + look.width + 12
    _cap(pen, look, 106, 240)
    pen.shape([(left, 236), (300, 150), (right, 240), (right, 300), (318, 208)], look.hair)
    pen.shape([(left, 230), (318, 176), (206, 236), (left + 10, 300)], look.hair)


def _drawn_back(pen: Pen, look: Look) -> None:
    left, right = MIDDLE - look.width - 10, MIDDLE + look.width + 10
    pen.slice((left, 104, right, 372), (187, 353), look.hair)
    pen.oval((left + 26, 178, right - 26, 300), look.skin)
    for x in (left, right - 18):
        pen.block((x, 210, x + 18, 290), 9, look.hair)


def _short(pen: Pen, look: Look) -> None:
    _cap(pen, look, 108, 236)
    left, right = MIDDLE - look.width - 12, MIDDLE + look.width + 12
    pen.shape([(left, 230), (right, 230), (right - 6, 290), (right - 30, 226)], look.hair)
    pen.shape([(left, 230), (left + 6, 290), (left + 34, 236), (200, 252), (300, 228)], look.hair)


def _parted(pen: Pen, look: Look) -> None:
    _cap(pen, look, 102, 232)
    left, right = MIDDLE - look.width - 12, MIDDLE + look.width + 12
    pen.shape([(left, 226), (190, 226), (left + 20, 300), (left + 4, 300)], look.hair)
    pen.shape(
        [(190, 226), (right, 226), (right - 4, 300), (right - 22, 262), (262, 254)], look.hair
    )


def _crop(pen: Pen, look: Look) -> None:
    _cap(pen, look, 116, 214)
    for x in (MIDDLE - look.width - 10, MIDDLE + look.width - 4):
        pen.block((x, 200, x + 14, 272), 7, look.hair)


def _mop(pen: Pen, look: Look) -> None:
    _cap(pen, look, 92, 232)
    for step in range(6):
        x = 112 + 44 * step
        pen.oval((x - 12, 176, x + 50, 254 + 14 * (step % 2)), look.hair)


def _quiff(pen: Pen, look: Look) -> None:
    _cap(pen, look, 112, 220)
    pen.oval((140, 84, 330, 196), look.hair)
    pen.oval((220, 76, 366, 208), look.hair)
    for x in (MIDDLE - look.width - 10, MIDDLE + look.width - 8):
        pen.block((x, 200, x + 18, 288), 9, look.hair)


Hair = Callable[[Pen, Look], None]
"""Draws some of a face's hair."""

BEHIND: Mapping[str, Hair] = {
    "long": _long_behind,
    "bob": _bob_behind,
    "tail": _tail_behind,
    "braids": _braids_behind,
    "bun": _bun_behind,
}
"""What falls behind the shoulders, by cut; most cuts have nothing there."""

FRINGES: Mapping[str, Hair] = {
    "long": _side_fringe,
    "bob": _straight_fringe,
    "tail": _drawn_back,
    "braids": _straight_fringe,
    "bun": _drawn_back,
    "short": _short,
    "parted": _parted,
    "crop": _crop,
    "mop": _mop,
    "quiff": _quiff,
}
"""What lies on the head, by cut: each has it."""
