"""The life of a correction request: one table of what may be done when, and by whom."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from kiosk.model.record import Part
from kiosk.model.request import Matter, Move, MoveKind, Request, RequestState


class Who(Enum):
    """Whose move it is."""

    STUDENT = "student"
    STAFF = "staff"
    ROSTER = "roster"
    """An import: the terminal is not CHSI's master."""


@dataclass(frozen=True, slots=True)
class Rule:
    """When a move may be made, and where it leads."""

    before: frozenset[RequestState]
    after: RequestState | None
    """None: the state stays."""
    by: frozenset[Who]
    words: bool = False
    """It must say why, or what."""


_S = RequestState
_ALL = frozenset(_S)
_OPEN = frozenset(state for state in _S if state.open)
_STUDENT, _STAFF, _ROSTER = (frozenset({who}) for who in Who)

MOVES: Mapping[MoveKind, Rule] = {
    MoveKind.TAKE: Rule(frozenset({_S.SUBMITTED}), _S.REVIEWING, _STAFF),
    MoveKind.ASK: Rule(frozenset({_S.REVIEWING}), _S.NEED_MATERIAL, _STAFF, words=True),
    MoveKind.SUPPLY: Rule(frozenset({_S.NEED_MATERIAL}), _S.REVIEWING, _STUDENT, words=True),
    MoveKind.FORWARD: Rule(frozenset({_S.REVIEWING}), _S.FORWARDED, _STAFF),
    MoveKind.ACCEPT: Rule(frozenset({_S.REVIEWING, _S.FORWARDED}), _S.AGREED, _STAFF),
    MoveKind.REJECT: Rule(_OPEN, _S.REFUSED, _STAFF, words=True),
    MoveKind.WITHDRAW: Rule(_OPEN, _S.WITHDRAWN, _STUDENT),
    MoveKind.REOPEN: Rule(
        frozenset({_S.NEED_MATERIAL, _S.FORWARDED, _S.AGREED, _S.REFUSED}),
        _S.REVIEWING,
        _STAFF,
        words=True,
    ),
    MoveKind.CORRECT: Rule(_OPEN, _S.CORRECTED, _ROSTER),
    MoveKind.DIFFER: Rule(_OPEN, None, _ROSTER),
    MoveKind.NOTE: Rule(_ALL, None, _STUDENT | _STAFF, words=True),
    MoveKind.RENEW_PIN: Rule(_ALL, None, _STUDENT | _STAFF),
}
"""The moves. Each moves one matter, several, or all that it can."""


def movable(request: Request, kind: MoveKind) -> tuple[Matter, ...]:
    """Return the matters that a move can be made with."""
    return tuple(one for one in request.matters if one.state in MOVES[kind].before)


def moved(request: Request, move: Move) -> Request:
    """Return a request after a move; a matter that it cannot be made with stays as it is.

    Args:
        request: As it stands.
        move: Without parts it is made with every matter.
    """
    matters = tuple(
        _matter_after(one, move.kind) if _meant(one, move.parts) else one for one in request.matters
    )
    return replace(request, matters=matters, moves=(*request.moves, move))


def _meant(matter: Matter, parts: Sequence[Part]) -> bool:
    return not parts or matter.part in parts


def _matter_after(matter: Matter, kind: MoveKind) -> Matter:
    rule = MOVES[kind]
    if matter.state not in rule.before:
        return matter
    if kind is MoveKind.DIFFER:
        return replace(matter, differs=True)
    return matter if rule.after is None else replace(matter, state=rule.after, differs=False)


def who(actor: str) -> Who:
    """Return whose move it is that an actor makes, as events name them."""
    return Who.STUDENT if actor == "student" else Who.STAFF


def possible(request: Request, by: Who) -> tuple[MoveKind, ...]:
    """Return what can be done with a request now, in the order of the table."""
    return tuple(kind for kind, rule in MOVES.items() if by in rule.by and movable(request, kind))


def acts_of_student(requests: Iterable[Request]) -> Iterator[str]:
    """Yield when the student filed these requests or made a move with one."""
    for request in requests:
        yield request.at
        yield from (one.at for one in request.moves if who(one.actor) is Who.STUDENT)


def since(request: Request) -> str:
    """Return when the request last came another step on; what does not move it does not count."""
    steps = [one.at for one in request.moves if MOVES[one.kind].after is not None]
    return steps[-1] if steps else request.at
