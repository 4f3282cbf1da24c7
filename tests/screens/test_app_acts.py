"""What a student reads of a request at the terminal, and does with it."""

from collections.abc import Sequence
from uuid import UUID

import pytest

from assets import LANGS
from kiosk.model.record import Field, Photo
from kiosk.model.request import Claim, MoveKind, RequestState
from kiosk.visit import Step
from screens.widgets.entry import Line
from tests.school import School
from tests.screens.visitor import Visitor, enter, visiting

REGISTRAR = "staff:li"
MAJOR = Claim(Field.MAJOR, "数控技术", "转专业")


def asked(school: School, *kinds: tuple[MoveKind, str]) -> str:
    """Have a request that the registrar made moves with; return its number."""
    number = school.declare([MAJOR]).requests[0].number
    for kind, text in kinds:
        school.requests.move(number, kind, REGISTRAR, text=text)
    return number


async def test_withdrawing_takes_a_tick(school: School) -> None:
    asked(school)
    async with visiting(school) as visitor:
        await enter(visitor)
        await visitor.press("f5", "f4")
        assert visitor.sees("撤回后不能恢复")
        await visitor.press("enter")
        assert visitor.sees("请先按空格勾选")
        assert school.student().requests[0].state is RequestState.SUBMITTED
        await visitor.press("escape")
        assert visitor.at(Step.REQUESTS)
        assert not visitor.sees("撤回后不能恢复")
        await visitor.press("f4", "space", "enter")
        assert visitor.sees("已撤回", "您已撤回")
        assert not visitor.sees("F4 撤回")
    move = school.student().requests[0].moves[-1]
    assert (move.kind, move.actor) == (MoveKind.WITHDRAW, "student")


async def test_a_note_and_its_limits(school: School) -> None:
    asked(school)
    async with visiting(school) as visitor:
        await enter(visitor)
        await visitor.press("f5", "f6", "enter")
        assert visitor.sees("请先写几个字")
        await visitor.paste("[red]好\x1b[31m" + "长" * 300)
        assert visitor.sees("200")
        await visitor.press("enter")
        assert visitor.sees("[red]好")
    text = school.student().requests[0].moves[-1].text
    assert len(text) == 200
    assert "\x1b" not in text


async def test_a_stray_scan_supplies_nothing(school: School) -> None:
    asked(school, (MoveKind.TAKE, ""), (MoveKind.ASK, "请带身份证"))
    async with visiting(school) as visitor:
        await enter(visitor)
        await visitor.press("f5", "f7")
        await visitor.scan("31219201")
        assert visitor.sees("请先写几个字")
    assert school.student().requests[0].state is RequestState.NEED_MATERIAL


async def test_a_lost_pin_is_renewed_and_shown_in_this_visit_only(school: School) -> None:
    number = asked(school)
    async with visiting(school) as visitor:
        await enter(visitor)
        await visitor.press("f5", "f9", "space", "enter")
        renewed = visitor.visit.renewed
        assert renewed is not None
        assert visitor.sees(f"新 PIN {renewed.pin}")
        assert school.requests.check_pin(number, renewed.pin)
        assert not school.requests.check_pin(number, "271828")
        await visitor.press("f10")
        await enter(visitor)
        await visitor.press("f5")
        assert visitor.visit.renewed is None
        assert not visitor.sees(renewed.pin)


async def test_a_refusal_is_told_with_its_reason(school: School) -> None:
    asked(school, (MoveKind.TAKE, ""), (MoveKind.REJECT, "录取名册就是这个专业"))
    async with visiting(school) as visitor:
        await enter(visitor)
        assert visitor.sees("不予更正", "录取名册就是这个专业")
        await visitor.press("f5")
        assert visitor.sees("学籍管理员说：录取名册就是这个专业", "没有同意更正")


async def test_who_signed_since_is_told_no_old_refusal(school: School) -> None:
    asked(school, (MoveKind.TAKE, ""), (MoveKind.REJECT, "不对"))
    school.declare(visit=UUID(int=7))
    async with visiting(school) as visitor:
        await enter(visitor)
        assert not visitor.sees("学籍管理员：不对")
        await visitor.press("f5")
        assert visitor.sees("学籍管理员说：不对")


async def test_the_one_where_somebody_has_to_act_comes_first(school: School) -> None:
    first = asked(school, (MoveKind.TAKE, ""), (MoveKind.ASK, "请带身份证"))
    school.clock.move(days=1)
    claims = [Claim(Field.ID_NUMBER, "99990020010203001X"), Claim(Photo.ADMISSION, "", "不是我")]
    second = school.declare(claims, visit=UUID(int=7)).requests[1].number
    async with visiting(school) as visitor:
        await enter(visitor)
        await visitor.press("f5")
        assert visitor.sees(first, "第 1 份，共 2 份")
        await visitor.press("right")
        assert visitor.sees(second, "9999**********001X", "录取照片")
        assert not visitor.sees("99990020010203001X")
        await visitor.press("right")
        assert visitor.sees(first)


async def test_someone_moved_it_meanwhile(school: School) -> None:
    number = asked(school, (MoveKind.TAKE, ""), (MoveKind.ASK, "请带身份证"))
    async with visiting(school) as visitor:
        await enter(visitor)
        await visitor.press("f5", "f7")
        school.requests.move(number, MoveKind.REJECT, REGISTRAR, text="不用了")
        await visitor.write("jiao le")
        await visitor.press("enter")
        assert visitor.at(Step.REQUESTS)
        assert visitor.app.screen.query_one(Line).value == "jiao le"
    assert school.student().requests[0].state is RequestState.REFUSED


@pytest.mark.parametrize("size", [(80, 24), (132, 43)], ids=str)
async def test_nothing_of_a_request_is_cut(school: School, size: tuple[int, int]) -> None:
    reply = "请" + "带" * 58 + "表"
    asked(school, (MoveKind.TAKE, ""), (MoveKind.ASK, reply))
    async with visiting(school, size) as visitor:
        await enter(visitor)
        await visitor.press("f5")
        for _ in LANGS:
            assert visitor.sees(reply), visitor.app.lang
            for key in ("f4", "f6", "f7", "f9"):
                await visitor.press(key)
                whole(visitor, ["F10"])
                await visitor.press("escape")
            await visitor.press("f2")


def whole(visitor: Visitor, texts: Sequence[str]) -> None:
    """Check that the form is in sight, and texts stand on the screen."""
    assert visitor.sees(*texts)
    form = visitor.one("ActForm")
    clipped = visitor.app.screen.find_widget(form).visible_region
    assert form.region == clipped
