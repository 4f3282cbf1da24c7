"""The correction queue at the desk: found, read beside the record, moved along, undone."""

import re
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import pytest

from kiosk.model.record import Field
from kiosk.model.request import Claim, MoveKind, Request, RequestState
from kiosk.model.staff import Role, Staff
from screens.desk.request import RequestScreen
from screens.desk.requests import RequestsScreen
from screens.widgets.entry import Line
from tests.school import OTHER, RECORD, School
from tests.screens.clerk import Clerk, at_desk, desk_of

REGISTRAR = Staff("zhao", Role.REGISTRAR, key="k", colleges=(RECORD.college,))
COUNSELOR = Staff("limin", Role.COUNSELOR, key="k", classes=(RECORD.class_name,))
TWO = (
    Claim(Field.MAJOR, "数控技术", "转专业", "2020-03"),
    Claim(Field.CLASS_NAME, "质检3193", "分错了班"),
)


def filed(school: School, number: str, claims: Sequence[Claim]) -> str:
    visit = UUID(int=int(number))
    return school.declare(claims, visit=visit, student_no=number).requests[-1].number


@pytest.fixture
def number(school: School) -> str:
    """A request about two fields, and one of another college."""
    school.enrol(OTHER)
    filed(school, OTHER.student_no, [Claim(Field.NAME, "甲乙杉")])
    return filed(school, RECORD.student_no, TWO)


def request(school: School) -> Request:
    return school.student().requests[-1]


def states(school: School) -> dict[str, RequestState]:
    return {str(one.part): one.state for one in request(school).matters}


async def opened(clerk: Clerk) -> RequestScreen:
    await clerk.open("f4")
    await clerk.open("enter")
    page = clerk.app.screen
    assert isinstance(page, RequestScreen)
    return page


async def test_the_queue_is_filtered(school: School, number: str) -> None:
    school.requests.move(number, MoveKind.TAKE, "staff:zhao")
    async with at_desk(desk_of(school)) as clerk:
        await clerk.open("f4")
        assert clerk.sees("该您办的 2 份", "列出 2 份", "甲乙山", "林小满", "专业、班级")
        await clerk.press("s", *["down"] * 2, "enter")
        assert clerk.sees("只看：待受理", "甲乙山", "列出 1 份")
        await clerk.press("s", "home", "enter", "c", "end", "enter")
        assert clerk.sees(f"全部未办结  ·  {OTHER.college}", "甲乙山")
        assert not clerk.sees("林小满")
        await clerk.press("c", "home", "enter", "d")
        assert clerk.sees("列出 0 份", "与新名册不符的")


async def test_esc_leaves_a_filter_as_it_was(school: School, number: str) -> None:
    async with at_desk(desk_of(school)) as clerk:
        await clerk.open("f4")
        await clerk.press("s", "down")
        assert clerk.sees("只看哪个状态？")
        await clerk.press("escape")
        assert isinstance(clerk.app.screen, RequestsScreen)
        assert clerk.sees("全部未办结", number)


@pytest.mark.usefixtures("number")
async def test_a_registrar_sees_the_own_college_alone(school: School) -> None:
    async with at_desk(desk_of(school, REGISTRAR)) as clerk:
        await clerk.open("f4")
        assert clerk.sees("林小满", "列出 1 份"), clerk.text()
        assert not clerk.sees("甲乙山")


async def test_a_counselor_is_not_offered_the_queue(school: School) -> None:
    async with at_desk(desk_of(school, COUNSELOR)) as clerk:
        await clerk.press("f4")
        assert not isinstance(clerk.app.screen, RequestsScreen)
        assert not clerk.sees("F4")


async def test_one_request_beside_the_record(school: School, number: str) -> None:
    async with at_desk(desk_of(school, REGISTRAR), (132, 43)) as clerk:
        await opened(clerk)
        assert clerk.sees(number, "机械产品检测检验技术", "应为 数控技术", "转专业", "2020-03")
        assert clerk.sees("省教育厅", "转专业审批表", "学生  提交", "误 专业", "误 班级")
        assert clerk.sees("9999**********0028", "2001年**月**日")
        assert not clerk.sees(RECORD.id_number)
        await clerk.press("r")
        assert clerk.sees(RECORD.id_number, "2001年02月03日")
        await clerk.press("down")
        assert clerk.sees("应为： 质检3193", "分错了班")


@pytest.mark.usefixtures("number")
async def test_a_request_is_taken_and_agreed_to(school: School) -> None:
    async with at_desk(desk_of(school, REGISTRAR)) as clerk:
        await opened(clerk)
        await clerk.press("t", "enter")
        assert set(states(school).values()) == {RequestState.REVIEWING}
        assert request(school).moves[-1].actor == "staff:zhao"
        assert clerk.sees("已办好", "在办", "zhao  受理")
        await clerk.press("y")
        await clerk.write("下月更新")
        await clerk.press("enter")
        assert set(states(school).values()) == {RequestState.AGREED}
        assert request(school).reply == "下月更新"


async def test_a_ticked_field_moves_alone(school: School, number: str) -> None:
    school.requests.move(number, MoveKind.TAKE, "staff:zhao")
    async with at_desk(desk_of(school, REGISTRAR)) as clerk:
        await opened(clerk)
        await clerk.press("down", "space", "y")
        assert clerk.sees("同意更正：班级。")
        await clerk.press("enter")
        assert states(school) == {
            "major": RequestState.REVIEWING,
            "class_name": RequestState.AGREED,
        }


async def test_undo_is_a_new_move_with_its_reason(school: School, number: str) -> None:
    school.requests.move(number, MoveKind.REJECT, "staff:zhao", text="没有证明")
    async with at_desk(desk_of(school, REGISTRAR)) as clerk:
        await opened_refused(clerk)
        await clerk.press("u", "enter")
        assert set(states(school).values()) == {RequestState.REFUSED}
        await clerk.write("找到了")
        await clerk.press("enter")
        assert set(states(school).values()) == {RequestState.REVIEWING}
        assert [one.kind for one in request(school).moves] == [MoveKind.REJECT, MoveKind.REOPEN]


async def opened_refused(clerk: Clerk) -> None:
    await clerk.open("f4")
    await clerk.press("s", *["down"] * 7, "enter")
    await clerk.open("enter")
    assert isinstance(clerk.app.screen, RequestScreen)


async def test_what_is_forwarded_is_what_the_province_decides(school: School, number: str) -> None:
    school.requests.move(number, MoveKind.TAKE, "staff:zhao")
    async with at_desk(desk_of(school, REGISTRAR)) as clerk:
        await opened(clerk)
        await clerk.press("f", "enter")
        assert states(school)["major"] is RequestState.FORWARDED
        assert states(school)["class_name"] is RequestState.REVIEWING


async def test_a_refused_move_keeps_what_was_typed(school: School, number: str) -> None:
    async with at_desk(desk_of(school, REGISTRAR)) as clerk:
        page = await opened(clerk)
        await clerk.press("n")
        await clerk.write("证明不全")
        school.requests.move(number, MoveKind.WITHDRAW, "student")
        await clerk.press("enter")
        line = page.query_one(Line)
        assert line.value == "证明不全"
        assert line.has_focus
        assert set(states(school).values()) == {RequestState.WITHDRAWN}


async def test_what_others_do_appears_and_typed_text_stays(school: School, number: str) -> None:
    school.requests.move(number, MoveKind.TAKE, "staff:qian")
    async with at_desk(desk_of(school, REGISTRAR)) as clerk:
        page = await opened(clerk)
        await clerk.press("down", "a")
        await clerk.write("请带身份证")
        school.requests.move(number, MoveKind.NOTE, "student", text="我已转班")
        await clerk.second()
        assert clerk.sees("我已转班")
        assert page.query_one(Line).value == "请带身份证"
        assert page._matters.key == "class_name"
        await clerk.press("escape", "a")
        assert page.query_one(Line).value == "请带身份证"
        await clerk.press("enter")
        assert request(school).reply == "请带身份证"


@pytest.mark.usefixtures("number")
async def test_the_queue_shows_what_is_new_under_the_same_cursor(school: School) -> None:
    async with at_desk(desk_of(school)) as clerk:
        await clerk.open("f4")
        await clerk.press("end")
        page = clerk.app.screen
        assert isinstance(page, RequestsScreen)
        before = page._rows.key
        school.clock.move(days=-3)
        new = replace(RECORD, student_no="31219209", name="丙三")
        school.enrol(new)
        filed(school, new.student_no, [Claim(Field.ETHNICITY, "回族")])
        await clerk.second()
        assert clerk.sees("丙三", "未办结 3 份")
        assert page._rows.key == before


async def test_a_new_pin_is_shown_once(school: School, number: str) -> None:
    async with at_desk(desk_of(school, REGISTRAR)) as clerk:
        await opened(clerk)
        before = request(school).pin_hash
        await clerk.press("p", "escape")
        assert request(school).pin_hash == before
        await clerk.press("p", "enter")
        assert clerk.sees("新 PIN", "只显示这一次")
        pin = re.search(r"新 PIN (\d{6})", clerk.text())
        assert pin is not None
        assert request(school).pin_hash == school.keys.pin_hash(number, pin[1]) != before
        await clerk.press("escape")
        await clerk.open("enter")
        assert not clerk.sees("请当面告诉学生")


@pytest.mark.usefixtures("number")
async def test_a_look_is_told_in_the_desks_chain(school: School) -> None:
    async with at_desk(desk_of(school, REGISTRAR)) as clerk:
        await clerk.open("f4")
        assert not [one for one in school.store.desk() if one.kind == "looked"]
        await clerk.open("enter")
        looks = [one for one in school.store.desk() if one.kind == "looked"]
        assert [(one.actor, one.body["student_no"]) for one in looks] == [
            ("staff:zhao", RECORD.student_no)
        ]


async def test_markup_of_a_student_is_shown_as_it_is(school: School) -> None:
    filed(school, RECORD.student_no, [Claim(Field.MAJOR, "[red]数控[/red]", "[@click=app.exit]点")])
    async with at_desk(desk_of(school), (132, 43)) as clerk:
        await opened(clerk)
        assert clerk.sees("[red]数控[/red]", "[@click=app.exit]点")
