"""Whose sheets are meant: by 年级, college, major, class, state; which class a name means."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kiosk.errors import KioskError, UsageError
from kiosk.model.roll import State
from kiosk.model.student import Summary


class NoSuchClass(KioskError):
    """Nobody is in a class of the name ``name``."""

    text = "error.no_such_class"


class ManyClasses(UsageError):
    """The name ``name`` means several classes, of the ``majors`` told with their students."""

    text = "error.many_classes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Whose sheets are wanted; what is empty does not limit."""

    grade: str = ""
    college: str = ""
    major: str = ""
    class_name: str = ""
    state: State | None = None

    def takes(self, student: Summary) -> bool:
        """Tell whether a student belongs to the selection, whatever the state."""
        wanted = (self.grade, self.college, self.major, self.class_name)
        found = (student.grade, student.college, student.major, student.class_name)
        return not student.left and all(
            not want or want == have for want, have in zip(wanted, found, strict=True)
        )


def the_class(students: Iterable[Summary], wanted: Selection) -> Selection:
    """Return the selection with the college and the major of the one class that it means.

    A class may hold students of several 年级 (who repeats a year keeps the own), so only a 年级
    that was asked for limits it.

    Args:
        students: All there are.
        wanted: With the name of a class; college, major and 年级 make it exact.

    Raises:
        NoSuchClass: Nobody is in it.
        ManyClasses: The same name stands in several colleges or majors.
    """
    found = Counter((one.college, one.major) for one in students if wanted.takes(one))
    if not found:
        raise NoSuchClass(name=wanted.class_name)
    if len(found) > 1:
        counts = sorted(found.items())
        majors = "; ".join(f"{college} {major} ({n})" for (college, major), n in counts)
        raise ManyClasses(name=wanted.class_name, majors=majors)
    ((college, major),) = found
    return replace(wanted, college=college, major=major)
