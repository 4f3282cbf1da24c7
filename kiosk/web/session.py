"""Sessions in signed cookies and tokens in forms; neither holds anything personal."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import timedelta

from kiosk.services.ports import Clock

LIFE = timedelta(minutes=15)
_NONCE = 12


@dataclass(frozen=True, slots=True)
class Session:
    """One browser, for a quarter of an hour."""

    nonce: str
    """Random, in hex."""
    until: int
    """Unix time at which it is over."""
    subject: str = ""
    """Whose values may be seen (``Page.subject``); empty: nobody's."""


@dataclass(frozen=True, slots=True)
class Sealer:
    """Makes sessions and believes only its own."""

    key: bytes = field(repr=False)
    clock: Clock

    def new(self, subject: str = "") -> Session:
        """Return a session that begins now."""
        until = int((self.clock() + LIFE).timestamp())
        return Session(secrets.token_hex(_NONCE), until, subject)

    def written(self, session: Session) -> str:
        """Return what the cookie holds."""
        said = f"{session.nonce}.{session.until}.{session.subject}"
        return f"{said}.{self._mac('session', said)}"

    def read(self, cookie: str) -> Session | None:
        """Return the session that a cookie holds; nothing if it is over or not ours."""
        if not cookie.isascii():
            return None
        said, _, mac = cookie.rpartition(".")
        if not hmac.compare_digest(mac.encode(), self._mac("session", said).encode()):
            return None
        nonce, until, subject = said.split(".")
        if int(until) <= self.clock().timestamp():
            return None
        return Session(nonce, int(until), subject)

    def form_token(self, session: Session) -> str:
        """Return what each form carries, so that no other site can send one."""
        return self._mac("form", session.nonce)

    def from_own_form(self, session: Session, token: str) -> bool:
        """Tell whether a form was made for this session."""
        return hmac.compare_digest(token.encode(), self.form_token(session).encode())

    def _mac(self, what: str, said: str) -> str:
        return hmac.digest(self.key, f"{what}\n{said}".encode(), hashlib.sha256).hex()
