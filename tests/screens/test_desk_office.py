"""Packs, rounds, the log and health at the desk: the main way of each, and the main refusal."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook

from kiosk.cli.home import Home
from kiosk.cli.office import office
from kiosk.model.events import Kind
from kiosk.model.record import Field
from kiosk.model.request import Claim
from kiosk.model.rounds import OpenRound, Round
from kiosk.model.staff import Role, Staff
from screens.desk.asking import Form, Picker
from screens.desk.functions import FUNCTIONS
from screens.desk.health import HealthScreen
from screens.desk.log import LogScreen
from screens.desk.rounds import RoundsScreen
from screens.widgets.entry import Line
from tests.school import INITIAL, OTHER, RECORD, YEAR2, School
from tests.screens.clerk import Clerk, at_desk, desk_of

COUNSELOR = Staff("limin", Role.COUNSELOR, key="k", classes=(RECORD.class_name,))
REGISTRAR = Staff("zhao", Role.REGISTRAR, key="k", colleges=(RECORD.college,))
LAB = Staff("lab", Role.LAB, key="k")


@pytest.fixture(autouse=True)
def _one_clock(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the whole office go by the school's clock."""
    monkeypatch.setattr("kiosk.cli.home.now", school.clock)
    monkeypatch.setattr("kiosk.cli.office.now", school.clock)
    monkeypatch.setattr("kiosk.cli.usecases.now", school.clock)
    monkeypatch.setattr("kiosk.cli.doctor.now", school.clock)


def rounds(school: School) -> tuple[OpenRound, ...]:
    return school.rounds.all_open()


async def test_every_function_comes_up_for_the_school(school: School) -> None:
    async with at_desk(desk_of(school)) as clerk:
        for one in FUNCTIONS:
            await clerk.press(one.key)
            assert type(clerk.app.screen).__name__ == one.place.partition(":")[2]


# Packs


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


# Rounds


async def typed(clerk: Clerk, *values: str) -> None:
    """Fill a form; what stood in a line goes."""
    for value in values:
        await clerk.press("ctrl+u")
        await clerk.write(value)
        await clerk.press("enter")


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


# The log


async def test_the_log_is_searched_and_exported(school: School) -> None:
    school.declare([Claim(Field.MAJOR, "数控技术")])
    async with at_desk(desk_of(school)) as clerk:
        await clerk.open("f9")
        assert clerk.sees("核对签名", "名册导入", "2020-09-15 09:30")
        await clerk.press("k", "home", *["down"] * 3, "enter")
        assert clerk.sees("找到 1 条", "核对签名")
        assert not clerk.sees("开放核对")
        await clerk.press("s")
        await typed(clerk, "2020-09-16", "", "")
        assert clerk.sees("找到 0 条", "2020-09-16 起")
        await clerk.press("s")
        await typed(clerk, "", RECORD.student_no, "demo")
        await clerk.press("k", "home", "enter")
        assert clerk.sees("找到 1 条", "demo 做的", f"学号 {RECORD.student_no}")


async def test_the_log_tells_no_values_of_a_record(school: School) -> None:
    school.declare([Claim(Field.MAJOR, "数控技术", "转专业了")])
    async with at_desk(desk_of(school), (132, 43)) as clerk:
        await clerk.open("f9")
        for value in (RECORD.name, RECORD.id_number, "数控技术", "转专业了"):
            assert not clerk.sees(value)


async def test_over_ssh_the_command_is_told_that_exports(school: School) -> None:
    async with at_desk(desk_of(school, REGISTRAR)) as clerk:
        await clerk.open("f9")
        await clerk.press("x")
        assert clerk.sees("log --since 2020-09-15 -o - --format xlsx")
    assert not (school.folder / "exports").exists()


async def test_at_the_machine_a_table_is_written(school: School) -> None:
    home = Home(school.folder, school.config, school.keys, school.store)
    desk = replace(desk_of(school), office=cache(lambda: office(home)))
    async with at_desk(desk) as clerk:
        await clerk.open("f9")
        await clerk.press("x")
        assert clerk.sees("已写到", "exports/log-20200915-093000.xlsx")
    (file,) = (school.folder / "exports").iterdir()
    assert file.stat().st_mode & 0o077 == 0
    rows = list(load_workbook(file).active.values)
    assert RECORD.student_no in [row[3] for row in rows]


async def test_who_is_not_there_is_told(school: School) -> None:
    async with at_desk(desk_of(school)) as clerk:
        await clerk.open("f9")
        await clerk.press("s")
        await typed(clerk, "", "99999999", "")
        assert isinstance(clerk.app.screen, LogScreen)
        assert clerk.sees("99999999", "没有")


# Health


async def test_health_tells_what_to_do_and_what_waits(school: School) -> None:
    school.declare()
    async with at_desk(desk_of(school)) as clerk:
        await clerk.open("f10")
        assert clerk.sees("等打印 1 份", "上次封存 从未", "二维码网址", "项有问题")
        page = clerk.app.screen
        assert isinstance(page, HealthScreen)
        assert clerk.sees("→")


async def test_the_lab_keeps_the_machine_and_sees_no_student(school: School) -> None:
    school.declare()
    async with at_desk(desk_of(school, LAB), (132, 43)) as clerk:
        assert isinstance(clerk.app.screen, HealthScreen)
        assert clerk.sees("等打印 1 份", "打印机")
        assert not clerk.sees(RECORD.name)
        assert not clerk.sees(RECORD.student_no)
        assert not [one for one in school.store.desk() if one.kind is Kind.DENIED]


async def test_health_examines_again_when_asked(school: School, tmp_path: Path) -> None:
    async with at_desk(desk_of(school)) as clerk:
        await clerk.open("f10")
        assert not clerk.sees("kiosk.toml 第")
        (tmp_path / "kiosk.toml").write_text("nothing = 1\n", encoding="utf-8")
        await clerk.press("r")
        assert clerk.sees("nothing")


async def test_health_checks_and_backs_up_behind_the_pages(school: School) -> None:
    async with at_desk(desk_of(school)) as clerk:
        await clerk.open("f10")
        assert clerk.sees("V 核查", "B 备份")
        for key, said in (("v", "全部无误：学生 1 人"), ("b", "已备份并读回核对")):
            await clerk.press(key)
            while clerk.app.doing is not None:
                await clerk.pilot.pause()
            await clerk.settle()
            assert clerk.sees(said)
    (backup,) = (school.folder / "backups").iterdir()
    assert backup.suffix == ".zip"
    assert [one.kind for one in school.store.desk()][-1] is Kind.BACKED_UP


async def test_who_may_not_back_up_is_not_offered_it(school: School) -> None:
    async with at_desk(desk_of(school, LAB)) as clerk:
        await clerk.press("v", "b")
        assert clerk.app.doing is None
        assert not clerk.sees("V 核查")
    assert not (school.folder / "backups").exists()
