"""Pictures of the guide's pages as text; written anew as those of the steps are."""

import os
from itertools import product

import pytest

from assets import LANGS, Lang
from kiosk.visit import Step
from tests.school import School
from tests.screens.visitor import visiting
from tests.snapshots.test_snapshots_screens import HERE, picture
from tests.snapshots.test_snapshots_screens import school as school  # noqa: PLC0414 - a fixture

SIZE = (80, 24)
PLACES = ("overview", "register-2", "register-3", "taken", "taken#values", "troubles", "checker")
CHINESE_ONLY = ("register-1", "conscription", "duplicate", "contacts")


@pytest.mark.parametrize(
    ("place", "lang"),
    [*product(PLACES, LANGS), *((place, "zh") for place in CHINESE_ONLY)],
)
async def test_a_page_looks_as_it_did(school: School, place: str, lang: Lang) -> None:
    async with visiting(school, SIZE) as visitor:
        await visitor.go_to(Step.RECORD, school)
        if lang == "en":
            await visitor.press("f2")
        await visitor.press("f1")
        if place != "overview":
            visitor.app._usher.go(place)
            await visitor.settle()
        if place == "checker":
            await visitor.write("02955500100")
            await visitor.press("enter")
            await visitor.write("aB3!kdk29x")
            await visitor.press("enter")
        seen = picture(visitor.app.screen._compositor.render_strips())
    file = HERE / f"guide_{place.replace('#', '_')}_{lang}.txt"
    if os.environ.get("KIOSK_SNAPSHOTS") == "update":
        file.write_text(seen, encoding="utf-8")
    assert seen == file.read_text(encoding="utf-8")
