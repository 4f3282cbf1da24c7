"""Summaries as they are kept beside the chains, never trusted over them."""

from dataclasses import fields
from functools import lru_cache
from typing import Any

from kiosk.model.student import Summary

FORMAT = 2
"""To be raised when the fold shows something else of the same events, or rows look different."""

_FIELDS = tuple(field.name for field in fields(Summary))
_SHARED = slice(_FIELDS.index("grade"), _FIELDS.index("school") + 1)
"""Fields that a whole class has in common."""
_VERDICTS = _FIELDS.index("verdicts")
_KINDS = 1 << 16
"""Classes, or sets of verdicts, that are held once each."""


def as_json(summary: Summary) -> list[Any]:
    """Return a summary as it is kept: its values in their order."""
    return [getattr(summary, field) for field in _FIELDS]


def of_json(row: list[Any]) -> Summary:
    """Return the summary that was kept, with values that many share held once.

    Raises:
        IndexError, TypeError, AttributeError: It is none.
    """
    row[_SHARED] = _common(tuple(row[_SHARED]))
    row[_VERDICTS] = _verdicts(tuple(row[_VERDICTS].items()))
    return Summary(*row)


@lru_cache(_KINDS)
def _common(values: tuple[str, ...]) -> tuple[str, ...]:
    return values


@lru_cache(_KINDS)
def _verdicts(items: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return dict(items)
