"""The guide's pages as lines of text."""

from collections.abc import Iterable, Iterator

import assets
from assets import Lang
from kiosk.cli import cells
from kiosk.guide.model import (
    Block,
    Caution,
    Decision,
    Form,
    Guide,
    Inset,
    Node,
    Paragraph,
    Quote,
    Slot,
    Steps,
    Terms,
    Topic,
    Trouble,
)
from kiosk.services.guide.content import Guides

_WIDTH = 74
"""Cells of a line; a place of a decision is set in by four more."""


def wrapped(text: str, first: str = "", rest: str | None = None) -> Iterator[str]:
    """Yield a text as lines.

    Args:
        text: What to say.
        first: What stands before its first line.
        rest: What stands before the others; none: as many spaces.
    """
    indent = " " * cells.width(first) if rest is None else rest
    lines = cells.wrapped(text, _WIDTH - cells.width(first))
    for number, line in enumerate(lines):
        yield f"{indent if number else first}{line}"


class Writer:
    """Writes the pages of one guide."""

    def __init__(self, guides: Guides, content: Guide, lang: Lang) -> None:
        """Write ``content``, and into its slots what ``guides`` knows."""
        self._guides = guides
        self._content = content
        self._lang = lang

    def topic(self, topic: Topic) -> Iterator[str]:
        """Yield a topic's page."""
        title = topic.title
        if topic.step is not None:
            of = len(self._content.steps)
            title = self._say("step", n=topic.step, of=of, title=title)
        yield from self._page(title, topic.blocks)
        if topic.see:
            yield from wrapped(self._say("see", names=self._say("and").join(topic.see)))
        yield from wrapped(self._say("source", source=topic.source, dated=topic.dated))

    def trouble(self, trouble: Trouble) -> Iterator[str]:
        """Yield a trouble's page."""
        yield from self._page(trouble.title, (*trouble.shown, Steps(trouble.remedies)))
        if trouble.topic:
            yield from wrapped(self._say("see", names=trouble.topic))
        yield from wrapped(self._say("source", source=trouble.source, dated=trouble.dated))

    def _say(self, key: str, /, **values: object) -> str:
        return assets.say(self._lang, f"cli.guide.{key}", **values)

    def _page(self, title: str, blocks: Iterable[Block]) -> Iterator[str]:
        yield title
        yield "=" * min(cells.width(title), _WIDTH)
        yield ""
        for block in blocks:
            yield from self._block(block)
            yield ""

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph():
                yield from wrapped(block.text)
            case Caution():
                yield from wrapped(block.text, "! ")
            case Steps():
                yield from _steps(block)
            case Quote():
                yield from _quote(block)
            case Terms():
                yield from self._terms(block)
            case Form():
                yield from self._form(block)
            case Inset():
                yield from self._slot(block.slot)
            case Decision():
                yield from self._decision(block)

    def _terms(self, block: Terms) -> Iterator[str]:
        yield from wrapped(self._say("title", title=block.title))
        for row in block.rows:
            word = self._both(row.word, row.meaning)
            yield from wrapped(self._say("term", word=word, text=row.text), "- ")

    def _form(self, block: Form) -> Iterator[str]:
        yield f"--- {self._both(block.title, block.meaning)} ---"
        for row in block.rows:
            box = "" if row.link else "[____]"
            shown = (self._both(row.label, row.meaning), box, row.beside)
            line = "  ".join(filter(None, shown))
            yield from wrapped(line, "* " if row.required else "  ", "    ")
            if row.hint:
                yield from wrapped(row.hint, "    -> ")
        for button in block.buttons:
            yield from wrapped(f"[ {self._both(button.word, button.meaning)} ]", "  ")

    def _slot(self, slot: Slot) -> Iterator[str]:
        match slot:
            case Slot.TROUBLES:
                yield from self._troubles()
            case Slot.CONTACTS:
                yield from self._contacts()
            case Slot.ANSWER_BY:
                day = self._guides.answer_by()
                yield from wrapped(
                    self._say("answer_by", day=day) if day else self._say("answer_about")
                )
            case Slot.CHECKER | Slot.VALUES:
                yield from wrapped(self._say(slot.value), "( ")
            case Slot.USED:
                pass

    def _troubles(self) -> Iterator[str]:
        for one in self._content.troubles:
            yield from wrapped(one.title, f"{one.name}: ", "    ")
            yield from wrapped(f"「{one.shown[0].text}」", "    ")

    def _contacts(self) -> Iterator[str]:
        """Yield whom to ask, by college; the school's office is named last."""
        for college in (*self._colleges(), ""):
            found = self._guides.contact(college, self._lang)
            parts = filter(None, (found.name, found.room, found.phone))
            whom = self._say("gap").join(parts)
            yield from wrapped(self._say("title", title=college) + whom if college else whom, "- ")
        yield from wrapped(self._say("hotline", phone=self._content.hotline), "- ")

    def _colleges(self) -> Iterator[str]:
        return (college for college in self._guides.config.contacts if college != "default")

    def _decision(self, block: Decision) -> Iterator[str]:
        """Yield the places of a decision under numbers, and where each answer leads."""
        numbers = {node.name: number for number, node in enumerate(block.nodes, 1)}
        for node in block.nodes:
            if numbers[node.name] > 1:
                yield ""
            yield from self._node(node, numbers)

    def _node(self, node: Node, numbers: dict[str, int]) -> Iterator[str]:
        yield f"[{numbers[node.name]}]"
        for block in node.blocks:
            yield from (f"    {line}" for line in self._block(block))
        if node.question:
            yield from wrapped(node.question, "  ? ")
        for branch in node.branches:
            yield from wrapped(f"{branch.answer} -> [{numbers[branch.to]}]", "    - ")

    def _both(self, word: str, meaning: str) -> str:
        return f"{word} ({meaning})" if meaning else word


def _steps(block: Steps) -> Iterator[str]:
    for number, item in enumerate(block.items, 1):
        yield from wrapped(item, f"{number}. ")


def _quote(block: Quote) -> Iterator[str]:
    yield from wrapped(f"「{block.text}」", "> ", "> ")
    if block.meaning:
        yield from wrapped(block.meaning, "  ")
