"""What a roster's clerk got wrong about some of the demo's students."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import assets
from kiosk.model.record import Field, Record
from kiosk.model.request import Claim
from kiosk.services.demo import names

_DEMO = assets.table("tables/demo")
_ERRORS: list[dict[str, str]] = _DEMO["errors"]
_MAJORS: list[dict[str, Any]] = _DEMO["majors"]


def make(right: Record, turn: int, rng: Random) -> tuple[Record, Record, tuple[Claim, ...]]:
    """Return a record that can be mistaken, the mistaken one, and what its student says.

    Args:
        right: A correct record; the field in question may be changed to one that invites errors.
        turn: The fields come in turn.
        rng: Decides the wrong value.
    """
    error = _ERRORS[turn % len(_ERRORS)]
    field = Field(error["field"])
    true, false = _values(field, right, rng)
    return (
        replace(right, **{field.value: true}),
        replace(right, **{field.value: false}),
        (Claim(field, true, error["reason"]),),
    )


def _values(field: Field, record: Record, rng: Random) -> tuple[str, str]:
    value = record.get(field)
    match field:
        case Field.NAME:
            name = names.mistakable(rng)
            return name, names.mistaken(name)
        case Field.GENDER:
            return value, "女" if value == "男" else "男"
        case Field.BIRTH_DATE:
            days = rng.choice((-10, -1, 1, 9, 31))
            return value, (date.fromisoformat(value) + timedelta(days)).isoformat()
        case Field.MAJOR:
            return value, rng.choice([one["name"] for one in _MAJORS if one["name"] != value])
        case _:
            return value or _DEMO["department"], ""
