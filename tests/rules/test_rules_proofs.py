"""The coach's files: each one whole, and what can be computed of when to wait."""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

import assets
from assets import LANGS
from kiosk.model.record import PARTS, Field, Part, Photo
from kiosk.rules import proofs
from kiosk.rules.proofs import Case, Decider, advice, decider, faults
from tests.school import RECORD

PROVINCES = assets.names("proofs")


@pytest.mark.parametrize("province", PROVINCES)
def test_every_file_is_whole(province: str) -> None:
    assert faults(assets.table(f"proofs/{province}")) == ()
    for lang in LANGS:
        for part in PARTS:
            told = advice(part, lang, province)
            assert all((told.decides, told.proofs, told.windows, told.refusals, told.source))
            assert not any("  " in text for text in (*told.windows, *told.refusals))


def test_the_default_is_there() -> None:
    assert proofs.DEFAULT in PROVINCES


def _without(rules: dict[str, Any], *path: str) -> None:
    for key in path[:-1]:
        rules = rules[key]
    del rules[path[-1]]


def _unnamed(rules: dict[str, Any]) -> None:
    rules["parts"]["name"]["proofs"].append("blood")


def _undated(rules: dict[str, Any]) -> None:
    rules["dated"] = "last year"


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda rules: _without(rules, "parts", "degree_photo"), "parts.degree_photo"),
        (lambda rules: _without(rules, "windows", "enrolled", "en"), "windows.enrolled.en"),
        (lambda rules: _without(rules, "refusals"), "refusals"),
        (lambda rules: _without(rules, "parts", "name", "windows"), "parts.name.windows"),
        (lambda rules: _without(rules, "deciders", "branch"), "deciders.branch"),
        (_unnamed, "parts.name.proofs"),
        (_undated, "dated"),
    ],
)
def test_what_a_file_lacks_is_named(spoil: Callable[[dict[str, Any]], None], fault: str) -> None:
    text = assets.path(f"proofs/{proofs.DEFAULT}.toml").read_text(encoding="utf-8")
    rules = tomllib.loads(text)
    spoil(rules)
    assert fault in faults(rules)


def test_who_decides() -> None:
    assert decider(Field.CLASS_NAME) is Decider.BRANCH
    assert decider(Field.NAME) is Decider.PROVINCE
    assert decider(Photo.DEGREE) is Decider.PROVINCE


@pytest.mark.parametrize(
    ("part", "since", "today", "waits"),
    [
        (Field.MAJOR, "", "2020-09-15", True),
        (Field.MAJOR, "2020-09", "2020-09-15", True),
        (Field.MAJOR, "2020-09-03", "2021-02-28", True),
        (Field.MAJOR, "2020-09-03", "2021-03-01", False),
        (Field.MAJOR, "2020-08-31", "2020-09-15", False),
        (Field.MAJOR, "2020-03", "2020-08-31", True),
        (Field.MAJOR, "2019-10", "2020-01-10", True),
        (Field.NAME, "2020-09", "2020-09-15", False),
        (Photo.DEGREE, "", "2021-06-30", True),
        (Photo.DEGREE, "", "2021-07-01", False),
    ],
)
def test_when_it_is_not_an_error_yet(part: Part, since: str, today: str, waits: bool) -> None:
    case = Case(RECORD, since, date.fromisoformat(today))
    assert bool(advice(part, "zh", case=case).patience) is waits


def test_an_unknown_end_leaves_it_open() -> None:
    case = Case(replace(RECORD, expected_graduation=""), "", date(2030, 1, 1))
    assert advice(Photo.DEGREE, "en", case=case).patience
