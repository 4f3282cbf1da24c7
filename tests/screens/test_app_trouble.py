"""What fails in the store around a signature is told calmly; nothing of it undoes a signature."""

from dataclasses import replace
from typing import NoReturn

import pytest

from kiosk.errors import StoreUnreachable
from kiosk.model.events import Event
from kiosk.services.visit.people import FrontDoor
from kiosk.visit import Ended, Started, Step
from kiosk.visit import Event as Visited
from screens.widgets.tick import Tick
from store.contract import Entry
from tests.school import RECORD, School
from tests.screens.visitor import enter, visiting

SIGN_ON_PAPER = ("3", "space", "enter")


class Full:
    """A store on a disk that is full: everything can be read, nothing written."""

    def __init__(self, school: School) -> None:
        self._store = school.store

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    def append(self, entry: Entry) -> tuple[Event, ...]:
        del entry
        raise StoreUnreachable

    def put_blob(self, data: bytes) -> str:
        del data
        raise StoreUnreachable

    def check_writable(self) -> None:
        raise StoreUnreachable


async def test_a_full_disk_is_told_before_signing_and_keeps_what_was_done(school: School) -> None:
    good = school.store
    school.store = Full(school)  # type: ignore[assignment]
    async with visiting(school) as visitor:
        await enter(visitor)
        await visitor.press("enter", "space", "enter", "enter")
        assert visitor.at(Step.SIGN)
        assert visitor.sees("现在存不下签名", "也没有签上")
        await visitor.press(*SIGN_ON_PAPER)
        assert visitor.at(Step.SIGN)
        assert visitor.sees("数据读写不了")
        assert visitor.app.screen.query_one(Tick).ticked
    school.store = good
    assert not school.student().declarations


async def test_an_unknown_outcome_is_settled_without_a_word(school: School) -> None:
    class Once(Full):
        failed = False

        def append(self, entry: Entry) -> tuple[Event, ...]:
            written = self._store.append(entry)
            if not self.failed:
                self.failed = True
                raise StoreUnreachable
            return written

    school.store = Once(school)  # type: ignore[assignment]
    async with visiting(school) as visitor:
        await visitor.go_to(Step.ACCOUNT, school)
        await visitor.press("enter", *SIGN_ON_PAPER)
        assert visitor.at(Step.PRINT)
    assert len(school.student().declarations) == 1


async def test_a_store_that_comes_back_is_signed_in_by_the_same_visit(school: School) -> None:
    good = school.store.append
    async with visiting(school) as visitor:
        await visitor.go_to(Step.SIGN, school)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(school.store, "append", Full(school).append)
            await visitor.press(*SIGN_ON_PAPER)
            assert visitor.at(Step.SIGN)
        assert school.store.append == good
        await visitor.press("enter")
        assert visitor.at(Step.PRINT)
    assert len(school.student().declarations) == 1


async def test_who_signed_elsewhere_is_told_so(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.SIGN, school)
        school.declare()
        await visitor.press(*SIGN_ON_PAPER)
        assert visitor.at(Step.SIGN)
        assert visitor.sees("您刚在另一台机器上完成了本轮签名")
    assert len(school.student().declarations) == 1


async def test_a_record_that_moved_is_told_so(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.SIGN, school)
        school.enrol(replace(RECORD, major="数控技术"))
        await visitor.press(*SIGN_ON_PAPER)
        assert visitor.at(Step.SIGN)
        assert visitor.sees("档案刚刚按新名册更新")
    assert not school.student().declarations


async def test_a_store_that_fails_while_printing_is_told(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.SIGN, school)
        real = school.store.append

        def failing(entry: Entry) -> tuple[Event, ...]:
            if entry.new[0].kind == "printed":
                raise StoreUnreachable
            return real(entry)

        monkeypatch.setattr(school.store, "append", failing)
        await visitor.press(*SIGN_ON_PAPER)
        assert visitor.at(Step.PRINT)
        assert visitor.sees("现在读写不了数据")
        await visitor.press("enter")
        assert visitor.at(Step.FAREWELL)


async def test_a_refusal_that_comes_too_late_is_told_to_nobody_else(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with visiting(school) as visitor:
        meanwhile: list[Visited] = [Ended(), Started()]

        def fail(*_: object) -> NoReturn:
            for event in meanwhile:
                visitor.app.call_from_thread(visitor.app.move, event)
            raise StoreUnreachable

        monkeypatch.setattr(FrontDoor, "identify", fail)
        await enter(visitor)
        assert visitor.app.visits == 1
        assert visitor.at(Step.IDENTIFY)
        assert not visitor.sees("数据读写不了")
        meanwhile.clear()
        await visitor.press("f10")
        await enter(visitor)
        assert visitor.sees("数据读写不了")
