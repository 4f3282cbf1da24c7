"""The order of the pile: one function for packs, roll sheets, the board and the hand-in desk."""

import re

from kiosk.model.student import Summary

_NUMBERS = re.compile(r"([0-9]+)", re.ASCII)


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts numbers in a text by value: 质检392 before 质检3192."""
    return tuple(
        (0, int(piece), piece) if piece.isascii() and piece.isdigit() else (1, 0, piece)
        for piece in _NUMBERS.split(text)
        if piece
    )


def place(summary: Summary) -> tuple[object, ...]:
    """Return the key of a student's place: by college, then 年级, 专业, 班级, 学号.

    Source: the seed, step nine; spec/form.md, "Sorting and the pile".
    """
    return (
        summary.college,
        summary.grade,
        summary.major,
        natural(summary.class_name),
        summary.student_no,
    )
