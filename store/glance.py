"""Summaries as they are kept beside the chains, never trusted over them."""

from dataclasses import fields
from sys import intern
from typing import Any

from kiosk.model.student import Summary

FORMAT = 1
"""To be raised when the fold shows something else of the same events."""

_FIELDS = tuple(field.name for field in fields(Summary))
_OWN = frozenset({"student_no", "name", "head"})


def as_json(summary: Summary) -> dict[str, Any]:
    """Return a summary as it is kept."""
    return {field: getattr(summary, field) for field in _FIELDS}


def of_json(row: dict[str, Any]) -> Summary:
    """Return the summary that was kept, with values that many share held once.

    Raises:
        KeyError, TypeError, ValueError: It is none.
    """
    for key, value in row.items():
        if isinstance(value, str) and key not in _OWN:
            row[key] = intern(value)
    row["verdicts"] = {intern(key): intern(value) for key, value in row["verdicts"].items()}
    return Summary(**row)
