"""The page in this process, and a browser without a screen that keeps cookies and sends forms."""

import io
import re
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from aiohttp import CookieJar
from aiohttp.test_utils import TestClient, TestServer

from kiosk.model.record import Field
from kiosk.model.request import Claim
from kiosk.web import logs
from kiosk.web.app import application
from tests.school import RECORD, SCHOOL, TAIL, School

PIN = "271828"
CLAIM = Claim(Field.MAJOR, "工商管理", "录取时就是")


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    headers: dict[str, str]

    @property
    def error(self) -> str:
        found = re.search(r'<p class="error" role="alert">(.*?)</p>', self.text, re.DOTALL)
        return unescape(found[1]) if found else ""


class Browser:
    """Sends what a person would: forms as the last page held them."""

    def __init__(self, client: TestClient) -> None:  # type: ignore[type-arg]
        self._client = client
        self.token = ""

    async def get(self, path: str, **headers: str) -> Answer:
        return await self._answer("GET", path, headers=headers)

    async def send(self, path: str, act: str, **values: str) -> Answer:
        form = {"token": self.token, "act": act, **values}
        return await self._answer("POST", path, data=form)

    async def raw(self, method: str, path: str, **given: object) -> Answer:
        return await self._answer(method, path, **given)

    async def unlock(self, path: str, tail: str = TAIL) -> Answer:
        await self.get(path)
        return await self.send(path, "open", tail=tail)

    async def _answer(self, method: str, path: str, **given: object) -> Answer:
        given.setdefault("headers", {})
        async with self._client.request(method, path, **given) as response:  # type: ignore[arg-type]
            text = await response.text(errors="replace")
            found = re.search(r'name="token" value="(\w+)"', text)
            self.token = found[1] if found else self.token
            return Answer(response.status, text, dict(response.headers))


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path)
    school.config = replace(school.config, base_url="http://127.0.0.1")
    school.enrol()
    school.open()
    return school


@pytest.fixture
def sheet(school: School) -> str:
    """The path of a sheet with a request."""
    return f"/S/{school.declare([CLAIM]).declarations[-1].sheet_id}"


@pytest.fixture
def log() -> io.StringIO:
    """What the page logs."""
    stream = io.StringIO()
    logs.to(stream)
    return stream


@pytest.fixture
async def browsers(school: School, log: io.StringIO) -> AsyncIterator[Callable[[], Browser]]:
    """Opens browsers on one page; each has cookies of its own."""
    del log
    app = application(school.page, school.keys.page_key, SCHOOL, school.guides)
    async with AsyncExitStack() as stack:
        server = TestServer(app)
        await server.start_server(logger=logs.LOGGER)
        clients: list[Any] = [
            await stack.enter_async_context(TestClient(server, cookie_jar=CookieJar(unsafe=True)))
            for _ in range(3)
        ]
        rest = iter(clients)
        yield lambda: Browser(next(rest))


@pytest.fixture
def browser(browsers: Callable[[], Browser]) -> Browser:
    return browsers()


PERSONAL = (RECORD.name, RECORD.id_number, TAIL, RECORD.student_no, RECORD.birth_date)
"""What no page may hold without the factor, beside the claims."""
