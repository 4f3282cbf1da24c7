"""The board: what each role is shown, the way down to one student, reasons, what is new."""

from dataclasses import replace

import pytest

from assets import LANGS, Lang
from kiosk.model.events import Kind
from kiosk.model.paper import Reason
from kiosk.model.record import Field
from kiosk.model.request import Claim
from kiosk.model.staff import Role, Staff
from kiosk.services.acts.declaring import Act
from kiosk.services.pile.board import DEEPEST, Page
from screens.desk.app import DeskApp
from screens.desk.board import BoardScreen
from screens.desk.excusing import ExcuseDialog
from screens.desk.file import SeenRecord
from screens.desk.rows import Rows
from screens.widgets.entry import Line
from tests.school import INITIAL, ON_PAPER, OTHER, RECORD, VISIT, YEAR2, School
from tests.screens.clerk import Clerk, at_desk, desk_of, signed

COUNSELOR = Staff("limin", Role.COUNSELOR, key="k", classes=(RECORD.class_name,))
REGISTRAR = Staff("zhao", Role.REGISTRAR, key="k", colleges=(RECORD.college,))
LAB = Staff("lab", Role.LAB, key="k")


@pytest.fixture
def college(school: School) -> School:
    """Three students in one class, one in another college; one has declared, one disputed."""
    for n, name in ((2, "乙二"), (3, "丙三")):
        school.enrol(replace(RECORD, student_no=f"3121920{n}", name=name, id_number=""))
    school.enrol(replace(OTHER, student_no="40000001"))
    signed(school, RECORD)
    signed(school, replace(RECORD, student_no="31219202"), (Claim(Field.NAME, "乙贰"),))
    return school


def in_class(clerk: Clerk) -> bool:
    """Tell whether a class is shown, and nothing over it."""
    return isinstance(clerk.app.screen, BoardScreen) and len(clerk.app.screen.path) == DEEPEST


async def down_to_class(clerk: Clerk) -> None:
    """Open the college, the major and the class of the record."""
    rows = clerk.app.screen.query_one(Rows)
    rows.go(RECORD.college)
    await clerk.press("enter", "enter", "enter")
    assert in_class(clerk)


async def test_the_board_counts_and_the_way_down_ends_at_one_student(college: School) -> None:
    async with at_desk(desk_of(college)) as clerk:
        assert clerk.sees("核查率 50.0%", "已核对 2 人，今天 2 人", "应 4", "未核对 2", "有误 1")
        await down_to_class(clerk)
        assert clerk.sees("核查率 66.6%", "林小满", "已打印 有误", "丙三", "缺 3 人")
        await clerk.press("enter")
        assert clerk.app.screen.query(SeenRecord)
        assert clerk.sees("林小满", "9999**********0028", "正确无误", "2020/initial")
        await clerk.press("escape")
        assert in_class(clerk)
        for names in ((RECORD.college, RECORD.major), (RECORD.college,), (), ()):
            await clerk.press("escape")
            board = clerk.app.screen
            assert isinstance(board, BoardScreen)
            assert board.path == names
            assert isinstance(board.shown, Page)
            assert board.shown.path == names
            assert RECORD.college in board.rows.key


async def test_missing_only_leaves_out_what_is_in_the_pile(college: School) -> None:
    desk = desk_of(college)
    desk.scanning().take(college.student().declarations[-1].code, ())
    async with at_desk(desk) as clerk:
        await down_to_class(clerk)
        assert clerk.sees("林小满", "已上交", "缺 2 人")
        await clerk.press("m")
        assert not clerk.sees("林小满")
        assert clerk.sees("乙二", "丙三")
        await clerk.press("m")
        assert clerk.sees("林小满")


async def test_a_reason_is_written_with_its_note_and_taken_back(college: School) -> None:
    async with at_desk(desk_of(college)) as clerk:
        await down_to_class(clerk)
        clerk.app.screen.query_one(Rows).go("31219203")
        await clerk.press("r", "down", "tab")
        await clerk.write("2020-12")
        await clerk.press("enter")
        excuse = college.student("31219203").excuse(INITIAL)
        assert excuse is not None
        assert (excuse.reason, excuse.note, excuse.actor) == (
            Reason.ENLISTED,
            "2020-12",
            "staff:wang",
        )
        assert clerk.sees("免 参军 2020-12", "其中免 1 人")
        await clerk.press("r", "end", "enter")
        assert college.student("31219203").excuse(INITIAL) is None
        assert clerk.sees("其中免 0 人")


async def test_other_needs_a_note_and_what_was_typed_stays(college: School) -> None:
    async with at_desk(desk_of(college)) as clerk:
        await down_to_class(clerk)
        await clerk.press("down", "r", "end", "enter")
        assert isinstance(clerk.app.screen, ExcuseDialog)
        assert clerk.sees("说明", "误")
        await clerk.write("x")
        await clerk.press("enter")
        assert college.student("31219202").excuse(INITIAL)


async def test_no_reason_for_a_sheet_that_lies_in_the_pile(college: School) -> None:
    desk = desk_of(college)
    desk.scanning().take(college.student().declarations[-1].code, ())
    async with at_desk(desk) as clerk:
        await down_to_class(clerk)
        await clerk.press("r")
        assert in_class(clerk)
        assert isinstance(clerk.app.screen, BoardScreen)
        assert clerk.app.screen._told.problem is not None


async def test_who_sees_no_id_numbers_sees_none_and_each_look_is_noted(college: School) -> None:
    async with at_desk(desk_of(college, COUNSELOR)) as clerk:
        assert clerk.sees("limin", "辅导员", RECORD.class_name, "应 3")
        await down_to_class(clerk)
        await clerk.press("enter", "v")
        assert clerk.sees("林小满")
        assert not clerk.sees(RECORD.id_number)
        looks = [one for one in college.store.desk() if one.kind is Kind.LOOKED]
        assert [(one.actor, one.body) for one in looks] == [
            ("staff:limin", {"student_no": RECORD.student_no})
        ]


async def test_a_registrar_sees_the_id_number_on_a_key(college: School) -> None:
    async with at_desk(desk_of(college, REGISTRAR)) as clerk:
        await down_to_class(clerk)
        await clerk.press("enter")
        assert not clerk.sees(RECORD.id_number)
        await clerk.press("v")
        assert clerk.sees(RECORD.id_number)
        grid = clerk.app.screen.query_one(SeenRecord)
        await clerk.click(SeenRecord)
        assert not grid.wrong


@pytest.mark.parametrize(
    ("staff", "first", "without"),
    [
        (LAB, "health", {"board", "requests", "handin", "roster", "packs", "log"}),
        (COUNSELOR, "board", {"requests", "packs", "log"}),
        (REGISTRAR, "board", set()),
    ],
)
def test_functions_that_a_role_may_not_use_are_not_offered(
    school: School, staff: Staff, first: str, without: set[str]
) -> None:
    offered = [name for name, _ in DeskApp(desk_of(school, staff)).offered]
    assert offered[0] == first
    assert not without & set(offered)


async def test_what_others_write_appears_and_the_cursor_stays(college: School) -> None:
    async with at_desk(desk_of(college)) as clerk:
        await down_to_class(clerk)
        await clerk.press("down", "r", "tab")
        await clerk.write("半句")
        college.enrol(replace(RECORD, student_no="31219200", name="甲零", id_number=""))
        signed(college, replace(RECORD, student_no="31219203"))
        await clerk.second()
        assert clerk.app.screen.query_one(Line).value == "半句"
        await clerk.press("escape")
        assert clerk.sees("甲零", "应 4")
        assert clerk.app.screen.query_one(Rows).key == "31219202"


async def test_nothing_is_read_while_nobody_writes(college: School) -> None:
    async with at_desk(desk_of(college)) as clerk:
        page = clerk.app.page
        assert page is not None
        shown = page.shown
        await clerk.second()
        assert page.shown is shown
        college.enrol(replace(RECORD, student_no="31219209", id_number=""))
        await clerk.second()
        assert page.shown is not shown


async def test_other_rounds_can_be_looked_at(college: School) -> None:
    college.open(YEAR2)
    act = Act(visit=VISIT, round=YEAR2, claims=(), signature=ON_PAPER, pin="271828")
    async with at_desk(desk_of(college)) as clerk:
        page = clerk.app.page
        assert isinstance(page, BoardScreen)
        assert isinstance(page.shown, Page)
        assert page.shown.round == YEAR2
        assert page.shown.whole.progress.checked == 0
        await clerk.press("n")
        assert page.shown.round == INITIAL
        assert page.shown.whole.progress.checked == 2
        await clerk.press("n")
        college.declaring.declare(college.student("40000001"), replace(act, visit=VISIT))
        await clerk.second()
        assert page.shown.whole.progress.checked == 1


async def test_without_any_round_the_board_says_so(school: School) -> None:
    school.rounds.close(INITIAL, "", "staff:demo")
    async with at_desk(desk_of(school)) as clerk:
        assert clerk.app.page
        assert clerk.app.page._told.problem


@pytest.mark.parametrize("lang", LANGS)
async def test_an_export_over_ssh_names_the_command(college: School, lang: Lang) -> None:
    async with at_desk(desk_of(college, REGISTRAR, lang)) as clerk:
        await down_to_class(clerk)
        await clerk.press("e")
        assert clerk.sees("progress --missing --round 2020/initial", f"'{RECORD.college}'")


async def test_language_and_functions_keep_where_one_was(college: School) -> None:
    async with at_desk(desk_of(college)) as clerk:
        await down_to_class(clerk)
        await clerk.press("down", "f2")
        assert clerk.sees("Number", "Reason", "printed")
        await clerk.press("f5", "f3")
        assert in_class(clerk)
        assert clerk.app.screen.query_one(Rows).key == "31219202"


async def test_a_damaged_file_is_told_beside_what_can_be_counted(college: School) -> None:
    next((college.folder / "data" / "students").glob("4*.json")).write_bytes(b"{")
    async with at_desk(desk_of(college)) as clerk:
        assert clerk.sees("应 3", "数据损坏")
