"""What a session on the page may do, for how long, and that it leaves no trace."""

import io
import json
from collections.abc import Callable
from dataclasses import replace

from aiohttp.test_utils import TestClient, TestServer

from kiosk.web.app import application
from tests.school import OTHER, RECORD, TAIL, School
from tests.web.conftest import PERSONAL, Browser


async def test_a_session_lasts_a_quarter_of_an_hour(
    school: School, browser: Browser, sheet: str
) -> None:
    await browser.unlock(sheet)
    school.clock.move(minutes=14, seconds=59)
    assert RECORD.id_number in (await browser.get(sheet)).text
    school.clock.move(seconds=1)
    assert RECORD.id_number not in (await browser.get(sheet)).text


async def test_a_session_shows_no_other_student(
    school: School, browser: Browser, sheet: str
) -> None:
    school.enrol(OTHER)
    other = school.declare(student_no=OTHER.student_no).declarations[-1].sheet_id
    await browser.unlock(sheet)
    assert OTHER.id_number not in (await browser.get(f"/S/{other}")).text


async def test_a_changed_cookie_is_worth_nothing(
    school: School, browser: Browser, sheet: str
) -> None:
    subject = school.page.subject(school.student())
    until = int(school.clock().timestamp()) + 600
    forged = f"ab.{until}.{subject}"
    for cookie in (f"{forged}.{'0' * 64}", f"{forged}.", "...", "x", "é.ü", '"\\351"'):
        answer = await browser.raw("GET", sheet, headers={"Cookie": f"hedui={cookie}"})
        assert (answer.status, RECORD.id_number in answer.text) == (200, False)


async def test_a_form_of_another_session_is_refused(
    browsers: Callable[[], Browser], sheet: str
) -> None:
    one, other = browsers(), browsers()
    await one.get(sheet)
    await other.get(sheet)
    other.token = one.token
    answer = await other.send(sheet, "open", tail=TAIL)
    assert (answer.status, RECORD.id_number in answer.text) == (422, False)


async def test_what_is_done_is_answered_by_a_redirect(browser: Browser, sheet: str) -> None:
    await browser.get(sheet)
    form_ = {"token": browser.token, "act": "open", "tail": TAIL}
    answer = await browser.raw("POST", f"{sheet}?lang=en", data=form_, allow_redirects=False)
    assert answer.status == 303
    assert answer.headers["Location"] == f"./{sheet.rpartition('/')[2]}?lang=en"
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert RECORD.student_no not in cookie


async def test_a_redirect_leads_nowhere_else(browser: Browser) -> None:
    path = "/R/https:evil.example"
    await browser.unlock(path)
    form_ = {"token": browser.token, "act": "leave"}
    answer = await browser.raw("POST", path, data=form_, allow_redirects=False)
    assert (answer.status, answer.headers["Location"]) == (303, "./https:evil.example")


async def test_over_https_the_cookie_is_the_hosts_alone(
    school: School, sheet: str, log: io.StringIO
) -> None:
    school.config = replace(school.config, base_url="HTTPS://XJ.EXAMPLE.EDU.CN")
    app = application(school.page, school.keys.page_key, "学院", school.guides)
    async with TestClient(TestServer(app)) as client, client.get(sheet) as answer:
        assert answer.headers["Set-Cookie"].startswith("__Host-hedui=")
        assert "Secure" in answer.headers["Set-Cookie"]
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert log.getvalue()


async def test_the_log_holds_no_code_no_address_and_nothing_personal(
    browser: Browser, sheet: str, log: io.StringIO
) -> None:
    await browser.unlock(sheet)
    await browser.get("/R/nothing?x=y")
    await browser.get("/elsewhere")
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert [(one["method"], one["route"], one["status"]) for one in lines] == [
        ("GET", "/{S}/{code}", 200),
        ("POST", "/{S}/{code}", 303),
        ("GET", "/{S}/{code}", 200),
        ("GET", "/{R}/{code}", 200),
        ("GET", "?", 404),
    ]
    assert all(set(one) == {"at", "method", "route", "status", "ms"} for one in lines)
    for secret in (*PERSONAL, "127.0.0.1", sheet.rpartition("/")[2], "elsewhere"):
        assert secret not in log.getvalue()
