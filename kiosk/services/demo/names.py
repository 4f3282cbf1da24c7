"""Names that nobody bears, with the trouble that real ones make (assets/tables/demo.toml)."""

from random import Random
from typing import Any

import assets

_NAMES: dict[str, Any] = assets.table("tables/demo")["names"]
_LOOK_ALIKES: dict[str, str] = assets.table("tables/demo")["look_alikes"]


def usual(rng: Random) -> str:
    """Return a name of two or three characters, such as 甲惊蛰 or 卯云归."""
    return str(rng.choice(_NAMES["surnames"])) + _given(rng)


def compound(rng: Random) -> str:
    """Return a name with a surname of two characters."""
    return str(rng.choice(_NAMES["compound"])) + _given(rng)


def rare(rng: Random) -> str:
    """Return a name with a character that few fonts have."""
    return str(rng.choice(_NAMES["surnames"]) + rng.choice(_NAMES["rare"]))


def placeholder(rng: Random) -> str:
    """Return a name as a clerk writes it who lacks a character."""
    return str(rng.choice(_NAMES["surnames"]) + rng.choice(_NAMES["placeholder"]))


def joined(rng: Random, *, male: bool) -> str:
    """Return a long name of two or three parts with · between them."""
    own = rng.choice(_NAMES["joined"]["men" if male else "women"])
    fathers = rng.sample(_NAMES["joined"]["fathers"], rng.choice((1, 1, 2)))
    return "·".join((own, *fathers))


def mistakable(rng: Random) -> str:
    """Return a name whose first character has a look-alike."""
    return rng.choice(list(_LOOK_ALIKES)) + _given(rng)


def mistaken(name: str) -> str:
    """Return a ``mistakable`` name with the look-alike in it."""
    return _LOOK_ALIKES[name[0]] + name[1:]


def _given(rng: Random) -> str:
    kind = rng.randrange(10)
    if kind < 2:  # noqa: PLR2004 - two of ten bear a solar term
        return str(rng.choice(_NAMES["whole"]))
    first: str = rng.choice(_NAMES["first"])
    return first if kind == 2 else first + rng.choice(_NAMES["second"])  # noqa: PLR2004 - one of ten
