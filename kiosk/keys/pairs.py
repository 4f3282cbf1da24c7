"""The Ed25519 keys of one purpose: one signs today, the public half of each is kept for ever."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from kiosk.keys.safe import KEY_BYTES, KeysUnusable, kept, made, replaced, sweep

PAIR_BYTES = 2 * KEY_BYTES
_SIGNING = "signing"
_ENDING = ".pub"


@dataclass(frozen=True, slots=True)
class Pair:
    """A key that signs, and its public half: 32 bytes each."""

    private: bytes = field(repr=False)
    public: bytes

    @property
    def id(self) -> bytes:
        """2 bytes."""
        return key_id(self.public)

    @property
    def whole(self) -> bytes:
        """Both halves, as they are kept."""
        return self.private + self.public

    @classmethod
    def of(cls, whole: bytes) -> Self:
        """Return the pair that ``whole`` described."""
        return cls(whole[:KEY_BYTES], whole[KEY_BYTES:])

    def sign(self, message: bytes) -> bytes:
        """Return a signature of 64 bytes.

        Raises:
            KeysUnusable: The halves do not belong together.
        """
        from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - 20 ms
            Ed25519PrivateKey,
        )

        key = Ed25519PrivateKey.from_private_bytes(self.private)
        if key.public_key().public_bytes_raw() != self.public:
            raise KeysUnusable(file=_SIGNING)
        return key.sign(message)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Keys in a folder, each a file in hex.

    ``signing`` is the key that signs today and its public half, 32 bytes each; ``<key id>.pub``
    the public half of every key that ever signed, so that what they signed stays genuine.
    """

    folder: Path

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Return the keys of a folder that is there; without any, one is made.

        Processes that start at once end up with the same key: it is written aside and linked
        into its place, which only one of them can do.

        Raises:
            KeysUnusable: They are damaged.
            OSError: They cannot be read or made.
        """
        sweep(folder)
        pairs = cls(folder)
        whole = kept(folder / _SIGNING, PAIR_BYTES)
        if whole is None:
            whole = made(folder / _SIGNING, pairs.drawn().whole)
        pairs.add_public(Pair.of(whole).public)
        return pairs

    def today(self) -> Pair:
        """Return the key that signs today.

        Raises:
            KeysUnusable: It is gone or damaged.
        """
        whole = kept(self.folder / _SIGNING, PAIR_BYTES)
        if whole is None:
            raise KeysUnusable(file=_SIGNING)
        return Pair.of(whole)

    def publics(self) -> Mapping[bytes, bytes]:
        """Return every public key by its id.

        Raises:
            KeysUnusable: One is damaged.
            OSError: The folder cannot be read.
        """
        found: dict[bytes, bytes] = {}
        for path in sorted(self.folder.glob(f"*{_ENDING}")):
            public = kept(path)
            if public is None or key_id(public).hex() != path.stem:
                raise KeysUnusable(file=path.name)
            found[key_id(public)] = public
        return found

    def add_public(self, public: bytes) -> None:
        """Keep a public key, unless it is there."""
        place = self._place(key_id(public))
        if (kept(place) or made(place, public)) != public:
            raise KeysUnusable(file=place.name)

    def rotate(self) -> None:
        """Let a new key sign from now on; running programs take it with their next signature."""
        self.take(self.drawn())

    def take(self, pair: Pair) -> None:
        """Let that key sign from now on; its public half is kept first."""
        self.add_public(pair.public)
        replaced(self.folder / _SIGNING, pair.whole)

    def public(self, id_: bytes) -> bytes | None:
        """Return the public key of an id, or nothing if no key of the home has it.

        Raises:
            KeysUnusable: It is damaged.
        """
        place = self._place(id_)
        public = kept(place)
        if public is not None and key_id(public) != id_:
            raise KeysUnusable(file=place.name)
        return public

    def _place(self, id_: bytes) -> Path:
        return self.folder / f"{id_.hex()}{_ENDING}"

    def drawn(self) -> Pair:
        """Return a new pair whose id no other key of the home has."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - as above
            Ed25519PrivateKey,
        )

        while True:
            key = Ed25519PrivateKey.generate()
            public = key.public_key().public_bytes_raw()
            if not self._place(key_id(public)).exists():
                return Pair(key.private_bytes_raw(), public)


def key_id(public: bytes) -> bytes:
    """Return the 2 bytes by which a public key is named."""
    return hashlib.sha256(public).digest()[:2]


def signed_by(public: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether the key with this public half signed the message."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - as above
        Ed25519PublicKey,
    )

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True
