"""Pictures of the guide's pages as text; written anew as those of the steps are."""

from collections.abc import Iterator

from kiosk.guide.content import load
from kiosk.guide.model import Decision
from kiosk.visit import Step
from tests.school import School
from tests.screens.visitor import Visitor, visiting
from tests.snapshots.album import Album

SIZE = (80, 24)
TROUBLE = "duplicate"
"""One for all of them: they are drawn alike."""


def places() -> Iterator[str]:
    """Yield every page: topics, places of their decisions, a trouble."""
    for topic in load("zh").topics:
        yield topic.name
        for decision in (block for block in topic.blocks if isinstance(block, Decision)):
            yield from (f"{topic.name}#{node.name}" for node in decision.nodes[1:])
    yield TROUBLE


async def show(visitor: Visitor, place: str) -> None:
    visitor.app._usher.help()
    await visitor.settle()
    if place != "overview":
        visitor.app._usher.go(place)
        await visitor.settle()
    if place == "checker":
        await visitor.write("02955500100")
        await visitor.press("enter")
        await visitor.write("aB3!kdk29x")
        await visitor.press("enter")


async def test_every_page_looks_as_it_did_in_both_languages(school: School) -> None:
    """So the language key turns each of them where it stands, there and back."""
    album = Album()
    async with visiting(school, SIZE) as visitor:
        await visitor.go_to(Step.RECORD, school)
        for place in ("overview", *places()):
            await show(visitor, place)
            before, screen = visitor.text(), visitor.app.screen
            name = f"guide_{place.replace('#', '_')}"
            album.add(f"{name}_zh", visitor)
            await visitor.press("f2")
            album.add(f"{name}_en", visitor)
            await visitor.press("f2")
            assert (visitor.app.screen, visitor.text()) == (screen, before), place
    assert album.seen == album.kept
