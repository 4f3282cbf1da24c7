"""Who decides a correction, what to bring, and when a difference is not an error yet.

The rules are a province's: dated data with its source under ``assets/proofs``.
"""

from dataclasses import dataclass

import assets
from assets import Lang
from kiosk.model.record import Part

_RULES = assets.table("proofs/shaanxi")


@dataclass(frozen=True, slots=True)
class Advice:
    """What a student should know before disputing one part, in words."""

    decides: str
    proofs: tuple[str, ...]
    patience: str
    """When it is not an error yet; empty: it is one."""


def advice(part: Part, lang: Lang) -> Advice:
    """Return the advice for one part of the record."""
    rule = _RULES["parts"][part.value]
    patience = rule.get("patience")
    return Advice(
        decides=_RULES["deciders"][rule["decides"]][lang],
        proofs=tuple(_RULES["proofs"][proof][lang] for proof in rule["proofs"]),
        patience=_RULES["patience"][patience][lang] if patience else "",
    )
