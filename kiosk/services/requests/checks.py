"""What is looked at before a request is filed or moved."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.errors import Problem
from kiosk.model.record import PARTS, Part
from kiosk.model.request import Claim, Matter, MoveKind, Request
from kiosk.model.student import Student
from kiosk.rules.claims import checked
from kiosk.rules.proofs import Decider, decider
from kiosk.rules.requests import MOVES, Who, movable, possible, who
from kiosk.rules.text import clean
from kiosk.services.requests.errors import (
    AlreadyAsked,
    BranchDecides,
    ClaimRefused,
    EnoughAsked,
    EnoughSaid,
    MoveRefused,
    NothingClaimed,
    NotInRequest,
    WordsNeeded,
    WordsTooLong,
)

LONGEST_TEXT = 500
"""Characters of a note, a reply, or material in words."""
MOST_BY_STUDENT = 60
"""Moves that a student may make with one request: it shall not grow without end."""
MOST_REQUESTS = 30
"""Requests that one enrolment may have, those of its sheets among them."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A move to be made, as it was asked for."""

    kind: MoveKind
    actor: str
    parts: tuple[Part, ...] = ()
    text: str = ""
    pin: str = ""


def words(kind: MoveKind, text: str) -> str:
    """Return what is said with a move, cleaned.

    Raises:
        WordsNeeded, WordsTooLong: As their names say.
    """
    said = clean(text)
    if MOVES[kind].words and not said:
        raise WordsNeeded
    if len(said) > LONGEST_TEXT:
        raise WordsTooLong(longest=str(LONGEST_TEXT), length=str(len(said)))
    return said


def parts_moved(request: Request, wish: Wish, province: str) -> tuple[Part, ...]:
    """Return the matters that a move is made with; none: the request as a whole.

    Args:
        request: As it stands.
        wish: Its named parts must all be such that it can be made with them.
        province: Whose rules say who decides.

    Raises:
        MoveRefused, NotInRequest, BranchDecides, EnoughSaid: As their names say.
    """
    by = who(wish.actor)
    if by is Who.STUDENT and _moves_of(request, by) >= MOST_BY_STUDENT:
        raise EnoughSaid(most=str(MOST_BY_STUDENT))
    can = movable(request, wish.kind)
    meant = _meant(request, wish.parts) if wish.parts else can
    stuck = next((one for one in meant if one not in can), None)
    if by not in MOVES[wish.kind].by or stuck is not None or not meant:
        state = stuck.state if stuck else request.state
        raise MoveRefused(request.number, state, by)
    if wish.kind is MoveKind.FORWARD:
        meant = _forwarded(meant, province, named=bool(wish.parts))
    if not wish.parts and MOVES[wish.kind].after is None:
        return ()
    return tuple(one.part for one in meant if one.part is not None)


def _forwarded(matters: Sequence[Matter], province: str, *, named: bool) -> tuple[Matter, ...]:
    """Return the matters that the province decides; a missing enrolment is one of them."""
    up = tuple(
        one
        for one in matters
        if one.part is None or decider(one.part, province) is Decider.PROVINCE
    )
    if not up or (named and len(up) < len(matters)):
        raise BranchDecides
    return up


def _moves_of(request: Request, by: Who) -> int:
    return sum(who(move.actor) is by for move in request.moves)


def _meant(request: Request, parts: Sequence[Part]) -> tuple[Matter, ...]:
    found = tuple(one for one in request.matters if one.part in parts)
    if len(found) < len(set(parts)):
        raise NotInRequest(number=request.number)
    return found


def offered(request: Request, province: str) -> tuple[MoveKind, ...]:
    """Return what staff can do with a request now; nothing goes up that the branch decides."""
    kinds = possible(request, Who.STAFF)
    up = any(
        one.part is None or decider(one.part, province) is Decider.PROVINCE
        for one in movable(request, MoveKind.FORWARD)
    )
    return tuple(one for one in kinds if up or one is not MoveKind.FORWARD)


def claims_checked(student: Student, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return claims in the order of the form, each as the record would hold it.

    Raises:
        NothingClaimed, EnoughAsked, AlreadyAsked, ClaimRefused: As their names say.
    """
    if not claims:
        raise NothingClaimed
    if len(student.requests) >= MOST_REQUESTS:
        raise EnoughAsked(most=str(MOST_REQUESTS))
    asked = {
        matter.part: request.number
        for request in student.requests
        for matter in request.matters
        if matter.state.open
    }
    said: list[Claim] = []
    for claim in sorted(claims, key=lambda one: PARTS.index(one.part)):
        if claim.part in asked:
            raise AlreadyAsked(number=asked[claim.part])
        one = checked(student.record, claim)
        if isinstance(one, Problem):
            raise ClaimRefused(claim.part, one)
        said.append(one)
    return tuple(said)
