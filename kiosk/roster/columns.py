"""Which column of a roster holds what."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import assets
from kiosk.model.record import Field
from kiosk.rules.text import half_width


class Beside(StrEnum):
    """What a roster may hold beside the 18 fields; values are names of ``Record``."""

    ID_TYPE = "id_type"
    VERIFICATION_CODE = "verification_code"
    VERIFICATION_EXPIRES = "verification_expires"


Target = Field | Beside
"""What a column can fill."""

_DECORATION = re.compile(r"[\s:*·]+")
_NOTE = re.compile(r"\([^()]*\)$")
_FEWEST = 2
"""Known columns that make a row a header; the title above it has none."""


def _folded(label: str) -> str:
    return _DECORATION.sub("", half_width(label)).upper()


def _targets() -> dict[str, Target]:
    found: dict[str, Target] = {}
    for name, labels in assets.table("tables/columns")["columns"].items():
        target = Beside(name) if name in set(Beside) else Field(name)
        found.update((_folded(label), target) for label in labels)
    return found


_TARGETS: Mapping[str, Target] = _targets()
_IGNORED = frozenset(_folded(label) for label in assets.table("tables/columns")["ignored"])


@dataclass(frozen=True, slots=True)
class Header:
    """A row of column headers."""

    labels: tuple[str, ...]
    """As the file spells them, cleaned."""
    targets: Mapping[int, Target]
    """What the columns hold that we read, by place from 0."""
    unknown: tuple[int, ...]
    """Places of the columns that nobody knows."""
    doubles: tuple[tuple[int, int], ...]
    """Places of two columns that would fill the same field."""

    @property
    def weight(self) -> int:
        """How many columns are read."""
        return len(self.targets)

    @property
    def has_student_no(self) -> bool:
        """Without student numbers no row can be told from another."""
        return Field.STUDENT_NO in self.targets.values()


def header(labels: Sequence[str]) -> Header | None:
    """Return what a row says as a header, or nothing if it is none."""
    targets: dict[int, Target] = {}
    unknown: list[int] = []
    doubles: list[tuple[int, int]] = []
    known = 0
    for place, label in enumerate(labels):
        target = _target(label)
        if target is None:
            if _is_ignored(label):
                known += 1
            elif label:
                unknown.append(place)
            continue
        known += 1
        first = next((at for at, one in targets.items() if one is target), None)
        if first is None:
            targets[place] = target
        else:
            doubles.append((first, place))
    if known < _FEWEST or not targets:
        return None
    return Header(tuple(labels), targets, tuple(unknown), tuple(doubles))


def _spellings(label: str) -> Iterable[str]:
    folded = _folded(label)
    return folded, _NOTE.sub("", folded)


def _target(label: str) -> Target | None:
    return next((_TARGETS[one] for one in _spellings(label) if one in _TARGETS), None)


def _is_ignored(label: str) -> bool:
    return any(one in _IGNORED for one in _spellings(label))
