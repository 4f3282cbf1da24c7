"""A request about several things: each is advised on, and withdrawn singly or with others."""

import re
from uuid import UUID

import pytest

from kiosk.model.record import PARTS, Field, Photo
from kiosk.model.request import Claim, MissingEnrolment, MoveKind, RequestState
from kiosk.rules.proofs import advice
from tests.school import RECORD, School
from tests.web.conftest import PIN, Browser

CLAIMS = [
    Claim(Field.MAJOR, "工商管理", "录取时就是"),
    Claim(Field.CLASS_NAME, "工商3191"),
    Claim(Photo.DEGREE, "", "不是我"),
]
OPEN, OVER = RequestState.SUBMITTED, RequestState.WITHDRAWN


@pytest.fixture
def sheet(school: School) -> str:
    """The path of a sheet with a request about three things."""
    return f"/S/{school.declare(CLAIMS).declarations[-1].sheet_id}"


def states(school: School) -> list[RequestState]:
    return [one.state for one in school.student().requests[0].matters]


def number(school: School) -> str:
    return school.student().requests[0].number


async def withdraw(school: School, browser: Browser, sheet: str, *parts: str) -> int:
    """Tick parts and send the form; return the status."""
    ticked = {f"of_{part}": "1" for part in parts}
    answer = await browser.send(sheet, "withdraw", request=number(school), pin=PIN, **ticked)
    return answer.status


async def test_one_is_withdrawn_and_then_the_others(
    school: School, browser: Browser, sheet: str
) -> None:
    answer = await browser.unlock(sheet)
    assert re.findall(r'name="of_(\w+)"', answer.text) == ["major", "class_name", "degree_photo"]
    assert 'name="sure"' not in answer.text
    assert await withdraw(school, browser, sheet, "class_name") == 200
    assert states(school) == [OPEN, OVER, OPEN]
    answer = await browser.get(sheet)
    assert re.findall(r'name="of_(\w+)"', answer.text) == ["major", "degree_photo"]
    assert await withdraw(school, browser, sheet, "class_name", "major", "degree_photo") == 200
    assert states(school) == [OVER] * 3
    moves = school.student().requests[0].moves
    assert [one.parts for one in moves] == [(Field.CLASS_NAME,), (Field.MAJOR, Photo.DEGREE)]
    assert await withdraw(school, browser, sheet, "major") == 200
    assert len(school.student().requests[0].moves) == 2


async def test_nothing_ticked_withdraws_nothing(
    school: School, browser: Browser, sheet: str
) -> None:
    await browser.unlock(sheet)
    assert await withdraw(school, browser, sheet) == 422
    assert await withdraw(school, browser, sheet, "nonsense") == 422
    assert states(school) == [OPEN] * 3


async def test_what_is_not_in_the_request_withdraws_nothing(
    school: School, browser: Browser, sheet: str
) -> None:
    await browser.unlock(sheet)
    assert await withdraw(school, browser, sheet, "major", "name") == 422
    assert states(school) == [OPEN] * 3


async def test_every_part_can_be_ticked_at_once(school: School, browser: Browser) -> None:
    claims = [Claim(part, "2001-02-04") for part in PARTS]
    sheet = f"/S/{school.declare(claims).declarations[-1].sheet_id}"
    await browser.unlock(sheet)
    assert await withdraw(school, browser, sheet, *(part.value for part in PARTS)) == 200
    assert states(school) == [OVER] * len(PARTS)


async def test_a_tick_survives_a_wrong_pin(school: School, browser: Browser, sheet: str) -> None:
    await browser.unlock(sheet)
    ticked = {"request": number(school), "pin": "000000", "of_major": "1"}
    answer = await browser.send(sheet, "withdraw", **ticked)
    assert answer.status == 403
    assert re.findall(r'name="of_(\w+)" value="1" checked', answer.text) == ["major"]


@pytest.mark.parametrize(("lang", "title"), [("zh", "要带什么"), ("en", "What to bring")])
async def test_each_open_matter_says_what_to_bring(
    school: School, browser: Browser, sheet: str, lang: str, title: str
) -> None:
    school.requests.move(
        number(school), MoveKind.WITHDRAW, "student", parts=[Field.CLASS_NAME, Photo.DEGREE]
    )
    told = advice(Field.MAJOR, lang)  # type: ignore[arg-type]
    for known in (False, True):
        if known:
            await browser.unlock(sheet)
        text = (await browser.get(f"{sheet}?lang={lang}")).text
        assert text.count(title) == 1
        for one in (told.decides, *told.proofs, *told.windows, *told.refusals, told.source):
            assert one in text


async def test_whether_one_has_to_wait_is_told_to_the_student_alone(
    school: School, browser: Browser
) -> None:
    claim = Claim(Field.CLASS_NAME, "工商3191", "换班", school.clock().date().isoformat())
    sheet = f"/S/{school.declare([claim]).declarations[-1].sheet_id}"
    patience = advice(Field.CLASS_NAME, "zh").patience
    assert patience
    assert patience not in (await browser.get(sheet)).text
    assert patience in (await browser.unlock(sheet)).text


async def test_an_enrolment_that_is_missing_is_withdrawn_as_before(
    school: School, browser: Browser
) -> None:
    asked = MissingEnrolment("示例大学", "本科", "会计学", "2018")
    school.declaring.file_missing(RECORD.student_no, UUID(int=2), asked, PIN)
    sheet = f"/S/{school.student().requests[-1].sheet_id}"
    answer = await browser.unlock(sheet)
    assert "要带什么" not in answer.text
    await browser.send(sheet, "withdraw", request=number(school), pin=PIN, sure="1")
    assert states(school) == [OVER]
