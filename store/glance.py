"""Summaries as they are kept beside the chains, never trusted over them."""

from dataclasses import fields
from functools import lru_cache
from typing import Any

from kiosk.model.student import Summary

FORMAT = 6
"""To be raised when the fold shows something else of the same events, or rows look different."""

GONE = -1
"""The format of nobody's summary: the student was taken out."""

_FIELDS = tuple(field.name for field in fields(Summary))
_SHARED = slice(_FIELDS.index("grade"), _FIELDS.index("school") + 1)
"""Fields that a whole class has in common."""
_TABLES = tuple(_FIELDS.index(name) for name in ("verdicts", "days", "excuses"))
_REQUESTS = _FIELDS.index("requests")
_HANDED_IN = _FIELDS.index("handed_in")
_KINDS = 1 << 16
"""Classes, or tables of a few rounds, that are held once each."""


def as_json(summary: Summary) -> list[Any]:
    """Return a summary as it is kept: its values in their order."""
    return [getattr(summary, field) for field in _FIELDS]


def of_json(row: list[Any]) -> Summary:
    """Return the summary that was kept, with values that many share held once.

    The number of a request is one student's alone, and goes with the summary.

    Raises:
        IndexError, TypeError, AttributeError: It is none.
    """
    row[_SHARED] = _common(tuple(row[_SHARED]))
    for at in _TABLES:
        row[at] = _table(tuple(row[at].items()))
    if not all(isinstance(state, str) for state in row[_REQUESTS].values()):
        raise TypeError
    row[_REQUESTS] = row[_REQUESTS] or _table(())
    row[_HANDED_IN] = _common(tuple(row[_HANDED_IN]))
    return Summary(*row)


@lru_cache(_KINDS)
def _common(values: tuple[str, ...]) -> tuple[str, ...]:
    return values


@lru_cache(_KINDS)
def _table(items: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return dict(items)
