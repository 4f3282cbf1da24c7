"""Names that do not come out right: what no font prints, and what stands in for a character."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kiosk.errors import Problem
from kiosk.rules import pile, values
from store.contract import Store


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A student whose name a registrar should look at."""

    student_no: str
    name: str
    problem: Problem
    characters: tuple[str, ...]
    """What is wrong in it, each once; empty if there is no name at all."""


def doubtful(store: Store, unprintable: Callable[[str], tuple[str, ...]]) -> Iterator[Doubtful]:
    """Yield the students whose names carry a placeholder, private use, or what no font has.

    Args:
        store: All who have not left are looked at, in the order of the pile.
        unprintable: Returns the characters of a text that no font prints.
    """
    students = (one for one in store.summaries() if not one.left)
    for student in sorted(students, key=pile.place):
        problem = values.name_doubt(student.name)
        if problem:
            characters = values.doubtful(student.name)
            yield Doubtful(student.student_no, student.name, problem, characters)
            continue
        missing = unprintable(student.name)
        if missing:
            problem = Problem("problem.no_glyph")
            yield Doubtful(student.student_no, student.name, problem, missing)
