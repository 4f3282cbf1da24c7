"""Who has which ID number or sheet."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from store import names
from store.postgres.link import Connection, Link
from store.postgres.writing import Batch

_STUDENTS_OF = "SELECT student_no FROM person WHERE id_hash = %s ORDER BY place"
_WHOLE = "SELECT student_no FROM sheet WHERE sheet_id = %s"
_SHORT = "SELECT student_no FROM sheet WHERE left(sheet_id, 8) = %s ORDER BY place LIMIT 1"
_PEOPLE = """
SELECT id_hash, array_agg(student_no ORDER BY place) FROM person
WHERE id_hash > %s GROUP BY id_hash ORDER BY id_hash LIMIT %s
"""
_SHEETS = """
SELECT sheet_id, student_no FROM sheet WHERE sheet_id > %s ORDER BY sheet_id LIMIT %s
"""
_PAGE = 5_000


class Index:
    """Finds student numbers by person (keyed hash of the ID number) and by sheet."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def students_of(self, id_hash: str) -> tuple[str, ...]:
        """Return a person's student numbers, in the order of writing."""
        found = self._link.again(lambda one: one.execute(_STUDENTS_OF, [id_hash]).fetchall())
        return tuple(number for (number,) in found)

    def student_of(self, sheet_id: str) -> str | None:
        """Return whose sheet it is, by the whole id or its first eight characters."""
        try:
            names.check_sheet_id(sheet_id)
        except ValueError:
            return None
        query = _WHOLE if len(sheet_id) > names.SHORT else _SHORT
        found = self._link.again(lambda one: one.execute(query, [sheet_id]).fetchone())
        return found[0] if found else None

    def people(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield every person's key and student numbers."""
        for key, numbers in self._all(_PEOPLE):
            yield key, tuple(numbers)

    def sheets(self) -> Iterator[tuple[str, str]]:
        """Yield every sheet's id and whose it is."""
        yield from self._all(_SHEETS)

    def adopt(
        self, people: Iterable[tuple[str, Sequence[str]]], sheets: Iterable[tuple[str, str]]
    ) -> None:
        """Write entries that are not there yet."""
        batch = Batch(
            people=[(key, number) for key, numbers in people for number in numbers],
            sheets=list(sheets),
        )
        self._link.again(batch.write)

    def _all(self, query: str) -> Iterator[tuple[Any, ...]]:
        last = ""

        def page(connection: Connection) -> list[tuple[Any, ...]]:
            return connection.execute(query, [last, _PAGE]).fetchall()

        while found := self._link.again(page):
            yield from found
            last = str(found[-1][0])
