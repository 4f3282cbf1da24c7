"""Signatures that nobody wrote: loops for the demo's past declarations."""

from math import cos, pi, sin

from kiosk.model.signature import Point, Strokes

HANDS = 6
"""How many there are."""

_WIDTH, _HEIGHT = 600, 200
_POINTS = 60


def signature(hand: int) -> Strokes:
    """Return a drawn signature: a few loops from left to right, and a line beneath.

    Args:
        hand: Another number, another hand; below ``HANDS``.
    """
    return Strokes(_WIDTH, _HEIGHT, (_loops(hand), _underline(hand)))


def _loops(hand: int) -> tuple[Point, ...]:
    turns = 4 + hand
    line: list[Point] = []
    for step in range(_POINTS * 2):
        way = step / (_POINTS * 2)
        angle = 2 * pi * turns * way
        x = 60 + 420 * way + (28 + 4 * hand) * cos(angle)
        y = 90 + (52 - 30 * way) * sin(angle + hand / 7) + 12 * sin(3 * pi * way + hand)
        line.append((round(x), round(y)))
    return tuple(line)


def _underline(hand: int) -> tuple[Point, ...]:
    return tuple(
        (round(120 + 6 * step), round(168 + 7 * sin(step / 9 + hand))) for step in range(_POINTS)
    )
