"""How closely the sheet is set: the first density that holds everything is taken."""

from dataclasses import dataclass

LEFT = 18.0
"""Wider than the right margin: sheets are bound on the left."""
TOP = 10.5
WIDTH = 177.0
BOTTOM = 289.5


@dataclass(frozen=True, slots=True)
class Density:
    """Heights in mm."""

    gap: float
    """Between blocks, at least."""
    photo: float
    """Of the frame of a photo, which is 3 wide to 4 high."""
    field_row: float
    rule: float
    """From one ruled line for copying by hand to the next."""
    rules: int
    """Ruled lines at most."""
    signature: float
    round_row: float
    change_row: float


DENSITIES = (
    Density(4.0, 36.0, 7.6, 9.5, 3, 13.0, 8.8, 7.6),
    Density(3.2, 34.0, 7.0, 8.5, 2, 12.0, 8.0, 7.0),
    Density(2.4, 32.0, 6.2, 8.0, 2, 11.0, 7.0, 6.0),
    Density(1.5, 29.0, 5.2, 7.5, 1, 10.5, 5.2, 5.0),
)
"""From roomy to tight."""
