"""Who works at the desk: a name, a key, a role and its scope."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What someone is at the school."""

    LAB = "lab"
    """机房管理员: keeps terminals running, sees no records."""
    COUNSELOR = "counselor"
    """辅导员: own classes, ID numbers masked."""
    REGISTRAR = "registrar"
    """分院学籍管理员: own college."""
    SCHOOL = "school"
    """学校学籍管理员: everything."""


@dataclass(frozen=True, slots=True)
class Staff:
    """One person at the desk, told by the SSH key."""

    name: str
    """``[a-z][a-z0-9_-]{0,31}``: as events call them."""
    role: Role
    key: str
    """Public SSH key: its type and base64, no comment."""
    colleges: tuple[str, ...] = ()
    """Of a registrar, whose; of a counselor, where the classes are if the names stand twice."""
    classes: tuple[str, ...] = ()
    """Of a counselor."""

    @property
    def actor(self) -> str:
        """As events name who acted."""
        return f"staff:{self.name}"
