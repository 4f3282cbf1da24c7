"""Packs: whose sheets are wanted, how many that is, and where the packs lie that were made."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from kiosk.errors import Problem
from kiosk.model.roll import State
from kiosk.model.rounds import Round
from kiosk.rules import form
from kiosk.rules.rounds import parse_round
from kiosk.services.desk.desk import Desk
from kiosk.services.desk.packs import PARTS, Offer, limited
from kiosk.services.pile.selection import Selection
from screens.desk.asking import Option, Picker
from screens.desk.base import DeskScreen
from screens.desk.job import Job
from screens.desk.rows import Column, Row, Rows
from screens.langs import lang_of, spoken
from screens.widgets.keys import Hint
from screens.widgets.said import Said

_STATE, _ROUND, _CONTENT = "state", "round", "content"
_SHEETS, _ROLLS = "sheets", "rolls"
_SEEN = 3
"""Packs that were made before and are listed."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The selection, what it holds, and what was made."""

    rounds: tuple[Round, ...]
    round: Round
    offer: Offer
    made: tuple[Path, ...]


class PacksScreen(DeskScreen[Shown | None]):
    """What limits the selection, one a row; Enter asks for another value."""

    NAME = "packs"
    HINTS: ClassVar[tuple[Hint, ...]] = (
        ("enter", "screen.packs.key.change"),
        ("m", "screen.packs.key.make"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [("m", "make")]

    def __init__(self, desk: Desk) -> None:
        """Begin with everybody."""
        super().__init__(desk)
        self._selection = Selection()
        self._round: Round | None = None
        self._rolls_only = False
        self._count = Said("", classes="title")
        self._rows = Rows()
        self._made = Said("", classes="hint gap")

    def body(self) -> ComposeResult:
        """Return the figures, the selection, and where packs lie."""
        yield self._count
        yield self._rows
        yield self._made

    def read(self) -> Shown | None:
        """Return what the selection holds now; nothing if no round is open."""
        packs = self.desk.office().packs
        rounds = packs.open_rounds()
        if not rounds:
            return None
        round_ = self._round if self._round in rounds else rounds[0]
        offer = packs.offer(self._selection, round_)
        return Shown(rounds, round_, offer, packs.made()[:_SEEN])

    def show(self, shown: Shown | None) -> None:
        """Show it."""
        if shown is None:
            return
        self._count.say("screen.packs.count", n=str(shown.offer.students))
        columns = (Column("screen.packs.limit"), Column("screen.packs.value"))
        self._rows.show(columns, [self._row(name, shown) for name in self._names])
        made = "\n".join(map(str, shown.made))
        key = "screen.packs.made" if made else "screen.packs.none_made"
        self._made.say(key, **({"files": made} if made else {}))

    @property
    def _names(self) -> tuple[str, ...]:
        return (*PARTS, _STATE, _ROUND, _CONTENT)

    def _row(self, name: str, shown: Shown) -> Row:
        label = spoken(lang_of(self), f"screen.packs.of.{name}").plain
        return Row(name, (label, self._value(name, shown)))

    def _value(self, name: str, shown: Shown) -> str:
        lang = lang_of(self)
        if name == _ROUND:
            return form.round_name(shown.round)
        if name == _CONTENT:
            which = _ROLLS if self._rolls_only else _SHEETS
            return spoken(lang, f"screen.packs.{which}").plain
        value = getattr(self._selection, name)
        if not value:
            return spoken(lang, "screen.desk.all").plain
        return spoken(lang, f"screen.packs.state.{value}").plain if name == _STATE else value

    def _options(self, name: str, shown: Shown) -> Sequence[Option]:
        match name:
            case "round":
                return [Option(str(one), f"screen.rounds.{one.kind}") for one in shown.rounds]
            case "content":
                return [Option(one, f"screen.packs.{one}") for one in (_SHEETS, _ROLLS)]
            case "state":
                found = [Option(one.value, f"screen.packs.state.{one}") for one in State]
            case _:
                found = [Option(one) for one in shown.offer.options[name]]
        return [Option("", "screen.desk.all"), *found]

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Ask for another value of the row."""
        event.stop()
        shown, name = self.shown, event.key
        if shown is None:
            return
        now = str(shown.round) if name == _ROUND else str(getattr(self._selection, name, "") or "")

        def picked(value: str | None) -> None:
            if value is not None:
                self._limit(name, value)

        picker = Picker(f"screen.packs.of.{name}", self._options(name, shown), now)
        self.app.push_screen(picker, picked)

    def _limit(self, name: str, value: str) -> None:
        """Take a value; what is narrower is chosen anew."""
        if name == _ROUND:
            self._round = parse_round(value)
        elif name == _CONTENT:
            self._rolls_only = value == _ROLLS
        elif name == _STATE:
            self._selection = replace(self._selection, state=State(value) if value else None)
        else:
            self._selection = limited(self._selection, name, value)
        if self.shown is not None:
            self.show(self.shown)
        self.renew()

    def action_make(self) -> None:
        """Make the pack, behind the pages."""
        shown = self.shown
        if shown is None or not shown.offer.students:
            self.tell(Problem("screen.packs.nobody"))
        elif self.desk_app.doing is not None:
            self.tell(Problem("screen.desk.job_first"))
        else:
            self.run_worker(self._make(shown), exclusive=True)

    async def _make(self, shown: Shown) -> None:
        packs, only = self.desk.office().packs, self._rolls_only
        packing = await self.ask(lambda: packs.start(self._selection, shown.round, rolls_only=only))
        if packing is None:
            return
        job = Job("screen.packs.job", shown.offer.students, packing.steps, packing.told)
        self.desk_app.start(job)
