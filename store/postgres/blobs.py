"""Bytes kept under their own digest."""

import hashlib
from collections.abc import Container, Iterator
from datetime import datetime

from kiosk.errors import StoreDamaged
from store import names
from store.postgres.link import Connection, Link

_PUT = """
INSERT INTO blob (digest, data) VALUES (%s, %b)
ON CONFLICT (digest) DO UPDATE SET put = now() WHERE blob.put < now() - interval '10 minutes'
"""
_OLD = "SELECT digest FROM blob WHERE digest > %s AND put < %s ORDER BY digest LIMIT 5000"
_DROP = "DELETE FROM blob WHERE digest = ANY(%s) AND put < %s"
_GET = "SELECT data FROM blob WHERE digest = %s"
_DIGESTS = "SELECT digest FROM blob WHERE digest > %s ORDER BY digest LIMIT 5000"


class Blobs:
    """Content-addressed rows; written once, they stay until nobody names them."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def put(self, data: bytes) -> str:
        """Keep bytes durably and return their SHA-256 in hex."""
        digest = hashlib.sha256(data).hexdigest()
        self._link.again(lambda one: one.execute(_PUT, [digest, data]))
        return digest

    def get(self, digest: str) -> bytes | None:
        """Return the bytes of a digest, or nothing if they were never put.

        Raises:
            StoreDamaged: The bytes are not those of the digest.
        """
        try:
            names.check_digest(digest)
        except ValueError:
            return None
        found = self._link.again(lambda one: one.execute(_GET, [digest], binary=True).fetchone())
        if found is None:
            return None
        data = bytes(found[0])
        if hashlib.sha256(data).hexdigest() != digest:
            raise StoreDamaged(file=f"blob/{digest}", offset="0")
        return data

    def drop(self, named: Container[str], before: datetime) -> int:
        """Remove what nobody names and nobody put since; return how many."""
        dropped, last = 0, ""

        def page(connection: Connection) -> list[str]:
            return [digest for (digest,) in connection.execute(_OLD, [last, before])]

        while found := self._link.again(page):
            last = found[-1]
            gone = [digest for digest in found if digest not in named]
            dropped += self._link.once(lambda one: one.execute(_DROP, [gone, before]).rowcount)  # noqa: B023 - called at once
        return dropped

    def digests(self) -> Iterator[str]:
        """Yield the digest of every blob."""
        last = ""

        def page(connection: Connection) -> list[str]:
            return [digest for (digest,) in connection.execute(_DIGESTS, [last])]

        while found := self._link.again(page):
            yield from found
            last = found[-1]
