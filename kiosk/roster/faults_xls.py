"""The errors of formulas in an xls workbook, which calamine reads as empty cells.

Sources: MS-CFB (compound file), MS-XLS 2.4.24 BoolErr, 2.4.127 Formula, 2.4.28 BoundSheet8.
"""

import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.roster.errors import UnreadableRoster

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins."""

_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_FORMULA, _END, _BOUND_SHEET, _BOOL_ERR = 0x0006, 0x000A, 0x0085, 0x0205
_LAST_SECTOR = 0xFFFFFFFA
_ENTRY = 128
_STREAM = 2
_ERROR_RESULT = 2


@dataclass(frozen=True, slots=True)
class _Compound:
    """A file of files: chains of sectors.

    Streams under 4 KB are kept otherwise and not read: no spreadsheet writes so small a workbook.
    """

    data: bytes

    def _number(self, at: int) -> int:
        return int.from_bytes(self.data[at : at + 4], "little")

    @property
    def _size(self) -> int:
        return 1 << int.from_bytes(self.data[30:32], "little")

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self.data[start : start + self._size]

    def _table(self) -> tuple[int, ...]:
        """Return which sector follows each sector."""
        sectors = list(struct.unpack_from("<109I", self.data, 76))
        more = self._number(68)
        for _ in range(min(self._number(72), len(self.data) // self._size)):
            *listed, more = struct.unpack(f"<{self._size // 4}I", self._sector(more))
            sectors += listed
        table = b"".join(self._sector(one) for one in sectors if one < _LAST_SECTOR)
        return struct.unpack(f"<{len(table) // 4}I", table)

    def stream(self, names: frozenset[str]) -> bytes:
        """Return the bytes of the first stream of one of these names; empty without any.

        Raises:
            IndexError, struct.error: The file is torn.
        """
        table = self._table()
        folder = _joined(self._sector, table, self._number(48))
        for at in range(0, len(folder), _ENTRY):
            entry = folder[at : at + _ENTRY]
            length = int.from_bytes(entry[64:66], "little")
            name = entry[: max(0, length - 2)].decode("utf-16-le", "replace")
            if entry[66] != _STREAM or name not in names:
                continue
            start, size = struct.unpack_from("<II", entry, 116)
            found = _joined(self._sector, table, start)
            if len(found) < size or size < self._number(56):
                raise IndexError("torn")
            return found[:size]
        return b""


def _joined(sector: Callable[[int], bytes], follows: Sequence[int], first: int) -> bytes:
    parts: list[bytes] = []
    while first < _LAST_SECTOR and len(parts) <= len(follows):
        parts.append(sector(first))
        first = follows[first]
    return b"".join(parts)


def xls_faults(path: Path) -> Mapping[str, Mapping[tuple[int, int], str]]:
    """Return what cells with errors show, by sheet, then by row from 1 and column from 0.

    A compound file that is no workbook (an xlsx with a password is one) gives nothing.

    Raises:
        UnreadableRoster: The file is torn.
    """
    try:
        book = _Compound(path.read_bytes()).stream(frozenset({"Workbook", "Book"}))
        return {name: dict(_sheet(book, at)) for name, at in _sheets(book)}
    except (struct.error, IndexError) as error:
        raise UnreadableRoster(file=path.name) from error


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield kind and content of the records of a substream."""
    while at + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, at)
        yield kind, book[at + 4 : at + 4 + size]
        if kind == _END:
            return
        at += 4 + size


def _sheets(book: bytes) -> Iterator[tuple[str, int]]:
    for kind, content in _records(book, 0):
        if kind == _BOUND_SHEET:
            wide = content[7] & 1
            encoding = "utf-16-le" if wide else "latin-1"
            name = content[8 : 8 + content[6] * (1 + wide)].decode(encoding, "replace")
            yield name, int.from_bytes(content[:4], "little")


def _sheet(book: bytes, at: int) -> Iterator[tuple[tuple[int, int], str]]:
    for kind, content in _records(book, at):
        if kind == _BOOL_ERR and content[7]:
            code = content[6]
        elif kind == _FORMULA and content[12:14] == b"\xff\xff" and content[6] == _ERROR_RESULT:
            code = content[8]
        else:
            continue
        row, column = struct.unpack_from("<HH", content)
        yield (row + 1, column), _ERRORS.get(code, "#N/A")
