"""Pictures of progress, from the board's own figures."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

import assets
from assets import Lang
from kiosk.model.chart import Chart
from kiosk.model.rounds import Round
from kiosk.model.student import Summary
from kiosk.services.pile.progress import Level, in_total, progress


def chart(students: Iterable[Summary], round_: Round, lang: Lang) -> Chart:
    """Return how some students came to declare in a round, day by day.

    Args:
        students: Who has left is not counted.
        round_: Who declared twice counts on the later day.
        lang: Of its words.
    """
    there = [one for one in students if not one.left]
    sums = in_total(progress(there, round_, Level.COLLEGE))
    days = Counter(day for one in there if (day := one.days.get(str(round_))))
    caption = assets.say(
        lang,
        "chart.figures",
        total=sums.total,
        checked=sums.checked,
        share=100 * sums.checked // max(sums.total, 1),
        disputed=sums.disputed,
        handed_in=sums.handed_in,
    )
    return Chart(
        title=assets.say(lang, "chart.title", round=round_),
        caption=caption,
        days=tuple((date.fromisoformat(day), n) for day, n in sorted(days.items())),
        total=sums.total,
    )
