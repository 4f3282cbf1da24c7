"""What can go wrong, as keys of texts: the words live in ``assets/texts``, never here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a value somebody gave, to be told beside it."""

    text: str
    """Key of the text, such as ``problem.check_digit``."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What the text's braces are filled with."""


LEFT_BY_STAFF = 4
"""Exit code of a terminal that staff have left: whatever starts it again lets it be."""


class KioskError(Exception):
    """The root of all errors that are told to a person in one or two lines.

    The exception's own string is the key alone: names and numbers of people stand in
    ``problem.values`` and reach neither a log nor a traceback.
    """

    text: ClassVar[str] = "error.kiosk"
    exit_code: ClassVar[int] = 1

    def __init__(self, **values: str) -> None:
        """Keep ``values`` for the text's braces."""
        super().__init__(self.text)
        self.problem = Problem(self.text, values)


class UsageError(KioskError):
    """The command was called in a way that means nothing, or more than one thing."""

    exit_code = 2


class ConfigError(UsageError):
    """``kiosk.toml`` holds something that nothing reads, or of the wrong kind."""

    text = "error.config"


class UnknownProvince(ConfigError):
    """No file of rules is of that name; ``known`` lists those that are there."""

    text = "error.unknown_province"


class StoreError(KioskError):
    """The store could not do what it was asked to."""

    text = "error.store"
    exit_code = 3


class Conflict(StoreError):
    """Someone else wrote this chain since it was read."""

    text = "error.conflict"
    exit_code = 1


class StoreDamaged(StoreError):
    """A file of the store cannot be read, or its chain does not hold."""

    text = "error.store_damaged"

    def __init__(self, *, owner: str = "", seq: int = 0, **values: str) -> None:
        """Keep where the damage is.

        Args:
            owner: Whose chain it is in, if that is known.
            seq: Number of the first event that cannot be read; 0: it is not known.
            values: For the text's braces: ``file``, and ``offset`` in bytes.
        """
        super().__init__(**values)
        self.owner = owner
        self.seq = seq


class StoreUnreachable(StoreError):
    """The disk is full or read-only, or the folder is gone."""

    text = "error.store_unreachable"
