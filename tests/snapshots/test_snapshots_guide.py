"""Pictures of the guide's pages as text; written anew as those of the steps are."""

import os
from collections.abc import Iterator

import pytest

from assets import LANGS, Lang
from kiosk.guide.content import load
from kiosk.guide.model import Decision
from kiosk.visit import Step
from tests.school import School
from tests.screens.visitor import Visitor, visiting
from tests.snapshots.test_snapshots_screens import HERE, picture
from tests.snapshots.test_snapshots_screens import school as school  # noqa: PLC0414 - a fixture

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


@pytest.mark.parametrize("lang", LANGS)
async def test_every_page_looks_as_it_did(school: School, lang: Lang) -> None:
    different = []
    async with visiting(school, SIZE) as visitor:
        await visitor.go_to(Step.RECORD, school)
        if lang == "en":
            await visitor.press("f2")
        for place in ("overview", *places()):
            await show(visitor, place)
            seen = picture(visitor.app.screen._compositor.render_strips())
            file = HERE / f"guide_{place.replace('#', '_')}_{lang}.txt"
            if os.environ.get("KIOSK_SNAPSHOTS") == "update":
                file.write_text(seen, encoding="utf-8")
            if not file.exists() or seen != file.read_text(encoding="utf-8"):
                different.append(place)
    assert not different
