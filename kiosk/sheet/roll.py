"""The roll sheet in front of a class: who, how far, and who handed the pile to whom."""

from collections.abc import Iterator, Sequence

import assets
from kiosk.model.roll import Roll, RollLine
from kiosk.rules import form
from kiosk.sheet import lists
from kiosk.sheet.density import BOTTOM, LEFT, WIDTH
from kiosk.sheet.lists import About
from kiosk.sheet.pen import Box, Drawn, Pen
from kiosk.sheet.table import Row, Table
from kiosk.sheet.text import SMALL

_WORDS = assets.table("roll")
_COLUMNS = (12.0, 36.0, 44.0, 18.0, 35.0, 32.0)
_HALF = WIDTH / 2


def paint(roll: Roll) -> tuple[Drawn, ...]:
    """Return the pages of a roll sheet; the last one bears the lines for the handover."""
    about = _about(roll)
    rows = [_row(number, line) for number, line in enumerate(roll.lines, start=1)]
    room = BOTTOM - lists.FOOT - about.bottom - lists.HEAD
    sheets = tuple(_broken(rows, room))
    return tuple(
        _page(roll, about, some, (number, len(sheets)))
        for number, some in enumerate(sheets, start=1)
    )


def _page(roll: Roll, about: About, rows: Sequence[Row], of: tuple[int, int]) -> Drawn:
    pen = Pen()
    about.draw(pen)
    table = Table(_COLUMNS, tuple(_WORDS["head"]), tuple(rows), lists.HEAD)
    table.draw(pen, about.bottom)
    number, sheets = of
    if number == sheets:
        _handover(pen, roll, about.bottom + table.height + 2 * lists.GAP)
    texts = [_WORDS["sheet"].format(n=number, m=sheets)]
    if roll.parts > 1:
        texts.insert(0, _WORDS["part"].format(n=roll.part, m=roll.parts))
    lists.foot(pen, "  ".join(texts))
    return pen.drawn()


def _about(roll: Roll) -> About:
    """Return what the head says, in two columns."""
    grade = form.grade(roll.grade)
    declared = _WORDS["declared"].format(n=roll.declared, m=roll.students)
    pairs = (
        (_WORDS["class"] + (roll.class_name or _WORDS["no_class"]), _WORDS["grade"] + grade),
        (_WORDS["college"] + roll.college, _WORDS["major"] + roll.major),
        (_WORDS["round"] + roll.round, declared),
        (_WORDS["counselor"] + roll.counselor, roll.school),
    )
    return About.of(_WORDS["title"], pairs)


def _row(number: int, line: RollLine) -> Row:
    state = _WORDS["states"][line.state.value]
    told = [_WORDS["disputed"]] if line.disputed and state != _WORDS["disputed"] else []
    reason = "，".join((*told, *filter(None, (line.reason,))))
    return lists.row((str(number), line.student_no, line.name, state, reason), _COLUMNS)


def _broken(rows: Sequence[Row], room: float) -> Iterator[list[Row]]:
    """Yield the rows page by page, so that the handover stands below some rows."""
    page: list[Row] = []
    left = room
    for number, row in enumerate(rows):
        need = row.height + (lists.HANDOVER if number == len(rows) - 1 else 0)
        if page and need > left:
            yield page
            page, left = [], room
        page.append(row)
        left -= row.height
    yield page


def _handover(pen: Pen, roll: Roll, top: float) -> None:
    """Draw the count, who gives and who takes the pile, and the seal."""
    count = _WORDS["count"].format(n=len(roll.lines))
    pen.text(lists.told(count, _HALF + 20, lists.ABOUT), LEFT, top)
    if roll.seal:
        seal = lists.told(_WORDS["seal"].format(seal=roll.seal), _HALF - 20, SMALL)
        pen.flush_right(seal, Box(LEFT + _HALF + 20, top, _HALF - 20, seal.height))
    lists.signatures(pen, top)
