"""One page of the guide: a topic, a trouble, or one place of a guided decision."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

import assets
from assets import Lang
from kiosk.guide.model import (
    Block,
    Branch,
    Decision,
    Form,
    Inset,
    Node,
    Slot,
    Steps,
    Topic,
    Trouble,
)
from kiosk.services.guide.handouts import Kind
from screens.guide.base import OVERVIEW, GuideScreen
from screens.guide.desk import Desk
from screens.guide.form import form
from screens.guide.page import Page
from screens.guide.rows import Look, Sheet, drawn
from screens.guide.slots import offer_next, write_slot
from screens.messages import GuideAsked, SecondWayTold
from screens.widgets.keys import Hint

_TURN: Hint = ("pagedown", "screen.guide.key_page")
_TELL: Hint = ("f9", "screen.guide.key_tell")
_SLIPS: Mapping[str, Kind] = {
    "taken": Kind.VALUES,
    "four-values": Kind.VALUES,
    "conscription": Kind.CONSCRIPTION,
    "conscription-slip": Kind.CONSCRIPTION,
}
"""What is printed from a topic; of all others the hand-out."""


class TopicScreen(GuideScreen):
    """Read from top to bottom; what to go on with stands at the end, each with its digit."""

    HINTS: ClassVar[tuple[Hint, ...]] = (
        OVERVIEW,
        ("arrows", "screen.key.move"),
        _TURN,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        ("left", "step(-1)"),
        ("right", "step(1)"),
        ("f9", "tell"),
    ]

    def __init__(self, desk: Desk, place: str) -> None:
        """Show a page.

        Args:
            desk: Has the page.
            place: Name of a topic or a trouble; of a node of its decision after ``#``.
        """
        super().__init__(desk)
        self._place = place
        self._topic, _, self._node = place.partition("#")

    def body(self) -> ComposeResult:
        """Return the page."""
        yield Page(self._write)

    @property
    def place(self) -> str:
        """What page this is."""
        return self._place

    @property
    def step(self) -> int | None:
        """Which of the nine steps this is, if it is one."""
        topic = self.desk.book("zh").topic(self._topic)
        return topic.step if topic else None

    @property
    def kind(self) -> Kind:
        """The slip that belongs to the topic, else the hand-out."""
        return _SLIPS.get(self._topic, Kind.GUIDE)

    def action_step(self, by: int) -> None:
        """Go to the step before or after this one."""
        steps = self.desk.book("zh").steps
        names = [topic.name for topic in steps]
        if self._topic in names and 0 <= names.index(self._topic) + by < len(names):
            self.post_message(GuideAsked(names[names.index(self._topic) + by]))

    def hints(self) -> tuple[Hint, ...]:
        """Return the hints of the last row: the key that tells matters more than turning."""
        hints = super().hints()
        return tuple(_TELL if one == _TURN and self._telling else one for one in hints)

    @property
    def _telling(self) -> Branch | None:
        """The answer that is given by its own key, since giving it is written down."""
        if self.desk.uses is None or not self._node:
            return None
        found = self._found("zh")
        branches = self._node_of(found).branches if isinstance(found, Topic) else ()
        return next((one for one in branches if one.tells), None)

    def action_tell(self) -> None:
        """Give that answer; a digit could be a scanner's."""
        if self._telling:
            self.post_message(SecondWayTold(f"{self._topic}#{self._telling.to}"))

    def rewrite(self) -> None:
        """Write the page anew: something that it tells is different."""
        self.query_one(Page).retell()

    def title_in(self, lang: Lang) -> str:
        """Return the page's title, of a step with its number."""
        found = self._found(lang)
        if isinstance(found, Topic) and found.step is not None:
            count = str(len(self.desk.book(lang).steps))
            return assets.say(
                lang, "screen.guide.step", n=str(found.step), of=count, title=found.title
            )
        return found.title

    def _found(self, lang: Lang) -> Topic | Trouble:
        book = self.desk.book(lang)
        found = book.topic(self._topic) or book.trouble(self._topic)
        if found is None:
            raise KeyError(self._topic)
        return found

    def _write(self, sheet: Sheet, lang: Lang) -> None:
        found = self._found(lang)
        if isinstance(found, Trouble):
            self._write_trouble(sheet, lang, found)
        elif self._node:
            node = self._node_of(found)
            self._write_node(sheet, lang, node)
            if not node.branches:
                self._offer(sheet, lang, "screen.guide.see", found.see)
        else:
            self._write_blocks(sheet, lang, found.blocks)
            self._offer(sheet, lang, "screen.guide.see", found.see)
        sheet.gap()
        source = assets.say(lang, "screen.guide.source", source=found.source, dated=found.dated)
        sheet.write(source, Look.MUTED)

    def _node_of(self, topic: Topic) -> Node:
        decisions = (block for block in topic.blocks if isinstance(block, Decision))
        return next(decisions).node(self._node)

    def _write_trouble(self, sheet: Sheet, lang: Lang, trouble: Trouble) -> None:
        for quote in trouble.shown:
            sheet.rows += drawn(quote, sheet.measure)
        sheet.gap()
        sheet.write(assets.say(lang, "screen.guide.remedies"), Look.STRONG)
        sheet.rows += drawn(Steps(trouble.remedies), sheet.measure)
        self._offer(sheet, lang, "screen.guide.deeper", filter(None, (trouble.topic,)))

    def _write_blocks(self, sheet: Sheet, lang: Lang, blocks: Iterable[Block]) -> None:
        shown = tuple(blocks)
        values = dict(self.desk.values("zh")) if self.desk.values else {}
        into = any(isinstance(one, Form) and _takes(one, values) for one in shown)
        for block in shown:
            sheet.gap()
            if isinstance(block, Decision):
                self._write_node(sheet, lang, block.nodes[0])
            elif isinstance(block, Inset):
                if not (into and block.slot is Slot.VALUES):
                    write_slot(sheet, lang, block.slot, self.desk)
            elif isinstance(block, Form):
                typed = values if _takes(block, values) else {}
                sheet.rows += form(block, sheet.measure, typed)
            else:
                sheet.rows += drawn(block, sheet.measure)

    def _write_node(self, sheet: Sheet, lang: Lang, node: Node) -> None:
        self._write_blocks(sheet, lang, node.blocks)
        if node.question:
            sheet.gap()
            sheet.write(node.question, Look.STRONG)
        used = len(self.desk.uses()) if self.desk.uses else 0
        for branch in node.branches:
            if branch.tells and self.desk.uses:
                sheet.write(assets.say(lang, "screen.guide.tell", answer=branch.answer))
            elif branch.until is None or used < branch.until:
                offer_next(sheet, f"{self._topic}#{branch.to}", branch.answer)

    def _offer(self, sheet: Sheet, lang: Lang, heading: str, names: Iterable[str]) -> None:
        book = self.desk.book(lang)
        found = [book.topic(name) or book.trouble(name) for name in names]
        if found:
            sheet.gap()
            sheet.write(assets.say(lang, heading), Look.STRONG)
        for one in found:
            if one is not None:
                offer_next(sheet, one.name, one.title)


def _takes(asked: Form, values: Mapping[str, str]) -> bool:
    """Tell whether a form asks for just these values: then they are drawn into its boxes."""
    return bool(values) and {row.label for row in asked.rows} == set(values)
