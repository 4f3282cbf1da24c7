"""The guide's content: the shipped file, or a school's own, checked as it is read."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import assets
from assets import Lang
from kiosk.guide.decisions import decision
from kiosk.guide.errors import GuideLeadsNowhere, GuideTwice, GuideUnreadable, GuideWrong
from kiosk.guide.model import (
    Block,
    Caution,
    Form,
    Guide,
    Inset,
    Paragraph,
    Quote,
    Row,
    Slot,
    Steps,
    Term,
    Terms,
    Topic,
    Trouble,
)
from kiosk.guide.reading import Table
from kiosk.rules.values import parse_date

STEPS = 9
"""How many steps the registration has."""
NEEDED = (
    "what-for",
    "before",
    "checker",
    *(f"register-{step}" for step in range(1, STEPS + 1)),
    "troubles",
    "taken",
    "four-values",
    "conscription",
    "conscription-slip",
    "range",
    "contacts",
)
"""Topics that screens, slips and codes on paper lead to."""
_Link = tuple[Table, str, str]
"""A table, the key in it that leads on, and the name that it leads to."""
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


def load(lang: Lang, own: Path | None = None) -> Guide:
    """Return the guide in one language.

    Args:
        lang: The reader's language.
        own: A school's own file; none: the shipped one.

    Raises:
        GuideBroken: The file cannot be used, with the line. The shipped one always can.
    """
    try:
        text = (own or assets.path("guide/guide.toml")).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise GuideUnreadable(file=own.name if own else "guide.toml") from error
    return read(text, lang)


@lru_cache(maxsize=4)
def read(text: str, lang: Lang) -> Guide:
    """Return the guide that a file holds.

    Raises:
        GuideBroken: As ``load`` says.
    """
    file = Table.of(text, lang)
    dated = _day(file)
    seen: set[str] = set()
    links: list[_Link] = []
    guide = Guide(
        version=file.word("version"),
        dated=dated,
        source=file.said_of("source"),
        hotline=file.word("hotline"),
        topics=tuple(_topic(one, dated, seen, links) for one in file.tables("topic")),
        troubles=tuple(_trouble(one, dated, seen, links) for one in file.tables("trouble")),
    )
    file.finish()
    for lacking in NEEDED:
        if guide.topic(lacking) is None:
            raise file.lacks(lacking)
    if len(guide.steps) < STEPS:
        raise file.lacks("step")
    for table, key, name in links:
        if name not in guide.names:
            raise table.refuse(GuideLeadsNowhere, key, named=name)
    return guide


def _day(table: Table, default: str = "") -> str:
    """Take the date of a source."""
    given = table.maybe("dated") if default else table.word("dated")
    day = parse_date(given) if given else default
    if not isinstance(day, str):
        raise table.refuse(GuideWrong, "dated")
    return day


def _name(table: Table, seen: set[str]) -> str:
    """Take a name that nothing else has."""
    name = table.word("name")
    if not _NAME.fullmatch(name):
        raise table.refuse(GuideWrong, "name")
    if name in seen:
        raise table.refuse(GuideTwice, "name", named=name)
    seen.add(name)
    return name


def _topic(table: Table, dated: str, seen: set[str], links: list[_Link]) -> Topic:
    see = table.texts("see")
    links += [(table, "see", one) for one in see]
    step = table.number("step")
    if step is not None and step > STEPS:
        raise table.refuse(GuideWrong, "step")
    if step is not None and str(step) in seen:
        raise table.refuse(GuideTwice, "step")
    seen.add(str(step))
    nodes = decision(table, _blocks)
    return Topic(
        name=_name(table, seen),
        title=table.said(),
        source=table.said_of("source"),
        dated=_day(table, dated),
        blocks=(*_blocks(table), *nodes),
        step=step,
        see=see,
    )


def _trouble(table: Table, dated: str, seen: set[str], links: list[_Link]) -> Trouble:
    topic = table.maybe("topic")
    if topic:
        links.append((table, "topic", topic))
    shown = tuple(_quote(one) for one in table.tables("shown"))
    if not shown:
        raise table.lacks("shown")
    return Trouble(
        name=_name(table, seen),
        title=table.said(),
        source=table.said_of("source"),
        dated=_day(table, dated),
        shown=shown,
        words=table.texts("words"),
        remedies=table.said_list("remedies"),
        topic=topic,
    )


def _blocks(table: Table) -> tuple[Block, ...]:
    return tuple(_block(one) for one in table.tables("block"))


def _block(table: Table) -> Block:
    kind = table.word("kind")
    make = _KINDS.get(kind)
    if make is None:
        raise table.refuse(GuideWrong, "kind", named=kind)
    return make(table)


def _quote(table: Table) -> Quote:
    return Quote(table.word("quote"), table.meaning())


def _form(table: Table) -> Form:
    return Form(
        title=table.word("title"),
        meaning=table.meaning(),
        rows=tuple(_rows(table)),
        buttons=tuple(_button(one) for one in table.tables("buttons")),
    )


def _rows(table: Table) -> Iterator[Row]:
    for one in table.tables("rows"):
        yield Row(
            label=one.word("label"),
            meaning=one.meaning(),
            required=one.flag("required"),
            beside=one.maybe("beside"),
            hint=one.hint("hint"),
            link=one.flag("link"),
        )


def _button(table: Table) -> Term:
    return Term(table.word("word"), table.meaning(), "")


def _terms(table: Table) -> Terms:
    rows = tuple(
        Term(one.word("word"), one.meaning(), one.said_of("text")) for one in table.tables("rows")
    )
    return Terms(table.said(), rows)


def _inset(table: Table) -> Inset:
    slot = table.word("slot")
    if slot not in set(Slot):
        raise table.refuse(GuideWrong, "slot", named=slot)
    return Inset(Slot(slot))


_KINDS: Mapping[str, Callable[[Table], Block]] = {
    "text": lambda table: Paragraph(table.said()),
    "caution": lambda table: Caution(table.said()),
    "steps": lambda table: Steps(table.said_list()),
    "quote": _quote,
    "form": _form,
    "terms": _terms,
    "inset": _inset,
}
