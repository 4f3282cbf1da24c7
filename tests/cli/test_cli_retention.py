"""``kiosk retention`` as it is typed: figures first, a deliberate yes, and nothing comes back."""

import io
import sys
from datetime import date

import pytest

from kiosk.model.events import Kind
from kiosk.model.staff import Role
from kiosk.rules.access import MAY_RUN
from store.tiny import TinyStore
from tests.cli.conftest import Kiosk
from tests.roster.samples import student

GONE, HERE = "2019000001", "2019000002"
LONG_AGO = f"{date.today().year - 4}-07-01"  # noqa: DTZ011 - the program asks the same clock
LATELY = f"{date.today().year - 1}-07-01"  # noqa: DTZ011 - as above


@pytest.fixture
def through(kiosk: Kiosk) -> Kiosk:
    """Two students, one of whom graduated long ago."""
    roster = kiosk.roster(
        student(1, name="甲子丑", expected_graduation=LONG_AGO),
        student(2, name="陈佳", expected_graduation=LATELY),
    )
    assert kiosk("import", roster).code == 0
    return kiosk


def numbers(kiosk: Kiosk) -> set[str]:
    return set(TinyStore(kiosk.home / "data").students())


def test_a_check_counts_by_class_and_names_nobody(through: Kiosk) -> None:
    ran = through("retention", "--check")
    assert ran.code == 0
    assert "到期 1 人" in ran.out
    assert GONE not in ran.out
    assert "甲子丑" not in ran.out
    found = through("retention", "--check", "--json").json
    assert (found["students"], found["owed"], found["years"], found["files"]) == (1, 0, 3, 0)
    assert [one["students"] for one in found["classes"]] == [1]
    assert numbers(through) == {GONE, HERE}


def test_nothing_goes_unless_somebody_says_so(through: Kiosk) -> None:
    ran = through("retention")
    assert ran.code == 1
    assert "没有清除" in ran.err
    assert numbers(through) == {GONE, HERE}


@pytest.mark.parametrize(
    ("typed", "left"), [("y", {GONE, HERE}), ("2", {GONE, HERE}), ("1", {HERE})]
)
def test_at_a_terminal_the_number_is_typed(
    through: Kiosk, monkeypatch: pytest.MonkeyPatch, typed: str, left: set[str]
) -> None:
    stdin = io.StringIO(f"{typed}\n")
    monkeypatch.setattr(stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", stdin)
    assert through("retention").code == (1 if GONE in left else 0)
    assert numbers(through) == left


def test_who_is_through_goes_and_the_desk_tells(through: Kiosk) -> None:
    ran = through("retention", "--yes", "--json")
    assert (ran.code, ran.json) == (0, {"students": 1, "blobs": 0, "files": 0, "stayed": 0})
    assert numbers(through) == {HERE}
    assert through("verify", "--store").code == 0
    assert through("student", GONE).code == 1
    kinds = [one["kind"] for one in through("log", "--json").json]
    assert kinds[-3:] == [Kind.SEALED, Kind.RETIRED, Kind.CLEARED]
    again = through("retention", "--yes")
    assert again.code == 0
    assert "没有到期" in again.out


def test_an_old_roster_brings_nobody_back_without_a_word(through: Kiosk) -> None:
    assert through("retention", "--yes").code == 0
    old = through.roster(student(1, name="甲子丑", expected_graduation=LONG_AGO), name="旧.csv")
    found = through("import", old, "--check", "--json").json
    assert [(one["row"], one["value"]) for one in found["warnings"]] == [(2, GONE)]
    assert "已到期清除" in found["warnings"][0]["error"]
    assert through("import", old).code == 0
    assert numbers(through) == {GONE, HERE}
    assert through("verify", "--store").code == 0
    assert through("retention", "--yes", "--json").json["students"] == 1
    assert through("verify", "--store").code == 0


def test_only_the_school_may() -> None:
    assert [role for role in Role if "retention" in MAY_RUN[role]] == [Role.SCHOOL]
