"""Forms as they come: small, of one kind, cleaned."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

from aiohttp import web

from kiosk.errors import KioskError
from kiosk.model.record import PARTS, Part, part
from kiosk.model.request import Claim
from kiosk.rules.text import clean
from kiosk.services.requests.page import Visitor
from kiosk.web.session import Session

ROWS = 3
"""Of the form for a new request."""
_KIND = "application/x-www-form-urlencoded"
_MOST_FIELDS = 30
"""Of the longest form, a request of every part to be withdrawn, and a few."""


class NotFromHere(KioskError):
    """A form that was not made for this session, or whose session is over."""

    text = "page.not_from_here"


class BadForm(KioskError):
    """A form without what this page's own forms hold."""

    text = "page.bad_form"


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it came, for whom it was made."""

    visitor: Visitor
    session: Session
    values: Mapping[str, str]

    def get(self, name: str) -> str:
        """Return a value, cleaned; empty if there is none."""
        return clean(self.values.get(name, ""))

    def parts(self) -> tuple[Part, ...]:
        """Return the matters that are ticked."""
        return tuple(one for one in PARTS if self.get(f"of_{one.value}"))

    def claims(self) -> tuple[Claim, ...]:
        """Return what a form for a new request claims.

        Raises:
            ValueError: A part that there is not, or the same one twice.
        """
        rows = [row for row in range(ROWS) if self.get(f"part{row}")]
        parts = [part(self.get(f"part{row}")) for row in rows]
        if len(set(parts)) != len(parts):
            raise ValueError("twice")
        said = (self.get(f"value{row}") for row in rows)
        return tuple(Claim(*one, self.get("why")) for one in zip(parts, said, strict=True))


async def values(request: web.Request) -> Mapping[str, str]:
    """Return what a form holds.

    Raises:
        web.HTTPException: It is too large, of another kind, packed wrongly, or has too many
            fields.
    """
    if request.content_type != _KIND:
        raise web.HTTPUnsupportedMediaType
    try:
        body = (await request.read()).decode("utf-8", "replace")
        found = parse_qs(body, max_num_fields=_MOST_FIELDS)
    except (web.RequestPayloadError, ValueError) as error:
        raise web.HTTPBadRequest from error
    return {name: some[0] for name, some in found.items()}
