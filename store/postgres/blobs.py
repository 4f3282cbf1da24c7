"""Bytes kept under their own digest."""

import hashlib
from collections.abc import Iterator

from kiosk.errors import StoreDamaged
from store import names
from store.postgres.link import Connection, Link

_PUT = "INSERT INTO blob (digest, data) VALUES (%s, %b) ON CONFLICT DO NOTHING"
_GET = "SELECT data FROM blob WHERE digest = %s"
_DIGESTS = "SELECT digest FROM blob WHERE digest > %s ORDER BY digest LIMIT 5000"


class Blobs:
    """Content-addressed rows; written once, they stay."""

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

    def digests(self) -> Iterator[str]:
        """Yield the digest of every blob."""
        last = ""

        def page(connection: Connection) -> list[str]:
            return [digest for (digest,) in connection.execute(_DIGESTS, [last])]

        while found := self._link.again(page):
            yield from found
            last = found[-1]
