"""核查率 large, and how it grew day by day."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate

from textual.content import Content
from textual.reactive import reactive

from kiosk.services.pile.board import Figures
from screens.langs import Speaks
from screens.widgets.bigtype import bitmap
from screens.widgets.blocks import half_blocks

_EIGHTHS = " ▁▂▃▄▅▆▇█"
_TALL = 8
"""Rows from which on there is room for big figures."""
_WIDEST = 3
"""Cells of a day at most."""
_GAP = 3


def percent(part: int, whole: int) -> str:
    """Return a share with one decimal, cut: 100 only if nobody is missing, 0.0 if nobody is in."""
    tenths = 1000 * part // max(whole, 1)
    return "100%" if tenths == 1000 else f"{tenths // 10}.{tenths % 10}%"  # noqa: PLR2004 - all


def heights(shares: Sequence[int], whole: int, rows: int) -> list[str]:
    """Return a picture of growing shares, a column each.

    Args:
        shares: How many of the whole there were, from left to right.
        whole: As high as the picture.
        rows: Of the picture.

    Returns:
        Its lines from top to bottom.
    """
    levels = [-(-rows * 8 * share // max(whole, 1)) for share in shares]
    return [
        "".join(_EIGHTHS[min(max(level - 8 * row, 0), 8)] for level in levels)
        for row in reversed(range(rows))
    ]


def daily(figures: Figures, today: str, most: int) -> list[int]:
    """Return how many had declared by the end of each day, today the last.

    Args:
        figures: With the days on which somebody declared.
        today: ISO date.
        most: Days that there is room for; the earliest are left out.
    """
    counts = dict(figures.days)
    last = date.fromisoformat(today)
    first = min([*map(date.fromisoformat, counts), last])
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    sums = list(accumulate(counts.get(day.isoformat(), 0) for day in days))
    return sums[-most:]


class Outlook(Speaks):
    """核查率, how many declared today, and a column a day; big where there are rows for it."""

    COMPONENT_CLASSES = {"outlook--rate", "outlook--days"}  # noqa: RUF012 - Textual's own

    figures: reactive[Figures | None] = reactive[Figures | None](None)
    today: reactive[str] = reactive("")

    def render(self) -> Content:
        """Return one row, or the large picture."""
        if self.figures is None:
            return Content()
        return self._large(self.figures) if self.size.height > _TALL else self._row(self.figures)

    def _words(self, figures: Figures, rate: Content) -> Content:
        count, new = str(figures.progress.checked), str(figures.on(self.today))
        return self.words("screen.board.rate", rate=rate, count=count, new=new)

    def _row(self, figures: Figures) -> Content:
        rate = percent(figures.progress.checked, figures.progress.total)
        pill = Content.styled(f" {rate} ", self.get_visual_style("outlook--rate"))
        said = self._words(figures, pill)
        room = max(self.size.width - said.cell_length - len("09-01  ") - _GAP, 0)
        return Content.assemble(said, " " * _GAP, *self._picture(figures, room, 1, 1))

    def _large(self, figures: Figures) -> Content:
        rate = percent(figures.progress.checked, figures.progress.total)
        big = half_blocks(bitmap(rate))
        room = max(self.size.width - len(big[0]) - len("09-01  ") - 2 * _GAP, 0)
        picture = self._picture(figures, room, _TALL, _WIDEST)
        look = self.get_visual_style("outlook--days")
        lines = []
        for row, figure in enumerate(big):
            drawn = Content("\n").join(picture).split("\n")[row] if picture else Content()
            lines.append(Content.assemble(Content.styled(figure, look), " " * _GAP, drawn))
        return Content("\n").join([*lines, self._words(figures, Content(rate))])

    def _picture(self, figures: Figures, room: int, rows: int, widest: int) -> list[Content]:
        """Return the lines of the picture; the first day stands before the last of them."""
        sums = daily(figures, self.today, room)
        if not room or not figures.days:
            return []
        cells = max(min(room // len(sums), widest), 1)
        lines = heights([one for one in sums for _ in range(cells)], figures.progress.total, rows)
        first = date.fromisoformat(self.today) - timedelta(len(sums) - 1)
        blank = " " * len("09-01 ")
        look = self.get_visual_style("outlook--days")
        return [
            Content.assemble(
                f"{first:%m-%d} " if row == rows - 1 else blank, Content.styled(line, look)
            )
            for row, line in enumerate(lines)
        ]
