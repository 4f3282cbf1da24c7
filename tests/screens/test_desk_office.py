"""Packs and rounds at the desk: the main way of each, and the main refusal."""

import pypdfium2
import pytest

from kiosk.model.rounds import OpenRound, Round
from kiosk.model.staff import Role, Staff
from screens.desk.asking import Form, Picker
from screens.desk.functions import FUNCTIONS
from screens.desk.rounds import RoundsScreen
from screens.widgets.entry import Line
from tests.school import INITIAL, OTHER, RECORD, YEAR2, School
from tests.screens.clerk import at_desk, desk_of, typed

COUNSELOR = Staff("limin", Role.COUNSELOR, key="k", classes=(RECORD.class_name,))
REGISTRAR = Staff("zhao", Role.REGISTRAR, key="k", colleges=(RECORD.college,))
pytestmark = pytest.mark.usefixtures("one_clock")


def rounds(school: School) -> tuple[OpenRound, ...]:
    return school.rounds.all_open()


async def test_every_function_comes_up_for_the_school(school: School) -> None:
    async with at_desk(desk_of(school)) as clerk:
        for one in FUNCTIONS:
            await clerk.press(one.key)
            assert type(clerk.app.screen).__name__ == one.place.partition(":")[2]


async def test_a_pack_is_selected_counted_and_made(school: School) -> None:
    school.enrol(OTHER)
    async with at_desk(desk_of(school)) as clerk:
        await clerk.open("f7")
        assert clerk.sees("选中 2 人")
        await clerk.press("down", "enter")
        assert isinstance(clerk.app.screen, Picker)
        await clerk.press("home", "down", "enter")
        assert clerk.sees("选中 1 人", RECORD.college)
        await clerk.press("m")
        await clerk.settle()
        assert clerk.sees("班级材料已做好：1 份档案页，共 2 页", "20200915-093000-2020-initial.pdf")
    (file,) = (school.folder / "packs").iterdir()
    assert len(pypdfium2.PdfDocument(file)) == 2
    assert file.stat().st_mode & 0o077 == 0


async def test_a_narrower_choice_goes_with_the_wider_one(school: School) -> None:
    school.enrol(OTHER)
    async with at_desk(desk_of(school)) as clerk:
        await clerk.open("f7")
        await clerk.press(*["down"] * 3, "enter", "end", "enter")
        assert clerk.sees("选中 1 人")
        await clerk.press("up", "up", "enter", "home", "enter")
        assert clerk.sees("选中 2 人")


async def test_of_nobody_no_pack_is_made(school: School) -> None:
    async with at_desk(desk_of(school)) as clerk:
        await clerk.open("f7")
        await clerk.press(*["down"] * 4, "enter", "end", "enter")
        assert clerk.sees("选中 0 人", "已上交")
        await clerk.press("m")
        assert clerk.sees("没有人符合")
    assert not (school.folder / "packs").exists()


async def test_a_registrar_packs_the_own_college(school: School) -> None:
    school.enrol(OTHER)
    async with at_desk(desk_of(school, REGISTRAR)) as clerk:
        await clerk.open("f7")
        assert clerk.sees("选中 1 人")
        await clerk.press("m")
        await clerk.settle()
        assert clerk.sees("1 份档案页")


async def test_a_round_is_opened_and_closed(school: School) -> None:
    async with at_desk(desk_of(school)) as clerk:
        await clerk.open("f8")
        assert clerk.sees("2020/initial", "开放中")
        await clerk.press("o")
        await typed(clerk, "2020/year2", "2019级", "2020.10.1", "20201031")
        assert clerk.sees("2020/year2 已开放", "2019级", "还没开始")
        opened = OpenRound(YEAR2, "2019", "2020-10-01", "2020-10-31")
        assert rounds(school) == (OpenRound(INITIAL), opened)
        await clerk.press("end", "c", "enter")
        assert len(rounds(school)) == 2
        await clerk.press("c", "down", "enter")
        assert clerk.sees("2020/year2 已关闭")
        assert rounds(school) == (OpenRound(INITIAL),)


async def test_what_is_no_round_is_told_beside_it(school: School) -> None:
    async with at_desk(desk_of(school)) as clerk:
        await clerk.open("f8")
        await clerk.press("o")
        await typed(clerk, "2020/zwei", "neun", "2020-10-31", "2020-10-32")
        assert clerk.sees("轮次写法是", "年级写四位年份")
        form = clerk.app.screen
        assert isinstance(form, Form)
        assert [one.value for one in form.query(Line)][:2] == ["2020/zwei", "neun"]
        assert rounds(school) == (OpenRound(INITIAL),)


async def test_others_look_at_rounds_alone(school: School) -> None:
    async with at_desk(desk_of(school, COUNSELOR)) as clerk:
        await clerk.open("f8")
        await clerk.press("o")
        assert isinstance(clerk.app.screen, RoundsScreen)
        await clerk.press("c", "enter")
        assert isinstance(clerk.app.screen, RoundsScreen)
        assert clerk.sees("2020/initial")
        assert not clerk.sees("开放新一轮")


async def test_a_round_opened_elsewhere_appears(school: School) -> None:
    async with at_desk(desk_of(school)) as clerk:
        await clerk.open("f8")
        school.rounds.open(OpenRound(Round(2020, "graduation")), "staff:qian")
        await clerk.second()
        assert clerk.sees("2020/graduation")
