"""The guide as faces show it: topics made of blocks, and troubles with their remedies.

All texts are in one language. What CHSI's own screens say (labels, buttons, messages) stays Chinese
in every language; ``meaning`` translates it, and is empty in Chinese.
"""

from dataclasses import dataclass
from enum import StrEnum


class Slot(StrEnum):
    """What a face puts into a page by itself; values are the names in the file."""

    CHECKER = "checker"
    """What is to be typed on CHSI, checked beforehand."""
    TROUBLES = "troubles"
    """The search field and the list of troubles."""
    VALUES = "values"
    """The four values of the identified student."""
    USED = "used"
    """How often the identified student told of using 提供学籍或者学历信息; at a terminal alone."""
    ANSWER_BY = "answer_by"
    """The latest day of CHSI's answer, counted from today."""
    CONTACTS = "contacts"
    """The registrar of the student's college."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Caution:
    """What must not be overlooked."""

    text: str


@dataclass(frozen=True, slots=True)
class Steps:
    """What to do, in this order."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """What CHSI's screen says, letter by letter."""

    text: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word, often one on CHSI's screen, and what is to be known about it."""

    word: str
    meaning: str
    """Of the word; empty in Chinese."""
    text: str


@dataclass(frozen=True, slots=True)
class Terms:
    """Words and what is to be known about them."""

    title: str
    rows: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a form."""

    label: str
    meaning: str
    required: bool
    """It has a star."""
    beside: str
    """A button or text that stands behind the box, in Chinese; may be empty."""
    hint: str
    """What to know about it, in the reader's language; may be empty."""
    link: bool = False
    """It is read or clicked, not filled in."""


@dataclass(frozen=True, slots=True)
class Form:
    """A drawn picture of a form: its labels in their order."""

    title: str
    meaning: str
    rows: tuple[Row, ...]
    buttons: tuple[Term, ...]
    """What is pressed at its end; ``text`` is empty."""


@dataclass(frozen=True, slots=True)
class Inset:
    """The place of a slot in a page."""

    slot: Slot


@dataclass(frozen=True, slots=True)
class Branch:
    """One answer to a node's question."""

    answer: str
    to: str
    """Name of the node that it leads to."""
    until: int | None = None
    """Not offered to who used 提供学籍或者学历信息 so often; none: always offered."""
    tells: bool = False
    """Who gives this answer has just used it."""


@dataclass(frozen=True, slots=True)
class Node:
    """One place of a guided decision: what to know, and what to decide."""

    name: str
    blocks: "tuple[Block, ...]"
    question: str
    """Empty: the decision ends here."""
    branches: tuple[Branch, ...]
    """None: the decision ends here."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A guided decision. It begins at the first node; all others are led to, none leads back."""

    nodes: tuple[Node, ...]

    def node(self, name: str) -> Node:
        """Return a node by the name that a branch gives.

        Raises:
            KeyError: There is none; branches of a loaded guide always lead somewhere.
        """
        return {one.name: one for one in self.nodes}[name]


Block = Paragraph | Caution | Steps | Quote | Terms | Form | Inset | Decision


@dataclass(frozen=True, slots=True)
class Topic:
    """One page."""

    name: str
    """ASCII words with hyphens, such as ``register-2``."""
    title: str
    source: str
    """Where its content comes from: a paragraph of the document that was given out."""
    dated: str
    """ISO date of that source."""
    blocks: tuple[Block, ...]
    step: int | None
    """1 to 9: which step of the registration it is."""
    see: tuple[str, ...]
    """Names of topics and troubles to go on with."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that CHSI's screen says and that keeps people from going on."""

    name: str
    """As a topic's; no topic has the same."""
    title: str
    source: str
    dated: str
    shown: tuple[Quote, ...]
    """What the screen says, each in its own wording; the first one is the usual one."""
    words: tuple[str, ...]
    """Other words that people look for it with, in any language."""
    remedies: tuple[str, ...]
    """In the order in which they are to be tried."""
    topic: str
    """Name of the topic that goes deeper; may be empty."""


@dataclass(frozen=True, slots=True)
class Guide:
    """The whole content in one language."""

    version: str
    dated: str
    """ISO date."""
    source: str
    hotline: str
    """CHSI's telephone number."""
    topics: tuple[Topic, ...]
    troubles: tuple[Trouble, ...]

    def topic(self, name: str) -> Topic | None:
        """Return a topic by its name."""
        return next((one for one in self.topics if one.name == name), None)

    def trouble(self, name: str) -> Trouble | None:
        """Return a trouble by its name."""
        return next((one for one in self.troubles if one.name == name), None)

    @property
    def steps(self) -> tuple[Topic, ...]:
        """The pages of the registration, in their order."""
        found = [(one.step, one) for one in self.topics if one.step is not None]
        return tuple(topic for _, topic in sorted(found, key=lambda pair: pair[0]))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all topics, then of all troubles."""
        return (*(one.name for one in self.topics), *(one.name for one in self.troubles))
