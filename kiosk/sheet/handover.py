"""The handover list of a class: what is missing and why, what lies in the pile, who signs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import assets
from kiosk.model.handover import Absent, Content, Filed, Handover
from kiosk.rules import form
from kiosk.rules.code import short_number
from kiosk.rules.rounds import parse_round
from kiosk.sheet import lists
from kiosk.sheet.density import BOTTOM, LEFT, WIDTH
from kiosk.sheet.file import PdfFile
from kiosk.sheet.fonts import Weight
from kiosk.sheet.lists import About
from kiosk.sheet.pen import Drawn, Pen
from kiosk.sheet.table import Row, Table
from kiosk.sheet.text import Style

_WORDS = assets.table("handover")
_ROLL = assets.table("roll")
_ABSENT = (12.0, 36.0, 44.0, 20.0, 65.0)
_FILED = (12.0, 36.0, 44.0, 30.0, 20.0, 35.0)
_ROW = 5.2
"""So a class of thirty stands on one page."""
_HEADING = Style(10.5, 9.5, 9, Weight.BOLD)
_HEADING_HEIGHT = 6.5
_SHOWN = 12
"""Characters of a digest or root that are printed."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A heading with its table, or what of it stands on one page."""

    heading: str
    columns: tuple[float, ...]
    head: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def height(self) -> float:
        return _OPENING + sum(row.height for row in self.rows)


_OPENING = _HEADING_HEIGHT + lists.HEAD + lists.GAP
"""What a part takes without its rows, the gap below it included."""


def draw(made: Handover) -> bytes:
    """Return the list as a PDF/A-1b; the same list gives the same bytes."""
    about = _about(made)
    pages = tuple(_broken(_parts(made.content), BOTTOM - lists.FOOT - about.bottom))
    out = BytesIO()
    file = PdfFile(out, _WORDS["title"])
    for number, parts in enumerate(pages, start=1):
        file.add(_page(made, about, parts, (number, len(pages))))
    file.close()
    return out.getvalue()


def _about(made: Handover) -> About:
    content = made.content
    replaces = _WORDS["first"]
    if made.replaces:
        day = form.day(made.replaced_at[:10])
        replaces = _WORDS["replaces"].format(day=day, digest=made.replaces[:_SHOWN])
    shown = _WORDS["several"].join(map(form.grade, content.grades))
    pairs = (
        (
            _WORDS["class"] + (content.class_name or _ROLL["no_class"]),
            _WORDS["grade"] + shown,
        ),
        (_WORDS["college"] + content.college, _WORDS["major"] + content.major),
        (
            _WORDS["round"] + form.round_name(parse_round(content.round)),
            _WORDS["day"] + form.day(made.at[:10]),
        ),
        (replaces, content.school),
    )
    return About.of(_WORDS["title"], pairs)


def _parts(content: Content) -> tuple[_Part, ...]:
    """Return the tables that have rows."""
    absent = [_absent(*numbered) for numbered in enumerate(content.absent, start=1)]
    filed = [_filed(*numbered) for numbered in enumerate(content.filed, start=1)]
    parts = (
        _Part(
            _WORDS["absent"].format(n=len(absent)),
            _ABSENT,
            tuple(_WORDS["absent_head"]),
            tuple(absent),
        ),
        _Part(
            _WORDS["filed"].format(n=len(filed)), _FILED, tuple(_WORDS["filed_head"]), tuple(filed)
        ),
    )
    return tuple(part for part in parts if part.rows)


def _absent(number: int, one: Absent) -> Row:
    state = _ROLL["states"][one.state.value]
    reason = one.reason or _WORDS["expected"]
    return lists.row((str(number), one.student_no, one.name, state, reason), _ABSENT, _ROW)


def _filed(number: int, one: Filed) -> Row:
    verdict = _WORDS["verdicts"][one.verdict.value]
    remark = _WORDS["outdated"] if one.outdated else ""
    sheet = short_number(one.sheet_id)
    texts = (str(number), one.student_no, one.name, sheet, verdict, remark)
    return lists.row(texts, _FILED, _ROW)


def _broken(parts: Sequence[_Part], room: float) -> Iterator[tuple[_Part, ...]]:
    """Yield the parts page by page, so that the signatures stand below some rows."""
    page: list[_Part] = []
    left = room
    for part in parts:
        rows: list[Row] = []
        left -= _OPENING
        for row in part.rows:
            last = part is parts[-1] and row is part.rows[-1]
            if row.height + (lists.HANDOVER if last else 0) > left and (page or rows):
                yield (*page, *_some(part, rows))
                page, rows = [], []
                left = room - _OPENING
            rows.append(row)
            left -= row.height
        page += _some(part, rows)
    yield tuple(page)


def _some(part: _Part, rows: Sequence[Row]) -> tuple[_Part, ...]:
    """Return what of a part stands on one page, if any of its rows do."""
    return (_Part(part.heading, part.columns, part.head, tuple(rows)),) if rows else ()


def _page(made: Handover, about: About, parts: Sequence[_Part], of: tuple[int, int]) -> Drawn:
    pen = Pen()
    about.draw(pen)
    y = about.bottom
    for part in parts:
        pen.text(lists.told(part.heading, WIDTH, _HEADING), LEFT, y)
        Table(part.columns, part.head, part.rows, lists.HEAD).draw(pen, y + _HEADING_HEIGHT)
        y += part.height
    number, pages = of
    if number == pages:
        _sign(pen, made.content, y + lists.GAP)
    texts = (
        _WORDS["digest"].format(digest=made.digest[:_SHOWN]),
        _WORDS["seal"].format(root=made.seal[:_SHOWN], day=made.sealed_at[:10]),
        _ROLL["sheet"].format(n=number, m=pages),
    )
    lists.foot(pen, "    ".join(texts))
    return pen.drawn()


def _sign(pen: Pen, content: Content, top: float) -> None:
    count = _WORDS["count"].format(
        students=content.students,
        filed=len(content.filed),
        absent=len(content.absent),
        excused=content.excused,
    )
    pen.text(lists.told(count, WIDTH, lists.ABOUT), LEFT, top)
    lists.signatures(pen, top)
