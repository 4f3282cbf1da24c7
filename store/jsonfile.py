"""One JSON file of tables, read whole and replaced whole."""

import json
from collections.abc import Mapping
from typing import Any

from kiosk.errors import StoreDamaged
from store.files import Files, Stamp

Tables = dict[str, dict[str, dict[str, Any]]]
"""What TinyDB keeps in a storage: table, id, document."""


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
            tables = json.loads(found.data)
        except json.JSONDecodeError as error:
            raise self._damaged(len(error.doc[: error.pos].encode())) from error
        except UnicodeDecodeError as error:
            raise self._damaged(error.start) from error
        except RecursionError as error:
            raise self._damaged(0) from error
        return self._checked(tables)

    def _checked(self, tables: Any) -> Tables:
        if not isinstance(tables, dict):
            raise self._damaged(0)
        for table, rows in tables.items():
            if not isinstance(rows, dict) or not all(
                key.isdecimal() and isinstance(row, dict) for key, row in rows.items()
            ):
                raise self.damaged(table)
        return tables

    def write(self, tables: Mapping[str, Any]) -> None:
        """Replace the file; its folder is not synced yet."""
        text = json.dumps(tables, ensure_ascii=False, separators=(",", ":"))
        self._files.replace(self._name, text.encode())

    def damaged(self, table: str) -> StoreDamaged:
        """Return the error that names the file and the byte at which a table begins."""
        return self._damaged(self._data.find(json.dumps(table, ensure_ascii=False).encode()))

    def _damaged(self, offset: int) -> StoreDamaged:
        return StoreDamaged(file=self._name, offset=str(max(0, offset)))
