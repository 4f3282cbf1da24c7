"""A zip of another program, its digest right: what it holds cannot be read, and nothing else."""

import hashlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest

from kiosk.services.evidence.archive import Archive, BackupDamaged

_DIRECTORY = b"PK\x01\x02"
_ENTRY = b"PK\x03\x04"


def _set(at: int, value: int) -> Callable[[bytearray], None]:
    """Return what sets a byte of each header; one of the directory has two bytes more in front."""

    def change(whole: bytearray) -> None:
        for mark, place in ((_DIRECTORY, at + 2), (_ENTRY, at)):
            found = whole.find(mark)
            while found >= 0:
                whole[found + place] = value
                found = whole.find(mark, found + 1)

    return change


def _far(whole: bytearray) -> None:
    """Let the directory begin beyond the file."""
    end = whole.rfind(b"PK\x05\x06")
    whole[end + 16 : end + 20] = b"\xff\xff\xff\x7f"


@pytest.mark.parametrize(
    "change",
    [
        _set(4, 200),  # a version that is to come
        _set(6, 1),  # behind a password
        _set(6, 32),  # patched data
        _set(8, 97),  # a method that nobody has
        _set(8, ZIP_BZIP2),
        _set(8, ZIP_LZMA),
        _far,
    ],
    ids=["version", "password", "patched", "method", "bzip2", "lzma", "far"],
)
def test_what_cannot_be_read_is_a_damaged_backup(
    tmp_path: Path, change: Callable[[bytearray], None]
) -> None:
    path = _packed(tmp_path / "backup", b'{"format":1}\n', change)
    with pytest.raises(BackupDamaged), Archive.open(path) as archive:
        archive.read("about.jsonl")
    with pytest.raises(BackupDamaged), Archive.open(path) as archive:
        list(archive.lines("about.jsonl"))


def test_json_that_is_too_deep_is_a_damaged_backup(tmp_path: Path) -> None:
    path = _packed(tmp_path / "backup", b"[" * 100_000, lambda _: None)
    with pytest.raises(BackupDamaged), Archive.open(path) as archive:
        list(archive.lines("about.jsonl"))


def _packed(path: Path, about: bytes, change: Callable[[bytearray], None]) -> Path:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as zipped:
        zipped.writestr("about.jsonl", about)
        zipped.comment = b" " * 64
    whole = bytearray(file.getvalue()[:-64])
    change(whole)
    path.write_bytes(whole + hashlib.sha256(whole).hexdigest().encode())
    return path
