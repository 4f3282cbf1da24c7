"""Who may what: the table of roles, and what lies in whose scope."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from kiosk.model.events import Event, Kind
from kiosk.model.staff import Role, Staff

_COUNSELOR = frozenset(
    {
        Kind.DECLARED,
        Kind.REQUEST_OPENED,
        Kind.CHANGE_CONFIRMED,
        Kind.HANDED_IN,
        Kind.HANDED_BACK,
        Kind.EXCUSED,
        Kind.HANDED_OVER,
    }
)
_REGISTRAR = _COUNSELOR | {
    Kind.ADDED,
    Kind.DROPPED,
    Kind.PACKED,
    Kind.PRINTED,
    Kind.REQUEST_MOVED,
    Kind.SEEN,
    Kind.UNLOCKED,
}

MAY_WRITE: Mapping[Role, frozenset[Kind]] = {
    Role.LAB: frozenset(),
    Role.COUNSELOR: _COUNSELOR,
    Role.REGISTRAR: _REGISTRAR,
    Role.SCHOOL: frozenset(Kind),
}
"""What may happen by whose hand; that somebody looked, or was refused, is always noted."""

_BY_LAB = frozenset({"desk", "doctor", "terminals"})
_BY_COUNSELOR = _BY_LAB | {
    "declare",
    "excuse",
    "guide",
    "handin",
    "handover",
    "progress",
    "round list",
    "student",
    "verify",
}
_BY_REGISTRAR = _BY_COUNSELOR | {
    "add",
    "log",
    "names",
    "pack",
    "queue drop",
    "queue list",
    "queue print",
    "request",
    "requests",
    "sheet",
    "unlock",
}

MAY_RUN: Mapping[Role, frozenset[str]] = {
    Role.LAB: _BY_LAB,
    Role.COUNSELOR: _BY_COUNSELOR,
    Role.REGISTRAR: _BY_REGISTRAR,
    Role.SCHOOL: _BY_REGISTRAR
    | {
        "backup",
        "import",
        "key list",
        "retention",
        "round close",
        "round open",
        "seal",
        "staff add",
        "staff list",
        "staff remove",
    },
}
"""Commands by the names that are typed over SSH; all others run at the machine itself alone."""

FORGETS_TERMINALS = frozenset({Role.LAB, Role.SCHOOL})
"""Whose it is that a terminal was sold or renamed."""

SEES_ID_NUMBERS = frozenset({Role.REGISTRAR, Role.SCHOOL})


class Placed(Protocol):
    """Whatever stands in a class of a college: a record, or a summary."""

    @property
    def college(self) -> str:
        """分院."""

    @property
    def class_name(self) -> str:
        """班级."""


def sees(staff: Staff, one: Placed) -> bool:
    """Tell whether a student is in somebody's scope."""
    match staff.role:
        case Role.LAB:
            return False
        case Role.COUNSELOR:
            here = not staff.colleges or one.college in staff.colleges
            return here and one.class_name in staff.classes
        case Role.REGISTRAR:
            return one.college in staff.colleges
        case Role.SCHOOL:
            return True


def who_may_write(kinds: Iterable[Kind]) -> Role:
    """Return the least role whose holders may write all of these."""
    wanted = frozenset(kinds)
    return next(role for role in Role if wanted <= MAY_WRITE[role])


def who_may_run(command: str) -> Role | None:
    """Return the least role whose holders may run a command over SSH; none: nobody may."""
    return next((role for role in Role if command in MAY_RUN[role]), None)


def who_sees(staff: Staff) -> Role:
    """Return who sees what somebody of this role does not: the registrar of the college, at least.

    Of a registrar, and of whoever is no teacher, it is the school's own.
    """
    return Role.REGISTRAR if staff.role is Role.COUNSELOR else Role.SCHOOL


def directory(events: Iterable[Event], *before: Staff | None) -> Mapping[str, Staff]:
    """Return who works at the desk by name, folded from its chain.

    Args:
        events: The chain, or what was written to it since it was folded last.
        before: Who worked there before these events.
    """
    found = {one.name: one for one in before if one is not None}
    for event in events:
        body = event.body
        if event.kind is Kind.STAFF_ADDED:
            found[body["name"]] = Staff(
                body["name"],
                Role(body["role"]),
                body["key"],
                tuple(body["colleges"]),
                tuple(body["classes"]),
            )
        elif event.kind is Kind.STAFF_REMOVED:
            found.pop(body["name"], None)
    return found
