"""The lists of Hand-in as rows: scans of this sitting, what lies in the pile, what is missing."""

from collections.abc import Sequence

from assets import Lang
from kiosk.model.roll import State
from kiosk.services.pile.board import ClassPage, Member
from kiosk.services.pile.handin import Answer
from screens.desk.answer import GOOD
from screens.desk.columns import Column, Row
from screens.langs import spoken

Listed = tuple[list[Column], list[Row]]


def parted(page: ClassPage) -> tuple[list[Member], list[Member]]:
    """Return whose sheet lies in the pile, and whose does not."""
    inside = [one for one in page.members if one.state is State.HANDED_IN]
    outside = [one for one in page.members if one.state is not State.HANDED_IN]
    return inside, outside


def scanned(answers: Sequence[Answer], lang: Lang) -> Listed:
    """Return the scans, the last one first."""
    columns = [Column("screen.handin.scans"), Column(""), Column("")]
    rows = []
    for left, one in zip(range(len(answers), 0, -1), answers, strict=True):
        word = spoken(lang, f"screen.handin.word.{one.result.value}").plain
        student = one.student
        whose = f"{student.student_no}  {student.name}" if student else ""
        name = student.class_name if student else ""
        look = "good" if one.result in GOOD else "wrong"
        rows.append(Row(str(left), (((word, look),), whose, name)))
    return columns, rows


def lying(inside: Sequence[Member]) -> Listed:
    """Return whose sheets lie in the pile, in its order."""
    columns = [Column("screen.handin.inside"), Column("")]
    return columns, [
        Row(one.student.student_no, (one.student.student_no, one.student.name)) for one in inside
    ]


def missing(outside: Sequence[Member], lang: Lang) -> Listed:
    """Return whose sheets are missing, and how far they have come or why they may be."""
    columns = [Column("screen.handin.outside"), Column(""), Column("")]
    rows = []
    for one in outside:
        key = f"screen.board.states.{one.state.value}"
        if one.excuse is not None:
            key = f"cli.reason.{one.excuse.reason}"
        number, name = one.student.student_no, one.student.name
        rows.append(Row(number, (number, name, ((spoken(lang, key).plain, "muted"),))))
    return columns, rows
