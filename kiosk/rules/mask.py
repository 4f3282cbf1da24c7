"""What may be seen of a value by who walks past (PIPL: masked display by default)."""

from kiosk.model.record import Field, Part, Record
from kiosk.rules import form


def name(text: str) -> str:
    """Return a name with its middle hidden: 陈佳欣 → 陈＊欣, 李雷 → 李＊."""
    if len(text) < 2:  # noqa: PLR2004 - a single character has no middle
        return "＊" * len(text)
    return text[0] + "＊" + (text[-1] if len(text) > 2 else "")  # noqa: PLR2004 - as above


def id_number(text: str) -> str:
    """Return an ID number with its first four and last four places."""
    if len(text) <= 8:  # noqa: PLR2004 - nothing would be hidden
        return "*" * len(text)
    return text[:4] + "*" * (len(text) - 8) + text[-4:]


def birth_date(text: str) -> str:
    """Return a date of the form 2001年**月**日 from an ISO date."""
    return f"{text[:4]}年**月**日" if text else ""


def account(text: str) -> str:
    """Return a CHSI account as the sample masks it: 929366***@qq.com, 136****1011."""
    local, at, host = text.partition("@")
    if at:
        return f"{local[: min(6, max(1, len(local) - 3))]}***@{host}"
    return f"{text[:3]}****{text[-4:]}"


MASKED = frozenset({Field.ID_NUMBER, Field.BIRTH_DATE})
"""Fields that the screen hides until asked."""


def field(record: Record, which: Field) -> str:
    """Return the masked form of a field that is masked.

    Raises:
        KeyError: The field is never masked.
    """
    return {Field.ID_NUMBER: id_number, Field.BIRTH_DATE: birth_date}[which](record.get(which))


def shown(part: Part, value: str) -> str:
    """Return a value of any part as the form prints it, masked where the screen hides it."""
    if part is Field.ID_NUMBER:
        return id_number(value)
    return birth_date(value) if part is Field.BIRTH_DATE else form.shown(part, value)
