"""The desk's own folder: the keys that seal, and a copy of every seal."""

import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from kiosk.keys.pairs import Pairs, signed_by
from kiosk.keys.safe import KeysUnusable, sync
from kiosk.model.seal import FaultKind, Seal
from kiosk.rules import sealing

_ENDING = ".seal"


@dataclass(frozen=True, slots=True)
class SealBook:
    """Signs seals and keeps them, for its owner alone.

    In a lab install the folder is the desk's: who breaks out of the terminal may write to the
    store, but can neither sign a seal nor remove one from here.
    """

    pairs: Pairs

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Return the book in a folder; what is missing is made.

        Raises:
            KeysUnusable: It cannot be read or made.
        """
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            sync(folder.parent)
            return cls(Pairs.open(folder))
        except OSError as error:
            raise KeysUnusable(file=folder.name) from error

    def sign(self, seal: Seal) -> Seal:
        """Return a seal with today's key id and its signature.

        Raises:
            KeysUnusable: The key is gone or damaged.
        """
        pair = self.pairs.today()
        signed = replace(seal, key_id=pair.id.hex())
        return replace(signed, signature=pair.sign(sealing.message(signed)).hex())

    def fault(self, seal: Seal) -> FaultKind | None:
        """Return what is wrong with a seal's signature, if anything.

        Raises:
            KeysUnusable: The public key is damaged.
        """
        try:
            public = self.pairs.public(bytes.fromhex(seal.key_id))
            signature = bytes.fromhex(seal.signature)
            message = sealing.message(seal)
        except ValueError:
            return FaultKind.SEAL_FORGED
        if public is None:
            return FaultKind.SEAL_KEY_UNKNOWN
        return None if signed_by(public, signature, message) else FaultKind.SEAL_FORGED

    def keep(self, seal: Seal) -> None:
        """Keep a copy of a seal durably.

        Raises:
            KeysUnusable: It cannot be written.
        """
        folder = self.pairs.folder
        name = f"{seal.at[:10]}-{seal.root[:12]}{_ENDING}"
        temp = folder / f".{name}.{secrets.token_hex(8)}.tmp"
        try:
            descriptor = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(descriptor, "w", encoding="utf-8") as file:  # noqa: PTH123 - mode at birth
                json.dump(sealing.as_json(seal), file)
                file.flush()
                os.fsync(descriptor)
            temp.replace(folder / name)
            sync(folder)
        except OSError as error:
            temp.unlink(missing_ok=True)
            raise KeysUnusable(file=name) from error

    def seals(self) -> Iterator[Seal]:
        """Yield every seal that was kept, oldest day first.

        Raises:
            KeysUnusable: One cannot be read.
        """
        for path in sorted(filter(Path.is_file, self.pairs.folder.glob(f"*{_ENDING}"))):
            try:
                yield sealing.of_json(json.loads(path.read_bytes()))
            except (OSError, ValueError) as error:
                raise KeysUnusable(file=path.name) from error
