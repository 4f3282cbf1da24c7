"""The home's secret and its signing keys: what binds a code to this college."""

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from kiosk.errors import KioskError
from kiosk.rules.code import CONTEXT, SHEET_ID_BYTES, SheetCode, encode

_SECRET = "secret"  # noqa: S105 - the name of a file
_SIGNING = "signing"
_BYTES = 32


class KeysUnusable(KioskError):
    """A key is missing that should be there, is damaged, or cannot be read or made."""

    text = "error.keys_unusable"
    exit_code = 3


def new_sheet_id() -> str:
    """Return a sheet id that nobody can guess: 72 random bits, 15 characters."""
    return encode(secrets.token_bytes(SHEET_ID_BYTES))


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys of one home, each a file in hex.

    ``secret`` (keyed hashes), ``signing`` (the Ed25519 key that signs today and its public half,
    32 bytes each), and one ``<key id>.pub`` for every key that ever signed, so that old sheets
    stay genuine.
    """

    folder: Path
    key_id: bytes
    """2 bytes, of the key that signs today."""
    _secret: bytes = field(repr=False)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Return the keys in a folder; what is missing is made.

        Two processes that start at once end up with the same keys: a key is written aside and
        linked into its place, which only one of them can do.

        Raises:
            KeysUnusable: They cannot be read or made.
        """
        try:
            if not folder.is_dir():
                folder.mkdir(exist_ok=True)
                folder.chmod(0o700 | folder.parent.stat().st_mode & 0o2070)
            secret = _kept(folder / _SECRET)
            if secret is None:
                secret = _made(folder / _SECRET, secrets.token_bytes(_BYTES))
            pair = _kept(folder / _SIGNING, 2 * _BYTES)
            if pair is None:
                pair = _made(folder / _SIGNING, _drawn(folder))
            key_id = _id(pair[_BYTES:])
            if _kept(_place(folder, key_id)) is None:
                _made(_place(folder, key_id), pair[_BYTES:])
        except OSError as error:
            raise KeysUnusable(file=folder.name) from error
        return cls(folder, key_id, secret)

    def id_hash(self, id_number: str) -> str:
        """Return what a person is indexed by, in hex.

        Args:
            id_number: As records hold it (``kiosk.rules.factor.normal``).
        """
        return self._keyed("person", id_number).hex()

    def pin_hash(self, number: str, pin: str) -> str:
        """Return what is kept of the PIN of a request, in hex."""
        return self._keyed("pin", number, pin).hex()

    def attempt_key(self, number: str) -> str:
        """Return under what wrong answers for a number are counted, in hex."""
        return self._keyed("attempt", number).hex()

    @property
    def digest_key(self) -> bytes:
        """The key for ``kiosk.rules.code.digest``."""
        return self._keyed("sheet digest")

    def _keyed(self, purpose: str, *parts: str) -> bytes:
        message = "\0".join((f"hedui {purpose} 1", *parts))
        return hmac.digest(self._secret, message.encode(), hashlib.sha256)

    def sign(self, code: SheetCode) -> SheetCode:
        """Return a code with today's key id and its signature.

        Raises:
            KeysUnusable: The signing key is gone or damaged.
        """
        from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - 20 ms
            Ed25519PrivateKey,
        )

        pair = _kept(self.folder / _SIGNING, 2 * _BYTES)
        if pair is None:
            raise KeysUnusable(file=_SIGNING)
        key = Ed25519PrivateKey.from_private_bytes(pair[:_BYTES])
        if _id(key.public_key().public_bytes_raw()) != self.key_id:
            raise KeysUnusable(file=_SIGNING)
        signed = replace(code, key_id=self.key_id)
        return replace(signed, signature=key.sign(CONTEXT + signed.payload))

    def genuine(self, code: SheetCode) -> bool:
        """Tell whether a key of this home signed the code.

        Raises:
            KeysUnusable: The public key is damaged.
        """
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - as above
        from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - as above
            Ed25519PublicKey,
        )

        place = _place(self.folder, code.key_id)
        public = _kept(place)
        if public is None:
            return False
        if _id(public) != code.key_id:
            raise KeysUnusable(file=place.name)
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(
                code.signature, CONTEXT + code.payload
            )
        except InvalidSignature:
            return False
        return True


def _place(folder: Path, key_id: bytes) -> Path:
    return folder / f"{key_id.hex()}.pub"


def _id(public: bytes) -> bytes:
    return hashlib.sha256(public).digest()[:2]


def _drawn(folder: Path) -> bytes:
    """Return a new pair whose id no other key of the home has."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - as above
        Ed25519PrivateKey,
    )

    while True:
        key = Ed25519PrivateKey.generate()
        public = key.public_key().public_bytes_raw()
        if not _place(folder, _id(public)).exists():
            return key.private_bytes_raw() + public


def _kept(path: Path, size: int = _BYTES) -> bytes | None:
    """Return the key in a file, or nothing if there is no file."""
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise KeysUnusable(file=path.name) from error
    if len(key) != size:
        raise KeysUnusable(file=path.name)
    return key


def _made(path: Path, key: bytes) -> bytes:
    """Keep a key durably, unless another process was first; return the one that is kept."""
    group = path.parent.stat().st_mode & 0o040
    temp = path.with_name(f".{path.name}.{secrets.token_hex(8)}.tmp")
    descriptor = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - the mode is set at birth
            os.fchmod(descriptor, 0o600 | group)
            file.write(key.hex().encode() + b"\n")
            file.flush()
            os.fsync(descriptor)
        with suppress(FileExistsError):
            path.hardlink_to(temp)
    finally:
        temp.unlink()
    _sync(path.parent)
    kept = _kept(path, len(key))
    if kept is None:
        raise KeysUnusable(file=path.name)
    return kept


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
