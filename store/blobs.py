"""Bytes kept under their own digest: photos and signatures."""

import hashlib
from collections.abc import Container, Iterator, Sequence
from datetime import datetime

from kiosk.errors import StoreDamaged
from store import layout
from store.files import Files


class Blobs:
    """Content-addressed files, written before the event that names them."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def put(self, data: bytes) -> str:
        """Keep bytes durably and return their SHA-256 in hex.

        Bytes that are there already are not written again, but their folder is synced: who wrote
        them may not have come to it. They become young again, so that ``drop`` leaves them until
        the event that names them is written. A damaged file is replaced.
        """
        digest = hashlib.sha256(data).hexdigest()
        name = layout.blob(digest)
        folder = name.rpartition("/")[0]
        self._files.make_folder(folder)
        with self._files.locked(name):
            if not any(self._files.scan(folder)):  # whoever made it may not have come further
                self._files.sync_folder(self._files.path(layout.BLOBS))
            found = self._files.read(name)
            if found is None or found.data != data:
                self._files.replace(name, data)
            else:
                self._files.touch(name)
            self._files.sync_folder(self._files.path(folder))
        return digest

    def get(self, digest: str) -> bytes | None:
        """Return the bytes of a digest, or nothing if they were never put.

        Raises:
            StoreDamaged: The bytes are not those of the digest.
        """
        try:
            name = layout.blob(digest)
        except ValueError:
            return None
        found = self._files.read(name)
        if found is None:
            return None
        if hashlib.sha256(found.data).hexdigest() != digest:
            raise StoreDamaged(file=name, offset="0")
        return found.data

    def drop(self, named: Container[str], before: datetime) -> int:
        """Remove what nobody names and nobody put since; return how many."""
        dropped = 0
        for place in self.folders():
            found = sorted(entry.name for entry in self._files.scan(place))
            gone = sum(
                self._drop(f"{place}/{name}", before)
                for name in found
                if layout.is_ours(place, name) and name not in named
            )
            if gone:
                self._files.sync_folder(self._files.path(place))
            dropped += gone
        return dropped

    def _drop(self, name: str, before: datetime) -> bool:
        with self._files.locked(name):
            if self._files.age(name) >= before.timestamp():
                return False
            self._files.remove(name)
            return True

    def digests(self) -> Iterator[str]:
        """Yield the digest of every blob."""
        for place in self.folders():
            for entry in self._files.scan(place):
                if layout.is_ours(place, entry.name):
                    yield entry.name

    def folders(self) -> Sequence[str]:
        """Return the folders that blobs lie in, in order."""
        return [
            f"{layout.BLOBS}/{entry.name}"
            for entry in sorted(self._files.scan(layout.BLOBS), key=lambda one: one.name)
            if layout.is_ours(layout.BLOBS, entry.name) and entry.is_dir(follow_symlinks=False)
        ]
