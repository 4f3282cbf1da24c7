"""The correction coach: who decides, what to bring, when it is taken, what is refused.

The rules are a province's: dated data with its source under ``assets/proofs``, a file each.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Self

import assets
from assets import LANGS, Lang
from kiosk.config import Config
from kiosk.model.record import PARTS, Part, Record
from kiosk.model.request import Claim

DEFAULT = Config().province
"""The province of a school that sets none."""


class Decider(StrEnum):
    """Who decides a correction; values are the names in the files."""

    BRANCH = "branch"
    PROVINCE = "province"


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of a difference: it tells whether one has to wait."""

    record: Record
    since: str
    """ISO day or month, as the student gave it; empty: not said."""
    today: date

    @classmethod
    def of(cls, record: Record, claim: Claim | None, today: date) -> Self:
        """Return the case of a claim; none: nothing was said."""
        return cls(record, claim.since if claim else "", today)


@dataclass(frozen=True, slots=True)
class Advice:
    """What a student should know before disputing one part, in words."""

    decides: str
    proofs: tuple[str, ...]
    windows: tuple[str, ...]
    """When corrections are taken."""
    refusals: tuple[str, ...]
    """What is not taken."""
    patience: str
    """When it is not an error yet; empty: it is one."""
    source: str
    """Where all this is written, and of when it is."""


def advice(part: Part, lang: Lang, province: str = DEFAULT, case: Case | None = None) -> Advice:
    """Return the advice for one part of the record.

    Args:
        part: The field or photo.
        lang: Of the words.
        province: A file's name under ``assets/proofs``.
        case: Leaves ``patience`` out where it is known not to hold; none: it is not known.

    Raises:
        ValueError: The file lacks something, as ``load`` says.
    """
    rules = load(province)
    rule = rules["parts"][part.value]
    patience = rules["patience"].get(rule.get("patience", ""))
    waits = patience is not None and (case is None or _WHEN[patience["when"]](case, rules))
    return Advice(
        decides=rules["deciders"][rule["decides"]][lang],
        proofs=_said(rules, rule, "proofs", lang),
        windows=_said(rules, rule, "windows", lang),
        refusals=_said(rules, rule, "refusals", lang),
        patience=patience[lang] if waits else "",
        source=f"{rules['source'][lang]}  {rules['dated']}",
    )


def decider(part: Part, province: str = DEFAULT) -> Decider:
    """Return who decides a correction of one part."""
    return Decider(load(province)["parts"][part.value]["decides"])


def _said(rules: Mapping[str, Any], rule: Mapping[str, Any], what: str, lang: Lang) -> Any:
    return tuple(rules[what][one][lang] for one in rule[what])


def _this_term(case: Case, rules: Mapping[str, Any]) -> bool:
    """Tell whether the difference may have begun in the present term."""
    if not case.since:
        return True
    today = case.today.isoformat()
    years = (case.today.year - 1, case.today.year)
    starts = [f"{year}-{day}" for year in years for day in rules["terms"]]
    begun = max(start for start in starts if start <= today)
    return case.since >= begun[: len(case.since)]


def _before_last_year(case: Case, _rules: Mapping[str, Any]) -> bool:
    """Tell whether the last school year, which begins a year before the end, has not begun."""
    end = case.record.expected_graduation
    if not end:
        return True
    year, rest = int(end[:4]), end[4:]
    return case.today.isoformat() < f"{year - 1:04}{rest}"


_WHEN: Mapping[str, Callable[[Case, Mapping[str, Any]], bool]] = {
    "this_term": _this_term,
    "before_last_year": _before_last_year,
}
_TABLES = ("deciders", "proofs", "windows", "refusals", "patience")


@cache
def load(province: str) -> Mapping[str, Any]:
    """Return a province's rules, looked through.

    Raises:
        ValueError: A part or a language is missing, or a name stands for nothing.
    """
    rules = assets.table(f"proofs/{province}")
    fault = next(iter(faults(rules)), "")
    if fault:
        raise ValueError(province, fault)
    return rules


def faults(rules: Mapping[str, Any]) -> tuple[str, ...]:
    """Return where a file of rules lacks something, as dotted keys."""
    found = [key for key in ("province", "source", "terms", *_TABLES, "parts") if key not in rules]
    if not _is_day(str(rules.get("dated"))):
        found.append("dated")
    if found:
        return tuple(found)
    entries = {f"{name}.{key}": one for name in _TABLES for key, one in rules[name].items()}
    said = {"province": rules["province"], "source": rules["source"]} | entries
    found += [f"{key}.{lang}" for key, one in said.items() for lang in LANGS if not one.get(lang)]
    found += [
        f"patience.{key}.when" for key, one in rules["patience"].items() if one["when"] not in _WHEN
    ]
    found += [f"deciders.{one}" for one in Decider if one.value not in rules["deciders"]]
    for part in PARTS:
        found += _faults_of(part, rules)
    return tuple(found)


def _faults_of(part: Part, rules: Mapping[str, Any]) -> list[str]:
    rule = rules["parts"].get(part.value)
    if rule is None:
        return [f"parts.{part.value}"]
    named = {what: rule.get(what, ()) for what in ("proofs", "windows", "refusals")}
    named["deciders"] = (rule.get("decides"),)
    named["patience"] = (rule["patience"],) if "patience" in rule else ()
    return [
        f"parts.{part.value}.{what}"
        for what, names in named.items()
        if (not names and what != "patience") or not set(names) <= set(rules[what])
    ]


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
