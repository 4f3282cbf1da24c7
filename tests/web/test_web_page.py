"""What people see and do on the page, form by form."""

from uuid import UUID

import pytest

from kiosk.keys import new_sheet_id
from kiosk.model.request import MoveKind, RequestState
from kiosk.rules import form
from tests.school import RECORD, TAIL, School
from tests.web.conftest import CLAIM, PERSONAL, PIN, Browser

STAFF = "staff:xiaohua"
VISIT = "6f1c2f1e-0000-4000-8000-000000000002"


async def test_without_the_factor_state_and_contact_are_shown_and_no_value(
    school: School, browser: Browser, sheet: str
) -> None:
    number = school.student().requests[-1].number
    school.requests.move(number, MoveKind.TAKE, STAFF)
    school.requests.move(number, MoveKind.ASK, STAFF, text="请林小满交情况说明书")
    answer = await browser.get(sheet)
    assert answer.status == 200
    for shown in (number, "待补材料", "受理", "林＊＊", "李老师", "029-5550 0123", "专业"):
        assert shown in answer.text
    for hidden in (*PERSONAL, CLAIM.value, CLAIM.reason, RECORD.major, "情况说明书", "xiaohua"):
        assert hidden not in answer.text


async def test_with_the_factor_the_values_are_shown_and_can_be_hidden_again(
    browser: Browser, sheet: str
) -> None:
    answer = await browser.unlock(sheet)
    assert answer.status == 200
    for field_value in RECORD.fields().values():
        shown = form.day(field_value) if field_value.count("-") == 2 else field_value
        assert shown in answer.text
    assert CLAIM.value in answer.text
    assert CLAIM.reason in answer.text
    answer = await browser.send(sheet, "leave")
    assert RECORD.id_number not in answer.text
    assert RECORD.id_number not in (await browser.get(sheet)).text


async def test_five_wrong_answers_and_then_it_waits(browser: Browser, sheet: str) -> None:
    await browser.get(sheet)
    for left in (4, 3, 2, 1):
        answer = await browser.send(sheet, "open", tail="000000")
        assert (answer.status, f"还可试 {left} 次" in answer.error) == (403, True)
    for tail in ("000000", TAIL):
        answer = await browser.send(sheet, "open", tail=tail)
        assert answer.status == 429
        assert "15 分钟" in answer.error
        assert RECORD.id_number not in answer.text


async def test_an_unknown_code_is_answered_alike(browser: Browser, sheet: str) -> None:
    """Status and words; the code's own page says that it is unknown in any case."""
    unknown = f"/S/{new_sheet_id()}"
    for path in (sheet, unknown):
        await browser.get(path)
        answer = await browser.send(path, "open", tail="000000")
        assert (answer.status, "还可试 4 次" in answer.error) == (403, True)


async def test_a_note_reaches_the_registrar(school: School, browser: Browser, sheet: str) -> None:
    await browser.unlock(sheet)
    number = school.student().requests[-1].number
    note = "<script>alert(1)</script> 我在外地\x1b[31m"
    answer = await browser.send(sheet, "write", request=number, pin=PIN, text=note)
    assert answer.status == 200
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 我在外地[31m" in answer.text
    assert "<script" not in answer.text
    assert school.student().requests[-1].moves[-1].kind is MoveKind.NOTE


async def test_what_was_typed_is_not_lost_by_a_wrong_pin(
    school: School, browser: Browser, sheet: str
) -> None:
    await browser.unlock(sheet)
    number = school.student().requests[-1].number
    answer = await browser.send(sheet, "write", request=number, pin="000000", text="很长的说明")
    assert answer.status == 403
    assert "很长的说明</textarea>" in answer.text
    assert "000000" not in answer.text


async def test_withdraw_then_file_anew(school: School, browser: Browser, sheet: str) -> None:
    await browser.unlock(sheet)
    number = school.student().requests[-1].number
    assert (await browser.send(sheet, "withdraw", request=number, pin=PIN)).status == 422
    await browser.send(sheet, "withdraw", request=number, pin=PIN, sure="1")
    assert school.student().requests[-1].state is RequestState.WITHDRAWN
    wanted = {"visit": VISIT, "part0": "birth_date", "value0": "2001/2/40", "pin": PIN}
    answer = await browser.send(sheet, "file", **wanted)
    assert answer.status == 422
    assert answer.error.startswith("出生日期")
    assert 'value="2001/2/40"' in answer.text
    for _ in range(2):
        answer = await browser.send(sheet, "file", **(wanted | {"value0": "2001/2/4"}))
        assert answer.status == 200
    assert [one.state.value for one in school.student().requests] == ["withdrawn", "submitted"]


async def test_what_is_too_long_or_said_twice_is_told(
    school: School, browser: Browser, sheet: str
) -> None:
    await browser.unlock(sheet)
    number = school.student().requests[-1].number
    answer = await browser.send(sheet, "write", request=number, pin=PIN, text="长" * 501)
    assert (answer.status, "500" in answer.error) == (422, True)
    await browser.send(sheet, "withdraw", request=number, pin=PIN, sure="1")
    twice = {"part0": "major", "value0": "会计", "part1": "major", "value1": "金融"}
    for values in (twice, {}, {"part0": "no_such"}, {"part0": "major", "value0": ""}):
        answer = await browser.send(sheet, "file", visit=VISIT, pin=PIN, **values)
        assert answer.status == 422
        assert answer.error
    assert len(school.student().requests) == 1


@pytest.mark.parametrize(
    ("act", "values"),
    [
        ("write", {"text": "x", "pin": PIN}),
        ("withdraw", {"sure": "1", "pin": PIN}),
        ("file", {"visit": VISIT, "part0": "major", "value0": "会计", "pin": PIN}),
    ],
)
async def test_the_pin_alone_moves_nothing(
    school: School, browser: Browser, sheet: str, act: str, values: dict[str, str]
) -> None:
    await browser.get(sheet)
    number = school.student().requests[-1].number
    answer = await browser.send(sheet, act, request=number, **values)
    assert (answer.status, RECORD.id_number in answer.text) == (422, False)
    assert not school.student().requests[-1].moves


@pytest.mark.parametrize(
    ("header", "query", "spoken"),
    [
        ("", "", "zh-Hans"),
        ("en-GB,en;q=0.9", "", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "", "zh-Hans"),
        ("fr-CH, en;q=0.9, zh;q=0.1", "", "en"),
        ("enm, ZH-tw", "", "zh-Hans"),
        ("fr", "?lang=en", "en"),
        ("en", "?lang=zh", "zh-Hans"),
        ("en", "?lang=xx", "en"),
    ],
)
async def test_the_language_is_the_browsers_or_as_asked(
    browser: Browser, sheet: str, header: str, query: str, spoken: str
) -> None:
    answer = await browser.get(sheet + query, **{"Accept-Language": header})
    assert f'<html lang="{spoken}">' in answer.text


async def test_a_dispute_is_on_the_page_at_once(school: School, browser: Browser) -> None:
    sheet = f"/S/{school.declare().declarations[-1].sheet_id}"
    assert "没有更正申请" in (await browser.get(sheet)).text
    school.declare([CLAIM], visit=UUID(VISIT))
    answer = await browser.get(sheet)
    assert "已被后来的一份取代" in answer.text
    assert school.student().requests[-1].number in answer.text
