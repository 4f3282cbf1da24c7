"""The wording of the sheet, filled in; the strings themselves are in ``assets/form.toml``."""

import re
from collections.abc import Sequence

import assets
from kiosk.model.record import Field, Part, Record
from kiosk.model.request import Claim
from kiosk.model.rounds import Round

_FORM = assets.table("form")
_ISO = re.compile(r"(.{4})-(.{2})-(.{2})")


def label(part: Part) -> str:
    """Return the form's own label of a field or photo."""
    text: str = _FORM["labels"][part.value]
    return text


def day(iso: str) -> str:
    """Return an ISO date as the form prints it: 2019年09月01日; what is none, as it stands."""
    found = _ISO.fullmatch(iso)
    if found is None:
        return iso
    text: str = _FORM["date_format"]
    return text.format(y=found[1], m=found[2], d=found[3])


def grade(year: str) -> str:
    """Return a 年级 as the form writes it: 2019级."""
    text: str = _FORM["grade"]
    return text.format(year=year) if year else ""


def round_name(round_: Round) -> str:
    """Return a round in words, with its academic year: 2020–2021学年 学籍信息核对."""
    text: str = assets.table("roll")["round_of"]
    kind = _FORM["rounds"][round_.kind]
    return text.format(year=round_.year, next=round_.year + 1, kind=kind)


_DATES = frozenset({Field.BIRTH_DATE, Field.ENTRY_DATE, Field.EXPECTED_GRADUATION})


def shown(part: Part, value: str) -> str:
    """Return a value as the form prints it; empty stays empty."""
    if not value:
        return ""
    if part in _DATES:
        return day(value)
    if part is Field.DURATION:
        text: str = _FORM["duration"]
        return text.format(years=value)
    return value


def value(record: Record, field: Field) -> str:
    """Return a field of a record as the form prints it."""
    return shown(field, record.get(field))


def photo_value() -> str:
    """Return what a disputed photo should be: another one, handed in beside the sheet."""
    text: str = _FORM["photo_claim"]
    return text


def statement(claims: Sequence[Claim]) -> str:
    """Return the sentence that is declared.

    Args:
        claims: What is wrong, in the order of the form; nothing: all is correct.

    Source: Annex 2, its statement.
    """
    if not claims:
        text: str = _FORM["correct"]
        return text
    template: str = _FORM["disputed"]
    if len(claims) == 1:
        right = shown(claims[0].part, claims[0].value)
    else:
        right = "；".join(f"{label(one.part)}：{shown(one.part, one.value)}" for one in claims)
    return template.format(fields="、".join(label(one.part) for one in claims), claims=right)
