"""Where a workbook holds the error of a formula, or a formula that was never calculated.

Calamine reads both as empty cells (python-calamine, issue 105); an empty cell erases a value, so
they are looked for in the file itself. Sources: ECMA-376 part 1, 18.3.1.4; OpenDocument 1.3.
"""

import html
import posixpath
import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from kiosk.roster.errors import TooLarge, UnreadableRoster
from kiosk.roster.faults_xls import MAGIC, xls_faults

Faults = Mapping[str, Mapping[tuple[int, int], str]]
"""What each sheet's cells show, by row from 1 and column from 0."""

_LARGEST = 2**30
_CHUNK = 2**20
_NEVER_CALCULATED = "=…"
_XLSX_FAULT = re.compile(
    rb"<(?:\w+:)?c\b(?P<cell>[^>]*)>\s*"
    rb"(?P<formula><(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)\s*)?"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>(?P<shown>[^<]*)</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]+)"')
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ODS_TOKEN = re.compile(
    rb"<table:table(?=[\s>])[^>]*>|<table:table-row\b[^>]*>"
    rb"|(<table:(?:covered-)?table-cell\b[^>]*?)(/)?>(?:(?<!/>)(.*?)</table:table-cell>)?",
    re.DOTALL,
)
_TAGS = re.compile(rb"<[^>]*>")


def faults(path: Path) -> Faults:
    """Return the cells of a workbook that show an error.

    Raises:
        UnreadableRoster: The file is torn.
        TooLarge: Unpacked, it would fill the memory.
    """
    with path.open("rb") as file:
        magic = file.read(len(MAGIC))
    if magic == MAGIC:
        return xls_faults(path)
    try:
        with ZipFile(path) as archive:
            if sum(one.file_size for one in archive.infolist()) > _LARGEST:
                raise TooLarge(file=path.name)
            if "content.xml" in archive.namelist():
                return _ods(archive.read("content.xml"))
            return {name: dict(_xlsx(archive, part)) for name, part in _parts(archive)}
    except (BadZipFile, KeyError, EOFError, NotImplementedError, zlib.error) as error:
        raise UnreadableRoster(file=path.name) from error


def _attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"[\s:]" + name + rb'="([^"]*)"', tag)
    return html.unescape(found[1].decode("utf-8", "replace")) if found else ""


def _parts(archive: ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the names of the sheets with their files in the archive."""
    relations = archive.read("xl/_rels/workbook.xml.rels")
    targets = {
        _attribute(tag, b"Id"): _attribute(tag, b"Target") for tag in _RELATION.findall(relations)
    }
    files = set(archive.namelist())
    for tag in _SHEET.findall(archive.read("xl/workbook.xml")):
        part = posixpath.join("/xl", targets.get(_attribute(tag, b"id"), "")).lstrip("/")
        if part in files:
            yield _attribute(tag, b"name"), part


def _xlsx(archive: ZipFile, part: str) -> Iterator[tuple[tuple[int, int], str]]:
    rest = b""
    with archive.open(part) as sheet:
        while chunk := sheet.read(_CHUNK):
            rest += chunk
            end = rest.rfind(b"row>") + 1
            yield from _xlsx_cells(rest[:end])
            rest = rest[end:]
    yield from _xlsx_cells(rest)


def _xlsx_cells(text: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    if b't="e"' not in text and b"<f" not in text and b":f" not in text:
        return
    for found in _XLSX_FAULT.finditer(text):
        kind = _attribute(found["cell"], b"t")
        shown = html.unescape((found["shown"] or b"").decode("utf-8", "replace"))
        never = found["formula"] and not shown and kind in {"", "n"}
        place = _PLACE.search(found["cell"])
        if place and (kind == "e" or never):
            yield (int(place[2]), _column(place[1])), shown or _NEVER_CALCULATED


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _ods(content: bytes) -> Faults:
    found: dict[str, dict[tuple[int, int], str]] = {}
    if b'value-type="error"' not in content:
        return found
    cells: dict[tuple[int, int], str] = {}
    row, column, repeat = 1, 0, 0
    for token in _ODS_TOKEN.finditer(content):
        tag = token[0]
        if token[1] is not None:
            if b'value-type="error"' in token[1]:
                shown = _TAGS.sub(b"", token[3] or b"").decode("utf-8", "replace")
                cells[row, column] = html.unescape(shown)
            column += int(_attribute(token[1], b"number-columns-repeated") or 1)
        elif tag.startswith(b"<table:table-row"):
            row, column = row + repeat, 0
            repeat = int(_attribute(tag, b"number-rows-repeated") or 1)
        else:
            cells = found.setdefault(_attribute(tag, b"name"), {})
            row, repeat = 1, 0
    return found
