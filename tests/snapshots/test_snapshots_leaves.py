"""Pictures of the pages that are no step; written anew as those of the steps are."""

import pytest

from assets import LANGS
from kiosk.services.doctor.findings import Check, fine, poor
from kiosk.services.visit.maintenance import Maintenance
from screens.welcome import CHORD
from tests.school import School
from tests.screens.visitor import Visitor, visiting
from tests.snapshots.album import Album

FOUND = (
    fine(Check.SECOND_FACTOR),
    fine(Check.STAFF_PIN),
    poor(Check.BASE_URL, "example", url="HTTPS://XJ.EXAMPLE.EDU.CN"),
    fine(Check.CLOCK, now="2020-09-15 09:30 +0800"),
)


async def come_to(visitor: Visitor, page: str) -> None:
    if page == "privacy":
        await visitor.press("f12")
        return
    await visitor.press(CHORD)
    await visitor.write("314159")
    await visitor.press("enter")
    await visitor.settle()
    if page == "maintenance":
        await visitor.write("271828")
        await visitor.press("enter")
        await visitor.settle()
        await visitor.press("f5")
        await visitor.settle()


@pytest.mark.parametrize("page", ["privacy", "pin", "maintenance"])
async def test_a_leaf_looks_as_it_did(
    school: School, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Maintenance, "findings", lambda _: FOUND)
    school.keys.staff_pin.set("271828")
    album = Album()
    async with visiting(school) as visitor:
        await come_to(visitor, page)
        await album.add_all(f"leaf_{page}_{{size}}_{{lang}}", visitor, LANGS)
    assert album.seen == album.kept
