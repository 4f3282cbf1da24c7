"""A key that signs sheets from now on, told to every machine that shares the store."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class KeyChange:
    """A new key, vouched for by the one before: an event of the desk."""

    public: bytes
    """32 bytes: the new key's public half."""
    by: bytes
    """2 bytes: id of the key that vouches …"""
    signature: bytes
    """… and its signature, 64 bytes."""

    def json(self) -> dict[str, str]:
        """Return the change as the event holds it."""
        return {
            "public": self.public.hex(),
            "by": self.by.hex(),
            "signature": self.signature.hex(),
        }

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Self:
        """Return the change that ``json`` described."""
        return cls(*(bytes.fromhex(body[key]) for key in ("public", "by", "signature")))
