"""What stands between the page and the net."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace

import pytest
from aiohttp.test_utils import make_mocked_request

from kiosk.config import ServeRules
from kiosk.errors import StoreUnreachable
from kiosk.web.app import SOCKETS, application, serve
from kiosk.web.paint import Paint
from kiosk.web.sockets import Sockets
from kiosk.web.walls import HEADERS, Pace, Walls
from tests.school import SCHOOL, School
from tests.web.conftest import Browser

FORM = "application/x-www-form-urlencoded"


async def test_every_answer_has_the_headers(browser: Browser, sheet: str) -> None:
    paths = (sheet, "/", "/nowhere", "/healthz", "/page.css", "/robots.txt", f"{sheet}/x")
    answers = [await browser.get(path) for path in paths]
    answers += [await browser.raw(method, sheet) for method in ("PUT", "DELETE", "TRACE", "POST")]
    for answer in answers:
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert "Strict-Transport-Security" not in answer.headers
    assert {one.headers["Cache-Control"] for one in answers} == {
        "no-store",
        "public, max-age=86400, immutable",
    }


def test_the_headers_let_nothing_in_and_nothing_out() -> None:
    """What each of them has to say, whoever changes their table."""
    policy = dict(
        one.split(maxsplit=1) for one in HEADERS["Content-Security-Policy"].split(";") if one
    )
    assert policy == {
        "default-src": "'none'",
        "style-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }
    for name, value in {
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Robots-Tag": "noindex",
        "Server": "hedui",
    }.items():
        assert HEADERS[name] == value
    for device in ("camera", "geolocation", "microphone", "payment", "usb"):
        assert f"{device}=()" in HEADERS["Permissions-Policy"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
async def test_other_methods_are_refused_in_words(
    browser: Browser, sheet: str, method: str
) -> None:
    answer = await browser.raw(method, sheet)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET,HEAD,POST")
    assert "不支持这种操作" in answer.text


async def test_unknown_routes_are_a_plain_page(browser: Browser) -> None:
    for path in ("/x", "/R", "/R/", "/S/a/b", "/../etc/passwd", "/%00", "/R/%2e%2e%2f"):
        answer = await browser.get(path)
        assert answer.status in {404, 200}
        assert "passwd" not in answer.text


async def test_bodies_are_small_forms(browser: Browser, sheet: str) -> None:
    headers = {"Content-Type": FORM}
    big = await browser.raw("POST", sheet, data=b"text=" + b"x" * 9000, headers=headers)
    many = await browser.raw("POST", sheet, data=b"&".join([b"a=1"] * 40), headers=headers)
    odd = await browser.raw("POST", sheet, data=b"\xff=\xfe&act=open", headers=headers)
    file = await browser.raw("POST", sheet, data={"text": io.BytesIO(b"x")})
    assert [one.status for one in (big, many, odd, file)] == [413, 400, 422, 415]
    assert "内容太长" in big.text


async def test_a_body_that_is_packed_wrongly_is_a_bad_request(browser: Browser, sheet: str) -> None:
    headers = {"Content-Type": FORM, "Content-Encoding": "gzip"}
    answer = await browser.raw("POST", sheet, data=b"act=open", headers=headers)
    assert answer.status == 400


async def test_a_cookie_of_others_is_none(browser: Browser, sheet: str) -> None:
    for cookie in ("", "a", "..", "a.b.c.d", "é.1.x.y", "a.1.x.é", ".".join("é" * 4)):
        answer = await browser.get(sheet, Cookie=f"hedui={cookie}")
        assert (answer.status, bool(answer.error)) == (200, False)


async def test_who_asks_too_fast_is_told_to_wait(browser: Browser) -> None:
    for _ in range(300):
        assert (await browser.get("/robots.txt")).status == 200
    answers = {(await browser.get("/robots.txt")).status for _ in range(20)}
    assert 429 in answers


def test_a_bucket_fills_up_again_and_is_ones_own() -> None:
    pace = Pace()
    assert all(pace.allows("a", 0) for _ in range(300))
    assert not pace.allows("a", 0)
    assert pace.allows("b", 0)
    assert pace.allows("a", 0.11)
    assert not pace.allows("a", 0.11)


def test_of_a_crowd_of_addresses_the_oldest_is_forgotten() -> None:
    pace = Pace()
    assert [pace.allows("a", 0) for _ in range(301)] == [True] * 300 + [False]
    assert all(pace.allows(f"b{number}", 0) for number in range(19_999))
    assert not pace.allows("a", 0)
    assert all(pace.allows(f"c{number}", 0) for number in range(20_000))
    assert pace.allows("a", 0)


async def test_a_body_that_does_not_come_is_waited_for_so_long(
    browser: Browser, sheet: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.web.walls.PATIENCE", 0.05)

    async def never() -> AsyncIterator[bytes]:
        yield b"act="
        await asyncio.Event().wait()

    headers = {"Content-Type": FORM}
    async with asyncio.timeout(10):
        answer = await browser.raw("POST", sheet, data=never(), headers=headers)
    assert answer.status == 408


@pytest.mark.parametrize(
    ("remote", "forwarded", "meant"),
    [
        ("198.51.100.7", "", "198.51.100.7"),
        ("198.51.100.7", "203.0.113.1", "198.51.100.7"),
        ("127.0.0.1", "203.0.113.1", "203.0.113.1"),
        ("127.0.0.1", "6.6.6.6, 203.0.113.1", "203.0.113.1"),
        ("127.0.0.1", "203.0.113.1, 10.0.0.1", "203.0.113.1"),
        ("127.0.0.1", "<script>", "127.0.0.1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("::ffff:127.0.0.1", "::ffff:203.0.113.1", "203.0.113.1"),
        ("127.0.0.1", "2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "", "fe80::/64"),
    ],
)
def test_an_address_is_what_trusted_proxies_say(
    school: School, remote: str, forwarded: str, meant: str
) -> None:
    rules = ServeRules(trusted_proxies=("127.0.0.1", "10.0.0.1"))
    walls = Walls(Paint(replace(school.config, serve=rules), ""))
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = make_mocked_request("GET", "/", headers=headers).clone(remote=remote)
    assert walls.address(request) == meant


def test_each_proxy_may_have_a_line_of_its_own(school: School) -> None:
    """What the client wrote itself stands in the first line."""
    rules = ServeRules(trusted_proxies=("127.0.0.1",))
    walls = Walls(Paint(replace(school.config, serve=rules), ""))
    lines = [("X-Forwarded-For", "6.6.6.6"), ("X-Forwarded-For", "203.0.113.1")]
    request = make_mocked_request("GET", "/", headers=lines).clone(remote="127.0.0.1")
    assert walls.address(request) == "203.0.113.1"


async def test_a_store_that_is_out_of_reach_is_told_in_words(
    school: School, browser: Browser, sheet: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise StoreUnreachable(reason="ENOSPC")

    monkeypatch.setattr(school.store, "student_of", gone)
    monkeypatch.setattr(school.store, "pulse", gone)
    for answer in (
        await browser.get(sheet),
        await browser.get("/healthz"),
        await browser.unlock(sheet),
    ):
        assert (answer.status, "现在读不到数据" in answer.text) == (503, True)
        assert "ENOSPC" not in answer.text


async def test_a_fault_of_the_program_is_logged_by_its_place_alone(
    school: School,
    browser: Browser,
    sheet: str,
    log: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("林小满")

    monkeypatch.setattr(school.store, "student_of", broken)
    answer = await browser.get(sheet)
    assert answer.status == 500
    assert "林小满" not in answer.text + log.getvalue()
    errors = [one for line in log.getvalue().splitlines() if "error" in (one := json.loads(line))]
    assert [one["error"] for one in errors] == ["ZeroDivisionError"]
    assert any(place.startswith("page.py:") for place in errors[0]["where"])


class Wire:
    closed = False

    def force_close(self) -> None:
        self.closed = True


async def test_who_never_ends_a_request_is_shown_out(school: School) -> None:
    app = application(school.page, school.keys.page_key, SCHOOL, school.guides)
    app[SOCKETS] = Sockets(patience=0.2, every=0.05)
    port = asyncio.get_running_loop().create_future()
    serving = asyncio.create_task(serve(app, "127.0.0.1", 0, port.set_result))
    reader, writer = await asyncio.open_connection("127.0.0.1", await port)
    writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n")
    async with asyncio.timeout(5):
        assert await reader.read() == b""
    writer.close()
    serving.cancel()
    with suppress(asyncio.CancelledError):
        await serving


def test_connections_that_say_nothing_are_shown_out() -> None:
    sockets, old, new = Sockets(), Wire(), Wire()
    sockets.sweep([old], 0)
    sockets.sweep([old, new], 5)
    sockets.sweep([old, new], 10)
    assert (old.closed, new.closed) == (True, False)


def test_a_crowd_of_them_is_thinned_from_the_oldest() -> None:
    sockets, wires = Sockets(), [Wire() for _ in range(2002)]
    sockets.sweep(wires[:1000], 0)
    sockets.sweep(wires, 1)
    assert [one.closed for one in wires] == [True] * 2 + [False] * 2000
