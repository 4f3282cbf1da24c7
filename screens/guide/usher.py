"""Shows people through the guide: opens it, goes between its pages, has them printed."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Protocol

from textual.screen import Screen

from assets import Lang
from kiosk.errors import KioskError
from kiosk.guide.model import Inset, Slot
from kiosk.model.record import Record
from kiosk.rules.second_way import uses
from kiosk.services.guide.content import four_values
from kiosk.services.guide.handouts import Kind
from kiosk.services.guide.terminal import Guidance
from kiosk.visit import SecondWayNoted, Visit, advance
from screens.apart import apart
from screens.guide.base import GuideScreen
from screens.guide.checker import CheckerScreen
from screens.guide.desk import Desk
from screens.guide.overview import OverviewScreen
from screens.guide.topic import TopicScreen
from screens.guide.troubles import TroublesScreen

_SPECIAL = {Slot.CHECKER: CheckerScreen, Slot.TROUBLES: TroublesScreen}
"""What topics with these slots are shown as."""


class Hall(Protocol):
    """What the usher sees of the app."""

    visit: Visit
    lang: Lang
    visits: int
    """How many visits have ended: what an earlier one printed is nobody's business."""

    @property
    def screen_stack(self) -> Sequence[Screen[None]]:
        """The screens over each other, the uppermost last."""

    def pop_screen(self) -> object:
        """Take the uppermost screen away."""

    def lay_over(self, screen: Screen[None], *, instead: bool = False) -> None:
        """Put a screen over the others, or in the place of the uppermost."""


class Usher:
    """One for all visits; what is known of a student stands on the screens alone."""

    def __init__(self, hall: Hall, guidance: Guidance, hints: Sequence[str]) -> None:
        """Serve an app.

        Args:
            hall: The app.
            guidance: The guide's use cases.
            hints: Whom to be in a demo, told on Welcome.
        """
        self._hall = hall
        self._guidance = guidance
        self._hints = hints

    def read_ahead(self) -> None:
        """Read the guide, so that the first F1 need not wait for it."""
        self._guidance.guides.read(self._hall.lang)

    @property
    def _top(self) -> Screen[None]:
        return self._hall.screen_stack[-1]

    def help(self) -> None:
        """Open the overview, go back to it, or, from there, close the guide."""
        if isinstance(self._top, OverviewScreen):
            self._top.action_close()
        elif not self._back_to(OverviewScreen.__name__):
            self._hall.lay_over(OverviewScreen(self._desk()))

    def go(self, place: str) -> None:
        """Show a page: one that is open already is gone back to.

        A step of the registration takes the place of another.
        """
        top = self._top
        screen = self._page(top.desk if isinstance(top, GuideScreen) else self._desk(), place)
        if self._back_to(screen.place):
            return
        steps = [one.step for one in (top, screen) if isinstance(one, TopicScreen)]
        self._hall.lay_over(screen, instead=len(steps) > 1 and None not in steps)

    def _back_to(self, place: str) -> bool:
        """Take away what lies over an open page, and tell whether it is open."""
        places = [
            one.place if isinstance(one, GuideScreen) else None for one in self._hall.screen_stack
        ]
        if place not in places:
            return False
        for _ in places[places.index(place) + 1 :]:
            self._hall.pop_screen()
        return True

    def _page(self, desk: Desk, place: str) -> GuideScreen:
        topic = desk.book("zh").topic(place)
        for block in topic.blocks if topic else ():
            if isinstance(block, Inset) and block.slot in _SPECIAL:
                return _SPECIAL[block.slot](desk)
        return TopicScreen(desk, place)

    def _desk(self) -> Desk:
        """Return what the guide knows of this visit, and nothing of it afterwards."""
        visit, guides = self._hall.visit, self._guidance.guides
        record = self._record
        college = record.college if record else ""
        known: Callable[[Lang], Sequence[tuple[str, str]]] | None = None
        if record is not None:
            known = cache(lambda lang: four_values(record, lang))
        return Desk(
            step=visit.step,
            book=cache(guides.read),
            search=self._guidance.search,
            contact=lambda lang: guides.contact(college, lang),
            values=known,
            answer_by=guides.answer_by,
            uses=self._uses if visit.enrolments else None,
            hints=() if visit.enrolments else self._hints,
        )

    @property
    def _record(self) -> Record | None:
        visit = self._hall.visit
        return visit.enrolment.student.record if visit.enrolments else None

    def _uses(self) -> Sequence[date]:
        told = uses(one.student for one in self._hall.visit.enrolments)
        return [datetime.fromisoformat(one.at).date() for one in told]

    async def note(self, place: str) -> None:
        """Have a use of 提供学籍或者学历信息 written, then show the page that follows.

        No step shows the tally, so no screen of the visit is put up anew.
        """
        hall, asked_on, visits = self._hall, self._top, self._hall.visits
        numbers = [one.student.student_no for one in hall.visit.enrolments]
        try:
            found = await apart(self._guidance.second_ways.note, hall.visit.uuid, numbers)
        except KioskError as error:
            if hall.visits == visits and isinstance(asked_on, GuideScreen):
                asked_on.tell_paper(error.problem.text, **error.problem.values)
            return
        if hall.visits != visits:
            return
        hall.visit = advance(hall.visit, SecondWayNoted(found))
        for one in hall.screen_stack:
            if isinstance(one, TopicScreen):
                one.rewrite()
        if self._top is asked_on:
            self.go(place)

    async def print(self, kind: Kind) -> None:
        """Have a page of the guide printed, and tell how it ended on the screen that asked."""
        hall, asked_on, visits = self._hall, self._top, self._hall.visits
        printing = self._guidance.print
        state = await apart(printing, kind, hall.lang, hall.visit.uuid, self._record)
        if isinstance(asked_on, GuideScreen) and hall.visits == visits:
            asked_on.tell_paper(f"screen.guide.paper_{state.value}")
