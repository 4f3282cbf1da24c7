"""Keys as files to carry away: public ones in clear, the home's own behind a passphrase."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from kiosk.errors import KioskError
from kiosk.keys.book import SealBook
from kiosk.keys.pairs import PAIR_BYTES, Pair, key_id, signed_by
from kiosk.keys.ring import KeyRing
from kiosk.keys.safe import KEY_BYTES
from kiosk.model.keys import KeyChange
from kiosk.rules.code import CONTEXT, SheetCode

_PUBLIC = "hedui public keys 1"
_PRIVATE = "hedui keys 1"
_SALT_BYTES = 16
_NONCE_BYTES = 12
_COST = 2**15
"""Of scrypt, with blocks of 8: 32 MB and 0.1 s for each guess at a passphrase."""


class NotKeys(KioskError):
    """A file holds no keys of this program."""

    text = "seal.not_keys"


class WrongPassphrase(KioskError):
    """The passphrase does not open the keys, or they are damaged."""

    text = "seal.wrong_passphrase"


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """What tells genuine sheets and seals without the home: public halves by key id."""

    sheets: Mapping[bytes, bytes]
    seals: Mapping[bytes, bytes]

    @classmethod
    def of_home(cls, ring: KeyRing, book: SealBook, changes: Sequence[KeyChange] = ()) -> Self:
        """Return every public key of a home, and those that other machines changed to."""
        return cls(ring.known(changes), book.pairs.publics())

    @classmethod
    def read(cls, data: bytes) -> Self:
        """Return the keys in a file that ``write`` made.

        Raises:
            NotKeys: It is none.
        """
        return cls.of_json(_object(data, _PUBLIC))

    @classmethod
    def of_json(cls, value: Mapping[str, Any]) -> Self:
        """Return the keys that ``json`` described.

        Raises:
            NotKeys: It described none.
        """
        try:
            return cls(_publics(value["sheets"]), _publics(value["seals"]))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise NotKeys from error

    def json(self) -> dict[str, dict[str, str]]:
        """Return the keys as they are written."""
        return {
            "sheets": {id_.hex(): public.hex() for id_, public in self.sheets.items()},
            "seals": {id_.hex(): public.hex() for id_, public in self.seals.items()},
        }

    def write(self) -> bytes:
        """Return a file for ``kiosk verify --keys``."""
        return _text({"format": _PUBLIC, **self.json()})

    def genuine(self, code: SheetCode) -> bool:
        """Tell whether one of the keys signed a sheet's code."""
        public = self.sheets.get(code.key_id)
        return public is not None and signed_by(public, code.signature, CONTEXT + code.payload)


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a second terminal needs to be the same college: all but the key that seals."""

    secret: bytes = field(repr=False)
    pair: Pair
    publics: PublicKeys

    @classmethod
    def of_home(cls, ring: KeyRing, book: SealBook, changes: Sequence[KeyChange] = ()) -> Self:
        """Return the keys of a home, and the public ones that other machines changed to."""
        return cls(ring.secret, ring.pairs.today(), PublicKeys.of_home(ring, book, changes))

    def lock(self, passphrase: str) -> bytes:
        """Return a file that only the passphrase opens (scrypt, AES-256-GCM)."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - 20 ms

        salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
        whole = {
            "secret": self.secret.hex(),
            "pair": self.pair.whole.hex(),
            **self.publics.json(),
        }
        key = AESGCM(_stretched(passphrase, salt))
        locked = key.encrypt(nonce, _text(whole), _PRIVATE.encode())
        return _text(
            {"format": _PRIVATE, "salt": salt.hex(), "nonce": nonce.hex(), "locked": locked.hex()}
        )

    @classmethod
    def unlock(cls, data: bytes, passphrase: str) -> Self:
        """Return the keys in a file that ``lock`` made.

        Raises:
            NotKeys: It is none.
            WrongPassphrase: It does not open.
        """
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - as above
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - as above

        value = _object(data, _PRIVATE)
        try:
            salt, nonce, locked = (bytes.fromhex(value[key]) for key in ("salt", "nonce", "locked"))
            opened = AESGCM(_stretched(passphrase, salt)).decrypt(nonce, locked, _PRIVATE.encode())
        except InvalidTag as error:
            raise WrongPassphrase from error
        except (KeyError, TypeError, ValueError) as error:
            raise NotKeys from error
        whole = json.loads(opened)
        pair = Pair.of(_key(whole["pair"], PAIR_BYTES))
        return cls(_key(whole["secret"]), pair, PublicKeys.of_json(whole))

    def into(self, ring: KeyRing, book: SealBook) -> None:
        """Make a home's keys these; each file is replaced whole, so the same again is safe.

        Raises:
            KeysUnusable: A key of the home is damaged.
            OSError: They cannot be written.
        """
        for public in self.publics.sheets.values():
            ring.pairs.add_public(public)
        for public in self.publics.seals.values():
            book.pairs.add_public(public)
        ring.keep_secret(self.secret)
        ring.pairs.take(self.pair)


def _stretched(passphrase: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt  # noqa: PLC0415 - as above

    return Scrypt(salt, KEY_BYTES, n=_COST, r=8, p=1).derive(passphrase.encode())


def _text(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, indent=1).encode() + b"\n"


def _object(data: bytes, format_: str) -> Mapping[str, Any]:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotKeys from error
    if not isinstance(value, dict) or value.get("format") != format_:
        raise NotKeys
    return value


def _publics(value: Mapping[str, str]) -> dict[bytes, bytes]:
    publics = (_key(public) for public in value.values())
    found = {key_id(public): public for public in publics}
    if {id_.hex() for id_ in found} != set(value):
        raise ValueError("a key under another's id")
    return found


def _key(text: str, size: int = KEY_BYTES) -> bytes:
    key = bytes.fromhex(text)
    if len(key) != size:
        raise ValueError("not a key")
    return key
