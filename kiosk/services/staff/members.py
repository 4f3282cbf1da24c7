"""Who works at the desk: added and removed by events of its chain."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.errors import KioskError
from kiosk.keys.ssh import parse_ssh_key
from kiosk.model.events import Draft, Kind
from kiosk.model.staff import Role, Staff
from kiosk.rules.access import directory
from kiosk.services.ports import Clock, stamp
from store.contract import Store

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,31}", re.ASCII)


class BadStaffName(KioskError):
    """A name (``name``) is spelled with small letters, digits, ``_`` and ``-``."""

    text = "error.bad_staff_name"


class StaffNameTaken(KioskError):
    """Someone of this ``name`` is at the desk already."""

    text = "error.staff_name_taken"


class SshKeyTaken(KioskError):
    """The key is that of ``name``: one key a person."""

    text = "error.ssh_key_taken"


class ScopeNeeded(KioskError):
    """A registrar needs a college, a counselor a class; the others take none."""

    text = "error.scope_needed"


class NoSuchStaff(KioskError):
    """Nobody of this ``name`` works at the desk."""

    text = "error.no_such_staff"


@dataclass(frozen=True, slots=True)
class StaffBook:
    """The people of the desk."""

    store: Store
    clock: Clock

    def all(self) -> Mapping[str, Staff]:
        """Return everybody by name."""
        return directory(self.store.desk())

    def find(self, name: str) -> Staff:
        """Return one of them.

        Raises:
            NoSuchStaff: Nobody is called so.
        """
        found = self.all().get(name)
        if found is None:
            raise NoSuchStaff(name=name)
        return found

    def add(self, staff: Staff, actor: str) -> Staff:
        """Add somebody, and return them with the key as it is kept.

        Args:
            staff: With the key as its file holds it.
            actor: Who adds them.

        Raises:
            BadStaffName, StaffNameTaken, BadSshKey, SshKeyTaken, ScopeNeeded: As their names say.
        """
        if not _NAME.fullmatch(staff.name):
            raise BadStaffName(name=staff.name)
        key = parse_ssh_key(staff.key)
        known = self.all()
        if staff.name in known:
            raise StaffNameTaken(name=staff.name)
        for other in known.values():
            if other.key == key:
                raise SshKeyTaken(name=other.name)
        if not _scope_fits(staff):
            raise ScopeNeeded
        body = {
            "name": staff.name,
            "role": staff.role.value,
            "key": key,
            "colleges": list(staff.colleges),
            "classes": list(staff.classes),
        }
        self.store.append_desk([Draft(stamp(self.clock()), actor, Kind.STAFF_ADDED, body)])
        return self.find(staff.name)

    def remove(self, name: str, actor: str) -> None:
        """Let somebody's key open nothing any more; what they did stays told.

        Raises:
            NoSuchStaff: Nobody is called so.
        """
        self.find(name)
        draft = Draft(stamp(self.clock()), actor, Kind.STAFF_REMOVED, {"name": name})
        self.store.append_desk([draft])


def _scope_fits(staff: Staff) -> bool:
    match staff.role:
        case Role.LAB | Role.SCHOOL:
            return not staff.colleges and not staff.classes
        case Role.COUNSELOR:
            return bool(staff.classes)
        case Role.REGISTRAR:
            return bool(staff.colleges) and not staff.classes
