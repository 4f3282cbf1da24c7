"""The few file calls of the store, in one small object that a test can count, record and break."""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from zlib import crc32

from kiosk.errors import StoreDamaged, StoreUnreachable
from store.reading import Content, NoFile, content

LOCKS = "locks"
_STRIPES = 64
_FOLDER_BITS = 0o2770
_FILE_BITS = 0o660
_TEMP = ".tmp"


@contextmanager
def told() -> Iterator[None]:
    """Tell what the operating system refused as an error of the store.

    Raises:
        StoreUnreachable: With the name of the reason, such as ``ENOSPC``.
    """
    try:
        yield
    except OSError as error:
        reason = errno.errorcode.get(error.errno or 0, "")
        raise StoreUnreachable(reason=reason) from error


def is_temp(name: str) -> bool:
    """Tell whether a file's name is that of a write which has not come to its end."""
    return name.startswith(".") and name.endswith(_TEMP)


class Files:
    """Files under one folder, named by their path relative to it (``students/2019_0.json``).

    Modes follow the folder's: what its group may do, the group may do with the files in it.

    A temporary file lies beside its target and is written under the target's lock. So whoever
    holds the lock knows that a temporary file found there is of the dead.
    """

    def __init__(self, root: Path) -> None:
        """Use ``root``, which is made if its own folder is there.

        Raises:
            StoreUnreachable: It is not there and cannot be made.
        """
        self.root = root
        with told():
            if not root.is_dir():
                mode = root.parent.stat().st_mode & _FOLDER_BITS
                root.mkdir(exist_ok=True)
                root.chmod(mode | 0o700)
                self.sync_folder(root.parent)
            self._mode = root.stat().st_mode & _FOLDER_BITS

    def path(self, name: str) -> Path:
        """Return where a file lies."""
        return self.root / name

    def make_folder(self, name: str) -> None:
        """Make a folder, durably, unless it is there."""
        folder = self.path(name)
        with told():
            if folder.is_dir():
                return
            folder.mkdir(exist_ok=True)
            folder.chmod(self._mode)
            self.sync_folder(folder.parent)

    def read(self, name: str) -> Content | None:
        """Return a file's bytes, or nothing if there is no such file.

        Raises:
            StoreDamaged: It is no file, or lies where the disk is spoiled.
        """
        with told():
            try:
                return content(self.path(name))
            except FileNotFoundError:
                if self.root.is_dir():
                    return None
                raise
            except NoFile as error:
                raise StoreDamaged(file=name, offset="0") from error

    def scan(self, folder: str) -> Iterator[os.DirEntry[str]]:
        """Yield the entries of a folder; an absent one has none."""
        with told():
            try:
                with os.scandir(self.path(folder)) as entries:
                    yield from entries
            except FileNotFoundError:
                if not self.root.is_dir():
                    raise

    def replace(self, name: str, data: bytes, *, sync: bool = True) -> None:
        """Put bytes in a file's place at once or not at all; its lock must be held.

        Durable when ``sync`` is set and ``sync_folder`` was called after. Raised after the
        rename, an error leaves the outcome unknown.
        """
        path = self.path(name)
        temp = _temp(path)
        with told():
            try:
                self._write(temp, data, sync=sync)
                self.rename(temp, path)
            except OSError:
                with suppress(OSError):
                    self.unlink(temp)
                raise

    def _write(self, path: Path, data: bytes, *, sync: bool) -> None:
        self.unlink(path)  # what a writer left who died, perhaps another account
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "wb", buffering=0) as file:  # noqa: PTH123 - the mode is set at birth
            os.fchmod(descriptor, self._mode & _FILE_BITS)
            rest = memoryview(data)
            while rest:
                rest = rest[self.write(file.fileno(), rest) :]
            if sync:
                self.sync(descriptor)

    def probe(self, name: str, size: int) -> None:
        """Write and sync as many bytes, and remove them."""
        temp = _temp(self.path(name))
        with told(), self.locked(name):
            try:
                self._write(temp, bytes(size), sync=True)
            finally:
                with suppress(OSError):
                    self.unlink(temp)

    def write(self, descriptor: int, data: memoryview) -> int:
        """Write some of the bytes and return how many."""
        return os.write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        """Make a file's bytes durable."""
        os.fsync(descriptor)

    def rename(self, temp: Path, path: Path) -> None:
        """Give a temporary file the name of its target."""
        temp.replace(path)

    def unlink(self, path: Path) -> None:
        """Remove a file, if it is there."""
        path.unlink(missing_ok=True)

    def remove(self, name: str) -> None:
        """Remove a file, if it is there; its lock must be held, and its folder synced after."""
        with told():
            self.unlink(self.path(name))

    def age(self, name: str) -> float:
        """Return when a file was last written or touched, in seconds since 1970."""
        with told():
            return self.path(name).stat().st_mtime

    def touch(self, name: str) -> None:
        """Let a file be as young as one that is written now."""
        with told():
            os.utime(self.path(name))

    def sync_folder(self, folder: Path) -> None:
        """Make the names in a folder durable."""
        with told():
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                self.sync(descriptor)
            finally:
                os.close(descriptor)

    @contextmanager
    def locked(self, name: str) -> Iterator[None]:
        """Hold the lock of a file (or of a whole folder, by its name) against everyone else.

        Locks are a fixed set of side files that are never removed, several names sharing one; so
        nothing of the same folder may be locked inside. Every call opens the side file anew, for
        a lock belongs to an open file and would not part two threads.
        """
        with told():
            descriptor = self.open_lock(name)
        try:
            with told():
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def open_lock(self, name: str) -> int:
        """Open the side file of a name, for locks that go when it is closed."""
        folder, slash, _ = name.partition("/")
        stripe = f"{folder}-{crc32(name.encode()) % _STRIPES:02x}" if slash else folder
        mode = self._mode & _FILE_BITS
        descriptor = os.open(self.path(LOCKS) / stripe, os.O_RDWR | os.O_CREAT, mode)
        status = os.fstat(descriptor)
        if status.st_uid == os.geteuid() and status.st_mode & 0o777 != mode:
            os.fchmod(descriptor, mode)
        return descriptor

    def sweep(self, folder: str) -> None:
        """Remove what writers who died left in a folder; what a living one holds stays."""
        for entry in self.scan(folder):
            if is_temp(entry.name):
                with suppress(OSError, StoreUnreachable):  # tidying stops nobody
                    self._sweep(f"{folder}/{entry.name[1 : -len(_TEMP)]}")

    def _sweep(self, name: str) -> None:
        descriptor = self.open_lock(name)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.unlink(_temp(self.path(name)))
        finally:
            os.close(descriptor)


def _temp(path: Path) -> Path:
    return path.with_name(f".{path.name}{_TEMP}")
