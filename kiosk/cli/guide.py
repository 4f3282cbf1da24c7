"""``kiosk guide``: the guide as text, for a helper over SSH or a pipe."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

import click

import assets
from assets import LANGS, Lang
from kiosk.cli import out, words
from kiosk.cli.cells import columns
from kiosk.cli.commands import command
from kiosk.cli.guide_text import Writer, wrapped
from kiosk.cli.home import now
from kiosk.cli.place import written
from kiosk.cli.settings import settings
from kiosk.cli.usage import NoSuchTopic
from kiosk.guide.model import Guide
from kiosk.services.guide.content import Guides
from kiosk.services.guide.leaflets import CONSCRIPTION, Leaflets

_NEAR = 5
"""How many names are told to somebody who gave an unknown one."""


@command()
@click.argument("topic", metavar="[TOPIC]", default="")
@click.option("--lang", type=click.Choice(LANGS), metavar="|".join(LANGS))
@click.option("--pdf", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@click.pass_obj
def guide(path: Path, topic: str, lang: Lang | None, pdf: Path | None) -> None:
    """Print one topic, or the list of them; or write what is handed out as a PDF."""
    guides = Guides(path, settings(path), lambda: now().date())
    fault = guides.fault()
    if fault:
        out.aside(words.tell(fault))
        out.aside(words.say("cli.guide.shipped"))
    spoken = lang or words.lang()
    content = guides.read(spoken)
    if pdf is not None:
        _write(guides, topic, spoken, pdf)
        return
    writer = Writer(guides, content, spoken)
    for line in _page(content, topic, writer) if topic else _list(content, spoken):
        out.line(line)


def _write(guides: Guides, topic: str, lang: Lang, file: Path) -> None:
    """Write the hand-out, or the slip with blanks if that is the topic, whole or not at all.

    Raises:
        NoSuchTopic: Nothing else is printed.
    """
    from kiosk.sheet import handout  # noqa: PLC0415 - 300 ms that text does not need

    leaflets = Leaflets(guides, lambda: guides.config.school)
    if topic not in {"", CONSCRIPTION}:
        near = words.say("cli.guide.near", names=CONSCRIPTION)
        raise NoSuchTopic(topic=topic, near=near)
    page = leaflets.conscription(lang) if topic else leaflets.handout(lang, "")
    pdf = handout.draw(page)
    with written(file) as out_file:
        out_file.write(pdf)


def _list(content: Guide, lang: Lang) -> Iterator[str]:
    """Yield the names with their titles."""
    yield from wrapped(assets.say(lang, "cli.guide.heading", source=content.source))
    yield ""
    topics = [(one.name, one.title) for one in content.topics]
    troubles = [(one.name, one.title) for one in content.troubles]
    lines = [f"  {line}" for line in columns(topics + troubles)]
    yield assets.say(lang, "cli.guide.topics")
    yield from lines[: len(topics)]
    yield ""
    yield assets.say(lang, "cli.guide.troubles")
    yield from lines[len(topics) :]
    yield ""
    yield assets.say(lang, "cli.guide.hint")


def _page(content: Guide, name: str, writer: Writer) -> Iterator[str]:
    """Yield a topic's page, or a trouble's.

    Raises:
        NoSuchTopic: Neither has this name.
    """
    wanted = name.casefold().replace("_", "-")
    topic, trouble = content.topic(wanted), content.trouble(wanted)
    if topic:
        return writer.topic(topic)
    if trouble:
        return writer.trouble(trouble)
    raise NoSuchTopic(topic=name, near=_near(content, name, wanted))


def _near(content: Guide, typed: str, wanted: str) -> str:
    """Return which names may be meant, in words; what the screen says is looked for too."""
    from kiosk.guide.search import search  # noqa: PLC0415 - 40 ms that a right name does not need

    close = get_close_matches(wanted, content.names, n=_NEAR, cutoff=0.5)
    begun = [one for one in content.names if wanted in one]
    said = [one.name for one in search(content, typed)]
    said = said if len(said) < len(content.troubles) else []
    names = list(dict.fromkeys((*begun, *close, *said)))[:_NEAR]
    key = "cli.guide.near" if names else "cli.guide.see_list"
    return words.say(key, names=", ".join(names))
