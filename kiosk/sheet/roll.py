"""The roll sheet in front of a class: who, how far, and who handed the pile to whom."""

from collections.abc import Iterator, Sequence

import assets
from kiosk.model.roll import Roll, RollLine
from kiosk.rules import form
from kiosk.sheet import fonts
from kiosk.sheet.density import BOTTOM, LEFT, TOP, WIDTH
from kiosk.sheet.fonts import Weight
from kiosk.sheet.pen import HAIR, Box, Drawn, Pen
from kiosk.sheet.table import PAD, Row, Table
from kiosk.sheet.text import SMALL, Setting, Style, fit

_WORDS = assets.table("roll")
_TITLE = Style(18, 18, 18, Weight.BOLD)
_ABOUT = Style(10.5, 9.5, 7.5)
_CELL = Style(9.5, 9, 7)
_COLUMNS = (12.0, 36.0, 44.0, 18.0, 35.0, 32.0)
_ROW = 6.6
_HEAD = 7.0
_GAP = 3.0
_SIGN = 11.0
"""Height of a line that is signed."""
_HANDOVER = 2 * _GAP + 3 * _SIGN
_FOOT = 5.0
_HALF = WIDTH / 2


def paint(roll: Roll) -> tuple[Drawn, ...]:
    """Return the pages of a roll sheet; the last one bears the lines for the handover."""
    about = _about(roll)
    top = TOP + 9 + _GAP + sum(_height(row) for row in about) + _GAP
    rows = [_row(number, line) for number, line in enumerate(roll.lines, start=1)]
    sheets = tuple(_broken(rows, BOTTOM - _FOOT - top - _HEAD))
    return tuple(
        _page(roll, about, some, (number, len(sheets)))
        for number, some in enumerate(sheets, start=1)
    )


def _page(
    roll: Roll, about: Sequence[Sequence[Setting]], rows: Sequence[Row], of: tuple[int, int]
) -> Drawn:
    pen = Pen()
    pen.centred(fit(_WORDS["title"], WIDTH, _TITLE), Box(LEFT, TOP, WIDTH, 9))
    y = TOP + 9 + _GAP
    for left, right in about:
        pen.text(left, LEFT, y)
        pen.text(right, LEFT + _HALF, y)
        y += _height((left, right))
    table = Table(_COLUMNS, tuple(_WORDS["head"]), tuple(rows), _HEAD)
    table.draw(pen, y + _GAP)
    number, sheets = of
    if number == sheets:
        _handover(pen, roll, y + _GAP + table.height + 2 * _GAP)
    texts = [_WORDS["sheet"].format(n=number, m=sheets)]
    if roll.parts > 1:
        texts.insert(0, _WORDS["part"].format(n=roll.part, m=roll.parts))
    foot = fit("  ".join(texts), WIDTH, SMALL)
    pen.flush_right(foot, Box(LEFT, BOTTOM - foot.height, WIDTH, foot.height))
    return pen.drawn()


def _about(roll: Roll) -> tuple[tuple[Setting, Setting], ...]:
    """Return what the head says, in two columns."""
    grade = form.grade(roll.grade)
    declared = _WORDS["declared"].format(n=roll.declared, m=roll.students)
    pairs = (
        (_WORDS["class"] + (roll.class_name or _WORDS["no_class"]), _WORDS["grade"] + grade),
        (_WORDS["college"] + roll.college, _WORDS["major"] + roll.major),
        (_WORDS["round"] + roll.round, declared),
        (_WORDS["counselor"] + roll.counselor, roll.school),
    )
    return tuple(
        (_set(left, _HALF - _GAP, _ABOUT), _set(right, _HALF, _ABOUT)) for left, right in pairs
    )


def _height(pair: Sequence[Setting]) -> float:
    return max(one.height for one in pair) + 1


def _row(number: int, line: RollLine) -> Row:
    state = _WORDS["states"][line.state.value]
    told = [_WORDS["disputed"]] if line.disputed and state != _WORDS["disputed"] else []
    reason = "，".join((*told, *filter(None, (line.reason,))))
    texts = (str(number), line.student_no, line.name, state, reason)
    cells = [_set(text, width - PAD, _CELL) for text, width in zip(texts, _COLUMNS, strict=False)]
    return Row.of(cells, _ROW)


def _set(text: str, width: float, style: Style) -> Setting:
    """Set a text with a mark in place of what no face has: the roll must not stop for one name.

    The mark is the printers' own for a missing type; what is missing stands beside it.
    """
    for char in fonts.unprintable(text):
        text = text.replace(char, _WORDS["missing_glyph"])
    return fit(text, width, style)


def _broken(rows: Sequence[Row], room: float) -> Iterator[list[Row]]:
    """Yield the rows page by page, so that the handover stands below some rows."""
    page: list[Row] = []
    left = room
    for number, row in enumerate(rows):
        need = row.height + (_HANDOVER if number == len(rows) - 1 else 0)
        if page and need > left:
            yield page
            page, left = [], room
        page.append(row)
        left -= row.height
    yield page


def _handover(pen: Pen, roll: Roll, top: float) -> None:
    """Draw the count, who gives and who takes the pile, and the seal."""
    pen.text(_set(_WORDS["count"].format(n=len(roll.lines)), _HALF + 20, _ABOUT), LEFT, top)
    if roll.seal:
        seal = _set(_WORDS["seal"].format(seal=roll.seal), _HALF - 20, SMALL)
        pen.flush_right(seal, Box(LEFT + _HALF + 20, top, _HALF - 20, seal.height))
    for number, words in enumerate(("counselor_signs", "registrar_signs"), start=1):
        base = top + number * _SIGN + 4
        pen.line(fit(_WORDS[words], WIDTH, _ABOUT), LEFT, base)
        pen.rule(Box(LEFT + 42, base + 1, 60, 0), HAIR, 0.4)
        pen.line(fit(_WORDS["date"], WIDTH, _ABOUT), LEFT + _HALF + 20, base)
