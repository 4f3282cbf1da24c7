"""A date that is typed."""

from kiosk.errors import Problem
from kiosk.rules.values import parse_date
from screens.widgets.entry import Entry


class DateEntry(Entry):
    """Takes a date in any usual spelling; tells on Enter what is wrong with another."""

    @property
    def date(self) -> str | Problem:
        """The date as the record holds it, empty when nothing was typed, or what is wrong."""
        return parse_date(self.value) if self.value else ""

    def check(self) -> str | None:
        """Return the date, or tell what is wrong with it and return nothing."""
        date = self.date
        if isinstance(date, Problem):
            self.tell(date)
            return None
        return date

    def on_input_blurred(self) -> None:
        """Tell what is wrong when the focus leaves."""
        self.check()
