"""Whatever is asked: no fault of the program, and nothing personal without the factor."""

from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from string import ascii_letters, digits, punctuation
from typing import NamedTuple
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from kiosk.model.request import MoveKind
from tests.school import RECORD, School
from tests.web.conftest import CLAIM, PERSONAL, PIN
from tests.web.served import Served, served

CANARY = "请林小满本人到 203 室"
SECRETS = (*PERSONAL, RECORD.class_name, CLAIM.value, CLAIM.reason, CANARY, PIN, "xiaohua")
NAMES = ("tail", "pin", "text", "request", "sure", "visit", "part0", "value0", "why", "token")
FORM = "application/x-www-form-urlencoded"
SHEET, CODE = "SHEET", "CODE"
"""Stand for the real ones, which differ from run to run."""

anything = some.text(max_size=40) | some.sampled_from([SHEET, CODE, "0" * 141, "x" * 15, "..", ""])
header = some.text(ascii_letters + digits + punctuation + " ", max_size=60)
headers = some.dictionaries(
    some.sampled_from(["Accept-Language", "Cookie", "X-Forwarded-For", "Content-Type", "Range"]),
    header | some.sampled_from([FORM, "multipart/form-data; boundary=x", "hedui=a.1.b.c"]),
)
form = some.dictionaries(some.sampled_from(NAMES), anything)
acts = some.sampled_from(["open", "leave", "write", "withdraw", "file", "else", ""])
HURRIED = settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

Ask = Callable[..., "Reply"]


class Reply(NamedTuple):
    status: int
    text: str
    cookie: str


@pytest.fixture
def page(school: School, tmp_path: Path) -> Iterator[Served]:
    number = school.declare([CLAIM]).requests[-1].number
    for kind in (MoveKind.TAKE, MoveKind.ASK):
        school.requests.move(number, kind, "staff:xiaohua", text=CANARY)
    with served(tmp_path) as one:
        yield one


@pytest.fixture
def ask(school: School, page: Served) -> Ask:
    """Ask as somebody at an address of their own, so that nobody is told to wait."""
    real = {
        SHEET: school.student().declarations[-1].sheet_id,
        CODE: school.student().declarations[-1].code,
    }
    asked = iter(range(1 << 16))

    def ask(method: str, path: tuple[str, ...], body: bytes = b"", **given: str) -> Reply:
        parts = (quote(real.get(part, part), safe="") for part in path)
        one = next(asked)
        given.setdefault("X-Forwarded-For", f"10.1.{one >> 8}.{one & 255}")
        connection = HTTPConnection("127.0.0.1", page.port, timeout=10)
        try:
            connection.request(method, "/" + "/".join(parts), body or None, given)
            answer = connection.getresponse()
            cookie = answer.headers.get("Set-Cookie", "").partition(";")[0]
            return Reply(answer.status, answer.read().decode(), cookie)
        finally:
            connection.close()

    return ask


def test_no_path_and_no_header_brings_it_down_or_out(ask: Ask) -> None:
    @HURRIED
    @given(
        method=some.sampled_from(["GET", "HEAD", "POST", "PUT", "OPTIONS"]),
        path=some.tuples(some.sampled_from(["R", "S", "r", "s"]), anything)
        | some.lists(anything, max_size=3).map(tuple),
        headers=headers,
        body=some.binary(max_size=60),
    )
    def asked(method: str, path: tuple[str, ...], headers: dict[str, str], body: bytes) -> None:
        reply = ask(method, path, body, **headers)
        assert reply.status < 500
        assert not [secret for secret in SECRETS if secret in reply.text]

    asked()


def test_no_form_without_the_factor_shows_or_moves_anything(school: School, ask: Ask) -> None:
    before = school.student()
    shown = ask("GET", ("S", SHEET))
    token = shown.text.partition('name="token" value="')[2].partition('"')[0]
    own = {"Content-Type": FORM, "Cookie": shown.cookie}

    @HURRIED
    @given(act=acts, form=form, place=some.sampled_from([SHEET, CODE]))
    def sent(act: str, form: dict[str, str], place: str) -> None:
        body = urlencode({"token": token, "act": act, **form}, errors="replace").encode()
        reply = ask("POST", ("S", place), body, **own)
        assert reply.status in {303, 403, 422, 429}
        assert not [one for one in SECRETS if one in reply.text and one not in form.values()]

    sent()
    assert school.student() == before
