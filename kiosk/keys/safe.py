"""Keys in files, in hex: whole or not there at all, and for nobody else to read."""

import os
import secrets
import time
from contextlib import suppress
from pathlib import Path

from kiosk.errors import KioskError

KEY_BYTES = 32
_LIVING = 3600
"""Seconds."""


class KeysUnusable(KioskError):
    """A key is missing that should be there, is damaged, or cannot be read or made."""

    text = "error.keys_unusable"
    exit_code = 3


def kept(path: Path, size: int = KEY_BYTES) -> bytes | None:
    """Return the key in a file, or nothing if there is no file.

    Raises:
        KeysUnusable: The file cannot be read, or holds no key of ``size`` bytes.
    """
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise KeysUnusable(file=path.name) from error
    if len(key) != size:
        raise KeysUnusable(file=path.name)
    return key


def made(path: Path, key: bytes) -> bytes:
    """Keep a key durably, unless another process was first; return the one that is kept."""
    temp = _aside(path, key)
    try:
        with suppress(FileExistsError):
            path.hardlink_to(temp)
    finally:
        temp.unlink()
    sync(path.parent)
    found = kept(path, len(key))
    if found is None:
        raise KeysUnusable(file=path.name)
    return found


def replaced(path: Path, key: bytes) -> None:
    """Keep a key durably in the place of another one."""
    temp = _aside(path, key)
    try:
        temp.replace(path)
    finally:
        temp.unlink(missing_ok=True)
    sync(path.parent)


def _aside(path: Path, key: bytes) -> Path:
    """Write a key durably beside its place; who may read the folder may read it."""
    group = path.parent.stat().st_mode & 0o040
    temp = path.with_name(f".{path.name}.{secrets.token_hex(8)}.tmp")
    descriptor = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - the mode is set at birth
            os.fchmod(descriptor, 0o600 | group)
            file.write(key.hex().encode() + b"\n")
            file.flush()
            os.fsync(descriptor)
    except OSError:
        temp.unlink()
        raise
    return temp


def sweep(folder: Path) -> None:
    """Remove what those left who died while they wrote a key; the living take no hour for it."""
    for temp in folder.glob(".*.tmp"):
        with suppress(OSError):  # another one sweeps too, or may and we may not
            if temp.stat().st_mtime < time.time() - _LIVING:
                temp.unlink()


def sync(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
