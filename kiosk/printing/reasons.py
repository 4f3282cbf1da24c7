"""What a printer says of itself, in IPP's keywords, and what that means for a sheet."""

from collections.abc import Collection, Mapping

from kiosk.printing.contract import Outcome

_SEVERITIES = ("-error", "-warning", "-report")
"""Appended to a reason; rewritten on the way through a queue, so it says nothing for sure."""
_TROUBLE: Mapping[str, Outcome] = {
    "offline": Outcome.UNREACHABLE,
    "shutdown": Outcome.UNREACHABLE,
    "timed-out": Outcome.UNREACHABLE,
    "connecting-to-device": Outcome.UNREACHABLE,
    "cover-open": Outcome.DOOR,
    "door-open": Outcome.DOOR,
    "interlock-open": Outcome.DOOR,
    "input-tray-missing": Outcome.DOOR,
    "media-jam": Outcome.JAM,
    "media-empty": Outcome.OUT_OF_PAPER,
    "media-needed": Outcome.OUT_OF_PAPER,
    "paused": Outcome.REFUSED,
    "moving-to-paused": Outcome.REFUSED,
}
"""In order: of several, the first is what somebody must see to first.

Source: RFC 8011, 5.4.12; PWG 5100.9.
"""
_LOW_TONER = {
    "toner-low",
    "toner-empty",
    "marker-supply-low",
    "marker-supply-empty",
    "developer-low",
}


def trouble(reasons: Collection[str]) -> Outcome | None:
    """Return what a printer's ``printer-state-reasons`` put in the way, if anything."""
    known = _bare(reasons)
    return next((outcome for reason, outcome in _TROUBLE.items() if reason in known), None)


def low_toner(reasons: Collection[str]) -> bool:
    """Tell whether toner or ink runs out."""
    return bool(_bare(reasons) & _LOW_TONER)


def _bare(reasons: Collection[str]) -> frozenset[str]:
    return frozenset(_without_severity(reason) for reason in reasons)


def _without_severity(reason: str) -> str:
    for severity in _SEVERITIES:
        reason = reason.removesuffix(severity)
    return reason
