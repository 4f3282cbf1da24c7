"""The log and health at the desk: the main way of each, and the main refusal."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kiosk.cli.home import Home
from kiosk.cli.office import office
from kiosk.model.events import Kind
from kiosk.model.record import Field
from kiosk.model.request import Claim
from kiosk.model.staff import Role, Staff
from screens.desk.health import HealthScreen
from screens.desk.log import LogScreen
from tests.school import RECORD, School
from tests.screens.clerk import at_desk, desk_of, typed

REGISTRAR = Staff("zhao", Role.REGISTRAR, key="k", colleges=(RECORD.college,))
LAB = Staff("lab", Role.LAB, key="k")
pytestmark = pytest.mark.usefixtures("one_clock")


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
