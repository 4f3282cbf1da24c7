"""A terminal that needs somebody is told at the desk, whatever is looked at there."""

import pytest

from assets import LANGS
from kiosk.cli.home import now
from kiosk.errors import StoreUnreachable
from kiosk.model.staff import Role, Staff
from kiosk.model.terminal import Beat, Condition
from tests.school import School
from tests.screens.clerk import Clerk, at_desk, desk_of
from tests.screens.turning import SIZES, turn

COUNSELOR = Staff("fu", Role.COUNSELOR, key="", classes=("质检3192",))
LONG = Staff("fen", Role.REGISTRAR, key="", colleges=("机械工程学院", "电子信息学院", "汽车学院"))
ALARM = {"zh": "终端 lab-01 要人去看，见 F10", "en": "Terminal lab-01 needs help: F10"}


def beat(school: School, name: str = "lab-01", condition: Condition = Condition.WORKING) -> None:
    school.store.beat(Beat(name, school.clock(), condition, "0.1.0"))


async def listens(clerk: Clerk) -> None:
    clerk.app.listen()
    await clerk.settle()


async def test_silence_is_told_on_every_function_and_ends(school: School) -> None:
    beat(school)
    async with at_desk(desk_of(school)) as clerk:
        assert not clerk.app.alarms
        school.clock.move(minutes=2, seconds=1)
        await listens(clerk)
        for key in ("f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10"):
            await clerk.press(key)
            assert clerk.sees(ALARM["zh"])
        beat(school)
        await listens(clerk)
        assert not clerk.sees("要人去看")


@pytest.mark.parametrize("staff", [COUNSELOR, LONG])
async def test_the_alarm_has_room_beside_whoever_sits_there(school: School, staff: Staff) -> None:
    beat(school, condition=Condition.STOPPED)
    async with at_desk(desk_of(school, staff)) as clerk:
        await listens(clerk)
        for lang in LANGS:
            await turn(clerk, lang, SIZES[0])
            assert clerk.sees(f"! {ALARM[lang]}", staff.name), lang


async def test_several_are_counted_and_trouble_is_none_of_them(school: School) -> None:
    for name in ("lab-01", "lab-02"):
        beat(school, name, Condition.STOPPED)
    beat(school, "lab-03", Condition.TROUBLE)
    async with at_desk(desk_of(school)) as clerk:
        await listens(clerk)
        assert clerk.sees("2 台终端要人去看")
        school.clock.move(days=7, seconds=1)
        await listens(clerk)
        assert not clerk.sees("要人去看")


async def test_health_names_each_terminal_as_it_is_now(school: School) -> None:
    school.clock.now = now()
    beat(school)
    async with at_desk(desk_of(school), (132, 43)) as clerk:
        await clerk.open("f10")
        assert clerk.sees("lab-01：正常")
        beat(school, condition=Condition.STOPPED)
        await clerk.press("r")
        await clerk.settle()
        assert clerk.sees("lab-01：连续出错，已停下")


async def test_a_store_that_cannot_be_asked_changes_nothing(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> tuple[Beat, ...]:
        raise StoreUnreachable

    beat(school)
    school.clock.move(minutes=3)
    async with at_desk(desk_of(school)) as clerk:
        await listens(clerk)
        monkeypatch.setattr(school.store, "beats", gone)
        await listens(clerk)
        assert clerk.sees(ALARM["zh"])
