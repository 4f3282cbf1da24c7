"""The keys of a home: its secret for keyed hashes, and those that sign sheets."""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from kiosk.keys.pairs import Pairs, key_id, signed_by
from kiosk.keys.pin import StaffPin
from kiosk.keys.safe import KEY_BYTES, KeysUnusable, kept, made, replaced, sync
from kiosk.model.keys import KeyChange
from kiosk.rules.code import CONTEXT, SHEET_ID_BYTES, SheetCode, encode

_SECRET = "secret"  # noqa: S105 - the name of a file
_CHANGE = b"hedui key change 1\n"
"""What is signed in front of a new key, so that no other signature passes for one."""


def new_sheet_id() -> str:
    """Return a sheet id that nobody can guess: 72 random bits, 15 characters."""
    return encode(secrets.token_bytes(SHEET_ID_BYTES))


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys of one home: the file ``secret``, and the pairs that sign sheets, in one folder."""

    pairs: Pairs
    secret: bytes = field(repr=False)
    """32 bytes, drawn once: what was hashed with it is found with it alone."""

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Return the keys in a folder; what is missing is made.

        Raises:
            KeysUnusable: They cannot be read or made.
        """
        try:
            if not folder.is_dir():
                folder.mkdir(exist_ok=True)
                folder.chmod(0o700 | folder.parent.stat().st_mode & 0o2070)
                sync(folder.parent)
            secret = kept(folder / _SECRET)
            if secret is None:
                secret = made(folder / _SECRET, secrets.token_bytes(KEY_BYTES))
            return cls(Pairs.open(folder), secret)
        except OSError as error:
            raise KeysUnusable(file=folder.name) from error

    @property
    def staff_pin(self) -> StaffPin:
        """The PIN that staff open a terminal's maintenance with."""
        return StaffPin(self.pairs.folder)

    def keep_secret(self, secret: bytes) -> None:
        """Keep another college's secret in the place of this one's.

        Raises:
            OSError: It cannot be written.
        """
        replaced(self.pairs.folder / _SECRET, secret)

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

    @property
    def page_key(self) -> bytes:
        """The key under which the correction page signs its cookies and forms."""
        return self._keyed("correction page")

    def _keyed(self, purpose: str, *parts: str) -> bytes:
        message = "\0".join((f"hedui {purpose} 1", *parts))
        return hmac.digest(self.secret, message.encode(), hashlib.sha256)

    def sign(self, code: SheetCode) -> SheetCode:
        """Return a code with today's key id and its signature.

        Raises:
            KeysUnusable: The signing key is gone or damaged.
        """
        pair = self.pairs.today()
        signed = replace(code, key_id=pair.id)
        return replace(signed, signature=pair.sign(CONTEXT + signed.payload))

    def genuine(self, code: SheetCode) -> bool:
        """Tell whether a key of this home signed the code.

        Raises:
            KeysUnusable: The public key is damaged.
        """
        public = self.pairs.public(code.key_id)
        return public is not None and signed_by(public, code.signature, CONTEXT + code.payload)

    def rotated(self, tell: Callable[[KeyChange], object]) -> None:
        """Let a new key sign sheets, after the other machines were told.

        Args:
            tell: Keeps the change where every machine that shares the store reads it.

        Raises:
            KeysUnusable: The key that signs is gone or damaged.
            OSError: The new one cannot be written.
        """
        old, new = self.pairs.today(), self.pairs.drawn()
        tell(KeyChange(new.public, old.id, old.sign(_CHANGE + new.public)))
        self.pairs.take(new)

    def vouched(self, code: SheetCode, changes: Sequence[KeyChange]) -> bool:
        """Tell whether a key signed the code that other machines changed to.

        Args:
            code: Of a key that is not in the folder.
            changes: The oldest first; one counts if a key of the folder, or of a change before
                it, vouches for it.
        """
        if all(key_id(one.public) != code.key_id for one in changes):
            return False
        public = self.known(changes).get(code.key_id)
        return public is not None and signed_by(public, code.signature, CONTEXT + code.payload)

    def known(self, changes: Sequence[KeyChange]) -> Mapping[bytes, bytes]:
        """Return the public keys of the folder, and those that a known key vouches for, by id.

        Args:
            changes: The oldest first.
        """
        known = dict(self.pairs.publics())
        for one in changes:
            voucher = known.get(one.by)
            if voucher and signed_by(voucher, one.signature, _CHANGE + one.public):
                known.setdefault(key_id(one.public), one.public)
        return known
