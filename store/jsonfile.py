"""One JSON file of tables, read whole and replaced whole."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kiosk.errors import StoreDamaged
from kiosk.rules import chain
from store.files import Files

if TYPE_CHECKING:
    from store.reading import Stamp

Tables = dict[str, dict[str, dict[str, Any]]]
"""What TinyDB keeps in a storage: table, id, document."""


_LONGEST_ID = 18
"""Digits."""
_FIRST = tuple(map(str, range(1, 257)))
"""The ids of nearly every table: to compare them costs less than to count."""


class JsonFile:
    """Tables of documents as compact JSON in UTF-8, not escaped: ``jq`` and eyes can read it."""

    def __init__(self, files: Files, name: str) -> None:
        """Use the file of that name; it need not be there."""
        self._files = files
        self._name = name
        self._data = b""
        self.stamp: Stamp | None = None
        """Of the file as it was read; nothing if there was none."""

    def read(self) -> Tables | None:
        """Return the tables, or nothing if there is no file.

        Raises:
            StoreDamaged: The file is no JSON, or no tables of documents.
        """
        found = self._files.read(self._name)
        if found is None:
            return None
        self._data, self.stamp = found.data, found.stamp
        try:
            tables = json.loads(found.data.decode())
        except UnicodeDecodeError as error:
            raise self._broken(error.start) from error
        except json.JSONDecodeError as error:
            raise self._broken(len(error.doc[: error.pos].encode())) from error
        except (ValueError, RecursionError) as error:
            raise self._damaged(0) from error
        return self._checked(tables, escaped=b"\\" in found.data)

    def _checked(self, tables: Any, *, escaped: bool) -> Tables:
        """Return what was read if it is tables, and of texts that can be written again.

        Args:
            tables: Anything.
            escaped: There may be a text in it that only an escape can spell.
        """
        if not isinstance(tables, dict) or (escaped and not all(map(chain.is_stable, tables))):
            raise self._damaged(0)
        for table, rows in tables.items():
            if not isinstance(rows, dict):
                raise self.damaged(table)
            odd = _first_odd(rows)
            if odd is None and escaped:
                unstable = (int(id_) for id_, row in rows.items() if not chain.is_stable(row))
                odd = next(unstable, None)
            if odd is not None:
                raise self.damaged(table, odd)
        return tables

    def write(self, tables: Mapping[str, Any]) -> None:
        """Replace the file, or remove it if no table is left; its folder is not synced yet."""
        if not tables:
            self._files.remove(self._name)
            return
        text = json.dumps(tables, ensure_ascii=False, separators=(",", ":"))
        self._files.replace(self._name, text.encode())

    def damaged(self, table: str, row: int = 0) -> StoreDamaged:
        """Return the error that names the file and the byte at which a table begins."""
        offset = self._data.find(json.dumps(table, ensure_ascii=False).encode())
        return self._damaged(offset, table, row)

    def _broken(self, offset: int) -> StoreDamaged:
        """Return the error of a file that breaks off at a byte, with the row that it is in."""
        return self._damaged(offset, *_reached(self._data[:offset].decode(errors="ignore")))

    def _damaged(self, offset: int, table: str = "", row: int = 0) -> StoreDamaged:
        return StoreDamaged(owner=table, seq=row, file=self._name, offset=str(max(0, offset)))


def _first_odd(rows: Mapping[str, Any]) -> int | None:
    """Return the first id under which no document stands, if any; ids count on by one."""
    if tuple(rows) == _FIRST[: len(rows)] and set(map(type, rows.values())) <= {dict}:
        return None
    first = next(iter(rows), "1")
    if not (first.isdecimal() and len(first) <= _LONGEST_ID):
        return 0
    for id_, (key, row) in enumerate(rows.items(), int(first)):
        if key != str(id_) or not isinstance(row, dict):
            return id_
    return None


def _reached(text: str) -> tuple[str, int]:
    """Return the table and the row in which a text of tables breaks off."""
    decoder = json.JSONDecoder()
    table, row, at = "", 0, 1
    try:
        while True:
            table, at = decoder.raw_decode(text, at)
            at += 1
            while text[at] != "}":
                key, at = decoder.raw_decode(text, at + 1)
                row = int(key)
                _, at = decoder.raw_decode(text, at + 1)
            table, row, at = "", 0, at + 2
    except (IndexError, TypeError, ValueError, RecursionError):
        return str(table), row
