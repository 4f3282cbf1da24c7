"""Summaries as they are kept beside the chains, never trusted over them."""

from dataclasses import fields
from sys import intern
from typing import Any

from kiosk.model.student import Summary

FORMAT = 1
"""To be raised when the fold shows something else of the same events."""

_FIELDS = tuple(field.name for field in fields(Summary))
_SHARED = ("grade", "level", "college", "department", "major", "class_name", "school")


def as_json(summary: Summary) -> dict[str, Any]:
    """Return a summary as it is kept."""
    return {field: getattr(summary, field) for field in _FIELDS}


def of_json(row: dict[str, Any]) -> Summary:
    """Return the summary that was kept, with values that many share held once.

    Raises:
        KeyError, TypeError, ValueError: It is none.
    """
    for field in _SHARED:
        row[field] = intern(row[field])
    row["verdicts"] = {intern(key): intern(value) for key, value in row["verdicts"].items()}
    return Summary(**row)
