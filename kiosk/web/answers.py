"""``/R/<code>`` and ``/S/<sheet id>``: shown to whoever scans, written to by who knows the PIN."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

from aiohttp import web

import assets
from assets import Lang
from kiosk.errors import KioskError, StoreError
from kiosk.model.record import PARTS
from kiosk.services.requests.errors import ClaimRefused
from kiosk.services.requests.page import Page, Visitor
from kiosk.services.requests.page_errors import PageLocked, TooMuchToday, WrongFactor, WrongPin
from kiosk.web.forms import ROWS, BadForm, NotFromHere, Sent, values
from kiosk.web.paint import Paint
from kiosk.web.session import LIFE, Sealer, Session
from kiosk.web.views import label, view
from kiosk.web.walls import Walls

_STATUS: Mapping[type[KioskError], HTTPStatus] = {
    PageLocked: HTTPStatus.TOO_MANY_REQUESTS,
    TooMuchToday: HTTPStatus.TOO_MANY_REQUESTS,
    WrongFactor: HTTPStatus.FORBIDDEN,
    WrongPin: HTTPStatus.FORBIDDEN,
}
"""Anything else was said wrongly: 422."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The handlers of sheets and requests."""

    page: Page
    paint: Paint
    walls: Walls
    sealer: Sealer

    def routes(self) -> Iterator[web.RouteDef]:
        """Yield the routes; codes come in either case."""
        for kind in ("R", "S"):
            path = f"/{{{kind}:[{kind}{kind.lower()}]}}/{{code}}"
            yield web.get(path, self._show)
            yield web.post(path, self._act)

    async def _show(self, request: web.Request) -> web.Response:
        return await self._painted(request, self._session(request))

    async def _act(self, request: web.Request) -> web.Response:
        """Do what a form asks for, then send the browser back to the page."""
        sent = await self._sent(request)
        act = self._acts().get(sent.get("act"))
        try:
            if act is None:
                raise BadForm
            if not self.sealer.from_own_form(sent.session, sent.get("token")):
                raise NotFromHere
            session = await act(sent)
        except StoreError:
            raise
        except KioskError as error:
            return await self._painted(request, sent.session, sent, error)
        lang = f"?lang={self.paint.lang(request)}" if "lang" in request.query else ""
        back = {"Location": f"./{request.rel_url.raw_name}{lang}"}
        answer = web.Response(status=HTTPStatus.SEE_OTHER, headers=back)
        self._give(answer, session)
        return answer

    def _acts(self) -> Mapping[str, Callable[[Sent], Awaitable[Session]]]:
        return {
            "open": self._open,
            "leave": self._leave,
            "write": self._write,
            "withdraw": self._withdraw,
            "file": self._file,
        }

    async def _open(self, sent: Sent) -> Session:
        student = await asyncio.to_thread(self.page.unlock, sent.visitor, sent.get("tail"))
        return self.sealer.new(self.page.subject(student))

    async def _leave(self, _sent: Sent) -> Session:
        return self.sealer.new()

    async def _write(self, sent: Sent) -> Session:
        await self._need_factor(sent)
        said = (sent.get("request"), sent.get("pin"), sent.get("text"))
        await asyncio.to_thread(self.page.write, sent.visitor, *said)
        return sent.session

    async def _withdraw(self, sent: Sent) -> Session:
        await self._need_factor(sent)
        parts = sent.parts()
        if not sent.get("sure") and not parts:
            raise BadForm
        said = (sent.get("request"), sent.get("pin"), parts)
        await asyncio.to_thread(self.page.withdraw, sent.visitor, *said)
        return sent.session

    async def _file(self, sent: Sent) -> Session:
        await self._need_factor(sent)
        try:
            visit = UUID(sent.get("visit"))
            claims = sent.claims()
        except ValueError as error:
            raise BadForm from error
        await asyncio.to_thread(self.page.file, sent.visitor, visit, sent.get("pin"), claims)
        return sent.session

    async def _need_factor(self, sent: Sent) -> None:
        student = (await asyncio.to_thread(self.page.look, sent.visitor.place)).student
        if student is None or sent.session.subject != self.page.subject(student):
            raise NotFromHere

    async def _sent(self, request: web.Request) -> Sent:
        return Sent(self._visitor(request), self._session(request), await values(request))

    def _visitor(self, request: web.Request) -> Visitor:
        return Visitor(request.match_info["code"], self.walls.address(request))

    async def _painted(
        self,
        request: web.Request,
        session: Session,
        sent: Sent | None = None,
        error: KioskError | None = None,
    ) -> web.Response:
        """Return the page as it is now; what was typed in vain stays in its form."""
        answer = await asyncio.to_thread(self._paint, request, session, sent, error)
        self._give(answer, session)
        return answer

    def _paint(
        self, request: web.Request, session: Session, sent: Sent | None, error: KioskError | None
    ) -> web.Response:
        seen = self.page.look(request.match_info["code"])
        student = seen.student
        known = student is not None and session.subject == self.page.subject(student)
        lang = self.paint.lang(request)
        shown: dict[str, Any] = {
            "view": view(seen, lang, partial(self.page.advice, lang=lang), known=known),
            "known": known,
            "contact": self.page.contact(student),
            "token": self.sealer.form_token(session),
            "visit": uuid4(),
            "labels": {one.value: label(one, lang) for one in PARTS if known},
            "rows": range(ROWS),
            "act": sent.get("act") if sent else "",
            "sent": sent.get if sent else _nothing,
            "error": _told(error, lang) if error else "",
        }
        return self.paint.page(request, "sheet.html", status=_status(error), **shown)

    def _session(self, request: web.Request) -> Session:
        return self.sealer.read(request.cookies.get(self._cookie, "")) or self.sealer.new()

    @property
    def _cookie(self) -> str:
        return "__Host-hedui" if self.paint.secure else "hedui"

    def _give(self, answer: web.Response, session: Session) -> None:
        """Have the browser keep a session."""
        answer.set_cookie(
            self._cookie,
            self.sealer.written(session),
            max_age=int(LIFE.total_seconds()),
            secure=self.paint.secure,
            httponly=True,
            samesite="Strict",
        )


def _status(error: KioskError | None) -> HTTPStatus:
    if error is None:
        return HTTPStatus.OK
    return _STATUS.get(type(error), HTTPStatus.UNPROCESSABLE_ENTITY)


def _told(error: KioskError, lang: Lang) -> str:
    """Return what is wrong, in words; of a claim, also which."""
    said = assets.say(lang, error.problem.text, **error.problem.values)
    return f"{label(error.part, lang)}: {said}" if isinstance(error, ClaimRefused) else said


def _nothing(_name: str) -> str:
    return ""
