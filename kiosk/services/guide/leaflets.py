"""The guide's content set out for paper: the hand-out, and the two slips."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import singledispatch

import assets
from assets import Lang
from kiosk.config import Contact
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
from kiosk.model.handout import Handout, Head, Line, Section, Slip
from kiosk.model.record import Record
from kiosk.services.guide.content import Guides, four_values

CONSCRIPTION = "conscription-slip"
"""The topic whose form is printed with blanks."""
_FIRST = ("before",)
"""Topics before the steps of the registration; a hand-out has room for what is done, not why."""
_LAST = ("taken", "conscription")
"""Topics behind the troubles."""
_SPARE = ("range",)
"""Topics behind those if there is room."""
_VALUES = "four-values"
_SAID_SLOTS = frozenset({Slot.VALUES, Slot.ANSWER_BY, Slot.CONTACTS})
"""Of these paper says where to find them; the others are nothing without a screen."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Leaflets:
    """Sets out what is printed of a home's guide."""

    guides: Guides
    school: Callable[[], str]
    """The school's name; asked for with each page."""

    def handout(self, lang: Lang, college: str) -> Handout:
        """Return the whole guide for two pages.

        Args:
            lang: The reader's language.
            college: Whose registrar is named; empty: the school's office.
        """
        guide = self.guides.read(lang)
        said = frozenset(quote.text for trouble in guide.troubles for quote in trouble.shown)
        contact = self.guides.contact(college, lang)
        sections = (
            *(_section(topic, lang) for topic in (*_topics(guide, _FIRST), *guide.steps)),
            Section(assets.say(lang, "handout.troubles"), tuple(_troubles(guide.troubles, lang))),
            *(_section(_without(topic, said), lang) for topic in _topics(guide, _LAST)),
            *(_section(topic, lang, spare=True) for topic in _topics(guide, _SPARE)),
            Section(assets.say(lang, "handout.whom"), tuple(_whom(guide, lang, contact))),
        )
        return Handout(self._head(guide, lang, "handout.title"), sections)

    def values(self, lang: Lang, record: Record) -> Slip:
        """Return the slip with what a student types where CHSI asks whose ID number it is."""
        guide = self.guides.read(lang)
        topic = next(_topics(guide, (_VALUES,)))
        head = self._head(guide, lang, "handout.values_title", _VALUES)
        return Slip(head, _lead(topic), four_values(record, lang), (), _cautions(topic))

    def conscription(self, lang: Lang) -> Slip:
        """Return the slip for the recruiting office: lines to write on, none for a password."""
        guide = self.guides.read(lang)
        topic = next(_topics(guide, (CONSCRIPTION,)))
        head = self._head(guide, lang, "handout.conscription_title", CONSCRIPTION)
        forms = (block for block in topic.blocks if isinstance(block, Form))
        rows = tuple((_both(row.label, row.meaning), "") for form in forms for row in form.rows)
        return Slip(head, _lead(topic), rows, tuple(_steps(topic)), _cautions(topic))

    def _head(self, guide: Guide, lang: Lang, title: str, topic: str = "") -> Head:
        about = assets.say(
            lang, "handout.about", school=self.school(), source=guide.source, dated=guide.dated
        )
        return Head(
            lang=lang,
            title=assets.say(lang, title),
            about=about.strip(),
            url=guide_url(self.guides.config.base_url, topic),
            scan=assets.say(lang, "handout.scan"),
            foot=assets.say(lang, "handout.foot"),
        )


def guide_url(base_url: str, topic: str = "") -> str:
    """Return what a QR says: a topic of the guide; upper case keeps it in alphanumeric mode."""
    return f"{base_url}/guide/{topic}".rstrip("/").upper()


def _topics(guide: Guide, names: Iterable[str]) -> Iterator[Topic]:
    return (topic for name in names if (topic := guide.topic(name)) is not None)


def _lead(topic: Topic) -> tuple[str, ...]:
    return tuple(block.text for block in topic.blocks if isinstance(block, Paragraph))


def _cautions(topic: Topic) -> tuple[str, ...]:
    return tuple(block.text for block in topic.blocks if isinstance(block, Caution))


def _steps(topic: Topic) -> Iterator[str]:
    for block in topic.blocks:
        if isinstance(block, Steps):
            yield from block.items


def _both(word: str, meaning: str) -> str:
    return f"{word} {meaning}" if meaning else word


def _without(topic: Topic, said: frozenset[str]) -> Topic:
    """Return a topic whose decisions say no message that stands among the troubles already."""
    return replace(topic, blocks=tuple(_shorter(block, said) for block in topic.blocks))


def _shorter(block: Block, said: frozenset[str]) -> Block:
    if not isinstance(block, Decision):
        return block
    return Decision(tuple(_shorter_node(node, said) for node in block.nodes))


def _shorter_node(node: Node, said: frozenset[str]) -> Node:
    """Return a node without those messages; what is nothing without them keeps them."""
    rest = tuple(one for one in node.blocks if not (isinstance(one, Quote) and one.text in said))
    return replace(node, blocks=rest) if rest or node.question else node


def _section(topic: Topic, lang: Lang, *, spare: bool = False) -> Section:
    lines = (line for block in topic.blocks for line in _lines(block, lang))
    number = f"{topic.step}  " if topic.step else ""
    return Section(f"{number}{topic.title}", tuple(lines), spare)


def _troubles(troubles: Iterable[Trouble], lang: Lang) -> Iterator[Line]:
    for trouble in troubles:
        yield from _lines(trouble.shown[0], lang)
        yield Line(_run_on(trouble.remedies))


def _run_on(items: Iterable[str]) -> str:
    return "  ".join(f"({number}) {text}" for number, text in enumerate(items, start=1))


def _whom(guide: Guide, lang: Lang, contact: Contact) -> Iterator[Line]:
    who = "  ".join(part for part in (contact.name, contact.room, contact.phone) if part)
    if who:
        yield Line(assets.say(lang, "handout.registrar", who=who))
    yield Line(assets.say(lang, "handout.hotline", phone=guide.hotline))


@singledispatch
def _lines(block: object, lang: Lang) -> Iterator[Line]:
    """Yield the lines of a block."""
    raise TypeError(type(block).__name__, lang)


@_lines.register
def _(block: Paragraph, lang: Lang) -> Iterator[Line]:
    del lang
    yield Line(block.text)


@_lines.register
def _(block: Caution, lang: Lang) -> Iterator[Line]:
    del lang
    yield Line(block.text, "!", strong=True)


@_lines.register
def _(block: Steps, lang: Lang) -> Iterator[Line]:
    del lang
    for number, item in enumerate(block.items, start=1):
        yield Line(item, str(number))


@_lines.register
def _(block: Quote, lang: Lang) -> Iterator[Line]:
    del lang
    yield Line(f"「{block.text}」{block.meaning}", strong=True)


@_lines.register
def _(block: Terms, lang: Lang) -> Iterator[Line]:
    for term in block.rows:
        text = assets.say(lang, "handout.term", word=_both(term.word, term.meaning), text=term.text)
        yield Line(text, "·")


@_lines.register
def _(block: Form, lang: Lang) -> Iterator[Line]:
    """Of a form that is filled in, the labels in their order; what is only clicked, steps say."""
    asked = [_both(row.label, row.meaning) for row in block.rows if not row.link]
    if asked:
        join = assets.say(lang, "handout.and")
        yield Line(assets.say(lang, "handout.form", labels=join.join(asked)), "□")


@_lines.register
def _(block: Inset, lang: Lang) -> Iterator[Line]:
    if block.slot in _SAID_SLOTS:
        yield Line(assets.say(lang, f"handout.{block.slot.value}"))


@_lines.register
def _(block: Decision, lang: Lang) -> Iterator[Line]:
    letters = {node.name: letter for node, letter in zip(block.nodes, _LETTERS, strict=False)}
    for node in block.nodes:
        yield from _node(node, letters, lang)


def _node(node: Node, letters: dict[str, str], lang: Lang) -> Iterator[Line]:
    """Yield one place of a decision under its letter, and to which letter each answer leads."""
    mark = letters[node.name]
    said = [line for block in node.blocks for line in _within(block, lang)]
    if node.question:
        ways = assets.say(lang, "handout.and").join(
            f"{branch.answer} → {letters[branch.to]}" for branch in node.branches
        )
        said.append(Line(assets.say(lang, "handout.decide", question=node.question, ways=ways)))
    for number, line in enumerate(said):
        inner = f"{line.mark} {line.text}" if line.mark else line.text
        yield Line(inner, mark if number == 0 else " ", strong=line.strong)


def _within(block: Block, lang: Lang) -> Iterator[Line]:
    """Yield the lines of a block inside a node, where lists take a line and not many."""
    if isinstance(block, Steps):
        yield Line(_run_on(block.items))
    elif isinstance(block, Terms):
        terms = (line.text for line in _lines(block, lang))
        yield Line(assets.say(lang, "handout.and").join(terms))
    else:
        yield from _lines(block, lang)
