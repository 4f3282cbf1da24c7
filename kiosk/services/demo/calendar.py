"""The days on which things happened in the demo college."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from kiosk.rules.rounds import academic_year
from kiosk.services.ports import stamp

ROUND_DAYS = 30
"""How long a round is open."""
_ROSTER = (10, 8)
"""Month and day of each year's roster; the round is open from the day after."""
_LATEST = timedelta(7)
"""A roster of this year is at least so old, in whatever month the demo is made."""
_EVENING = 580
"""Minutes after eight."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days on which things happened, all before now."""

    now: datetime

    @property
    def year(self) -> int:
        """The academic year that it is."""
        return academic_year(self.now.date())

    def roster(self, year: int) -> date:
        """Return the day on which the roster of an academic year was exported and read."""
        return min(date(year, *_ROSTER), self.now.date() - _LATEST)

    def declaring(self, year: int, rng: Random) -> str:
        """Return a moment at which a student declared in a year's round."""
        opened = self.roster(year) + timedelta(1)
        days = min(ROUND_DAYS, (self.now.date() - opened).days)
        return self.at(opened + timedelta(rng.randrange(days)), 15 + rng.randrange(500))

    def evening(self, at: str) -> str:
        """Return the moment of a day at which sheets are counted."""
        return self.at(date.fromisoformat(at[:10]), _EVENING)

    def at(self, day: date, minutes: int) -> str:
        """Return the moment so many minutes after eight."""
        eight = datetime.combine(day, time(8), tzinfo=self.now.tzinfo)
        return stamp(eight + timedelta(minutes=minutes))
