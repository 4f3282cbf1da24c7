"""Who has which ID number or sheet: written before the event, so that none is ever missing."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from store import layout, names
from store.shards import Shard, Shards

_OWNER = "student_no"


class Index:
    """Finds student numbers by person (keyed hash of the ID number) and by sheet.

    One table for each key. An entry whose event was never written is harmless: whoever asks
    confirms against the chain.
    """

    def __init__(self, shards: Shards) -> None:
        self._shards = shards

    def students_of(self, id_hash: str) -> tuple[str, ...]:
        """Return a person's student numbers, in the order of writing."""
        return _owners(self._shards.read(layout.person(id_hash)), id_hash)

    def student_of(self, sheet_id: str) -> str | None:
        """Return whose sheet it is, by the whole id or its first eight characters."""
        try:
            name = layout.sheet(sheet_id)
        except ValueError:
            return None
        shard = self._shards.read(name)
        whole = len(sheet_id) > names.SHORT
        for table in (sheet_id,) if whole else shard.tables():
            if table.startswith(sheet_id):
                for owner in _owners(shard, table):
                    return owner
        return None

    def people(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield every person's key and student numbers."""
        yield from self._all(layout.PEOPLE)

    def sheets(self) -> Iterator[tuple[str, str]]:
        """Yield every sheet's id and whose it is."""
        for sheet_id, owners in self._all(layout.SHEETS):
            for owner in owners[:1]:
                yield sheet_id, owner

    def _all(self, folder: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        place = layout.person if folder == layout.PEOPLE else layout.sheet
        for name in self._shards.names(folder):
            shard = self._shards.read(name)
            for key in shard.tables():
                if not _stands(place, key, name):
                    raise shard.damaged(key)
                yield key, _owners(shard, key)

    def add_person(self, id_hash: str, student_no: str) -> None:
        """Add one entry durably, unless it is there."""
        self._add(layout.person(id_hash), {id_hash: [student_no]}, sync=True)

    def add_sheet(self, sheet_id: str, student_no: str) -> None:
        """Add one entry durably, unless it is there."""
        self._add(layout.sheet(sheet_id), {sheet_id: [student_no]}, sync=True)

    def add_many(
        self, people: Iterable[tuple[str, str]], sheets: Iterable[tuple[str, str]]
    ) -> None:
        """Add many entries of key and student number durably, each file written once."""
        files: dict[str, dict[str, list[str]]] = {}
        for place, entries in ((layout.person, people), (layout.sheet, sheets)):
            for key, student_no in entries:
                files.setdefault(place(key), {}).setdefault(key, []).append(student_no)
        for name, keys in files.items():
            self._add(name, keys, sync=False)
        self._shards.settle(layout.PEOPLE)
        self._shards.settle(layout.SHEETS)

    def forget(self, student_no: str, people: Iterable[str], sheets: Iterable[str]) -> None:
        """Remove durably what leads from these keys to a student; what is not there is no error."""
        for name, key in (
            *((layout.person(key), key) for key in people),
            *((layout.sheet(key), key) for key in sheets),
        ):
            with self._shards.work(name) as shard:
                rest = [one for one in _owners(shard, key) if one != student_no]
                shard.drop(key)
                if rest:
                    shard.add(key, {id_: {_OWNER: one} for id_, one in enumerate(rest, 1)})

    def _add(self, name: str, keys: Mapping[str, Iterable[str]], *, sync: bool) -> None:
        with self._shards.work(name, sync=sync) as shard:
            for key, numbers in keys.items():
                known = _owners(shard, key)
                new = [number for number in dict.fromkeys(numbers) if number not in known]
                if new:
                    rows = enumerate(new, len(known) + 1)
                    shard.add(key, {id_: {_OWNER: number} for id_, number in rows})


def _stands(place: Callable[[str], str], key: str, name: str) -> bool:
    """Tell whether a file is the one in which a key is looked for."""
    try:
        return place(key) == name
    except ValueError:
        return False


def _owners(shard: Shard, key: str) -> tuple[str, ...]:
    try:
        owners = tuple(row[_OWNER] for row in shard.rows(key))
        for one in owners:
            names.check_number(one)
    except (KeyError, TypeError, ValueError) as error:
        raise shard.damaged(key) from error
    return owners
