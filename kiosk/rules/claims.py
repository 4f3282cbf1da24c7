"""What may be claimed to be right: the record's own rules, and something that is not there yet."""

from kiosk.errors import Problem
from kiosk.model.record import Part, Photo, Record
from kiosk.model.request import Claim
from kiosk.rules import form, values
from kiosk.rules.text import half_width, squeeze

LONGEST_REASON = 60
"""Characters of why, in words."""
_MONTH = 7
"""Characters of an ISO month."""


def checked(record: Record, claim: Claim) -> Claim | Problem:
    """Return a claim as a request holds it, or what is wrong with it.

    Args:
        record: What the claim is made against.
        claim: As typed; of a photo ``reason`` says what is wrong, and the value is not looked at.
    """
    reason = squeeze(claim.reason)
    if len(reason) > LONGEST_REASON:
        limits = {"longest": str(LONGEST_REASON), "length": str(len(reason))}
        return Problem("problem.too_long", limits)
    value = _value(record, claim.part, claim.value)
    if isinstance(value, Problem):
        return value
    since = parse_since(claim.since)
    return since if isinstance(since, Problem) else Claim(claim.part, value, reason, since)


def _value(record: Record, part: Part, typed: str) -> str | Problem:
    if isinstance(part, Photo):
        return form.photo_value()
    value = values.parse(part, typed, record.id_type)
    if isinstance(value, Problem):
        return value
    if not value:
        return Problem("problem.no_value")
    return Problem("problem.same_value") if value == record.get(part) else value


def parse_since(typed: str) -> str | Problem:
    """Return an ISO day or month, or what is wrong; empty stays empty.

    Args:
        typed: A date in any usual spelling, or one without its day.
    """
    text = half_width(typed)
    if not text:
        return ""
    day = values.parse_date(text)
    if isinstance(day, str):
        return day
    month = values.parse_date(f"{text}-01")
    return month[:_MONTH] if isinstance(month, str) else Problem("problem.since")
