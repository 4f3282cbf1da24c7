"""Rounds are opened and closed elsewhere while the terminal waits."""

import pytest

from kiosk.errors import StoreUnreachable
from kiosk.model.rounds import OpenRound
from kiosk.services.rounds import Rounds
from store.tiny import TinyStore
from tests.school import INITIAL, YEAR2, School
from tests.screens.visitor import Visitor, visiting


async def a_second(visitor: Visitor) -> None:
    visitor.app.second_passed()
    await visitor.app.workers.wait_for_complete()
    await visitor.settle()


async def test_welcome_shows_within_a_second_what_the_school_opened(school: School) -> None:
    elsewhere = Rounds(school.store, school.clock)
    async with visiting(school) as visitor:
        before = visitor.text()
        elsewhere.close(INITIAL, "", "staff:lin")
        await a_second(visitor)
        assert visitor.text() != before
        elsewhere.open(OpenRound(YEAR2), "staff:lin")
        await a_second(visitor)
        assert visitor.sees("第二学年学年注册核对")


async def test_welcome_has_its_rounds_again_when_the_store_was_gone(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_store: TinyStore) -> object:
        raise StoreUnreachable

    async with visiting(school) as visitor:
        before = visitor.text()
        with monkeypatch.context() as patched:
            patched.setattr(TinyStore, "pulse", gone)
            await a_second(visitor)
            assert visitor.sees("请联系工作人员")
        await a_second(visitor)
        assert visitor.text() == before
        await visitor.press("x", "f10")
        assert visitor.text() == before
