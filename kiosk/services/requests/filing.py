"""更正申请: filed, found, listed, and moved along; each move is one durable, re-checked append."""

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from kiosk.model.events import Draft, Kind
from kiosk.model.record import Part
from kiosk.model.request import Claim, MoveKind, Request, RequestKind
from kiosk.model.student import Student
from kiosk.rules import code
from kiosk.rules.fold import fold
from kiosk.rules.proofs import DEFAULT
from kiosk.rules.text import clean, half_width
from kiosk.services.acts.appending import Acts, append, free_sheet_id
from kiosk.services.acts.declaring import claim_json, request_json, request_number
from kiosk.services.ports import Clock, Keys, stamp
from kiosk.services.requests.checks import Wish, claims_checked, parts_moved, words
from kiosk.services.requests.errors import NoSuchRequest
from kiosk.visit import Filed
from store.contract import Store

_PLACES = code.SHORT_CHARS + 1
"""Of a number without ``R-``: with the check character."""


@dataclass(frozen=True, slots=True)
class Requests:
    """The use cases of requests, for the desk, the page and the terminal."""

    store: Store
    keys: Keys
    clock: Clock
    province: str = DEFAULT
    """Whose rules say who decides (``kiosk.rules.proofs``)."""

    def find(self, number: str) -> tuple[Student, Request]:
        """Return a request and its student.

        Args:
            number: As typed: with or without ``R-`` and hyphens, in any case.

        Raises:
            NoSuchRequest: There is none of this number.
        """
        typed = half_width(number).upper().replace("-", "").replace(" ", "")
        try:
            head = code.parse_short(typed.removeprefix("R") if len(typed) > _PLACES else typed)
        except ValueError as error:
            raise NoSuchRequest(number=clean(number)) from error
        student_no = self.store.student_of(head)
        if student_no is not None:
            student = fold(student_no, self.store.events(student_no))
            request = student.request(request_number(head))
            if request is not None:
                return student, request
        raise NoSuchRequest(number=request_number(head))

    def move(
        self,
        number: str,
        kind: MoveKind,
        actor: str,
        *,
        parts: Sequence[Part] = (),
        text: str = "",
    ) -> Request:
        """Make a move, durable when this returns, and return the request after it.

        The file is read again if anybody wrote meanwhile, and the move checked anew.

        Args:
            number: Of the request.
            kind: What is done; ``renew_pin`` has a method of its own.
            actor: ``student`` or ``staff:NAME``; it says whose move it is.
            parts: The matters that are moved; none: all that can be.
            text: Reason, reply, note, or material in words; cleaned here.

        Raises:
            NoSuchRequest, MoveRefused, NotInRequest, BranchDecides, WordsNeeded, WordsTooLong,
                EnoughSaid: As their names say; nothing is written.
            StoreUnreachable: Nothing is known to be written.
        """
        return self._moved(number, Wish(kind, actor, tuple(parts), words(kind, text)))

    def renew_pin(self, number: str, actor: str) -> str:
        """Return a new PIN for a request; the one before is worth nothing any more.

        Raises:
            NoSuchRequest, EnoughSaid, StoreUnreachable: As in ``move``.
        """
        pin = new_pin()
        self._moved(number, Wish(MoveKind.RENEW_PIN, actor, pin=pin))
        return pin

    def check_pin(self, number: str, pin: str) -> bool:
        """Tell whether a PIN is that of the request, in constant time.

        Raises:
            NoSuchRequest: There is none of this number.
        """
        _, request = self.find(number)
        given = self.keys.pin_hash(request.number, half_width(pin).replace(" ", ""))
        return hmac.compare_digest(given, request.pin_hash)

    def open(
        self, student_no: str, claims: Sequence[Claim], visit: UUID, *, pin: str, actor: str
    ) -> Filed:
        """File a request without a declaration; durable when this returns.

        The same visit again returns the first request.

        Args:
            student_no: Whose record is wrong.
            claims: As typed; a part once.
            visit: UUID of this act alone.
            pin: Six digits, told to the student once.
            actor: ``student`` or ``staff:NAME``.

        Raises:
            NoSuchStudent, NothingClaimed, EnoughAsked, ClaimRefused, AlreadyAsked: As their
                names say.
            StoreUnreachable: Nothing is known to be written; the same call again is safe.
        """

        def build(now: Student) -> Acts:
            said = claims_checked(now, claims)
            sheet_id = free_sheet_id(self.store)
            body = request_json(sheet_id, pin, self.keys) | {
                "kind": RequestKind.FIELDS.value,
                "visit": str(visit),
                "claims": [claim_json(now, one) for one in said],
            }
            draft = Draft(stamp(self.clock()), actor, Kind.REQUEST_OPENED, body)
            return Acts((draft,), sheet_id)

        def mine(now: Student) -> Request | None:
            filed = (one for one in now.requests if one.kind is RequestKind.FIELDS)
            return next((one for one in filed if one.visit == str(visit)), None)

        request = append(self.store, student_no, build, mine)
        return Filed(request.number, pin)

    def _moved(self, number: str, wish: Wish) -> Request:
        """Append a move; which matters it moves is decided by the request as it is then."""
        seen, request = self.find(number)
        at = stamp(self.clock())
        pin_hash = self.keys.pin_hash(request.number, wish.pin) if wish.pin else ""

        def build(now: Student) -> Acts:
            one = _of(now, request.number)
            body = {
                "number": one.number,
                "move": wish.kind.value,
                "parts": [part.value for part in parts_moved(one, wish, self.province)],
                "text": wish.text,
            }
            body |= {"pin_hash": pin_hash} if pin_hash else {}
            return Acts((Draft(at, wish.actor, Kind.REQUEST_MOVED, body),))

        def mine(now: Student) -> Request | None:
            one = _of(now, request.number)
            wanted = wish.kind, wish.actor, wish.text, at
            done = any(
                (move.kind, move.actor, move.text, move.at) == wanted
                for move in one.moves
                if move.seq > seen.rev
            )
            return one if done and pin_hash in {"", one.pin_hash} else None

        return append(self.store, seen.student_no, build, mine)


def _of(student: Student, number: str) -> Request:
    request = student.request(number)
    if request is None:
        raise NoSuchRequest(number=number)
    return request


def new_pin() -> str:
    """Return six random digits."""
    return f"{secrets.randbelow(10**6):06}"
