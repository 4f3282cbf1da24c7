"""Rounds are opened and closed by the school."""

import pytest

from tests.cli.conftest import Kiosk


def test_a_new_home_has_this_years_first_round_open(kiosk: Kiosk) -> None:
    found = kiosk("round", "list", "--json").json
    assert [one["round"].partition("/")[2] for one in found] == ["initial"]
    assert kiosk("round", "list", "--json").json == found


def test_a_round_is_opened_listed_and_closed(kiosk: Kiosk) -> None:
    opened = kiosk(
        *("round", "open", "2020/year2", "--grade", "2019级", "--from", "2020/9/1", "--json"),
        *("--until", "2020-10-01"),
    ).json
    assert opened == {
        "round": "2020/year2",
        "grade": "2019",
        "from": "2020-09-01",
        "until": "2020-10-01",
    }
    assert opened in kiosk("round", "list", "--json").json
    assert "2020/year2" in kiosk("round", "list").out
    assert kiosk("round", "close", "2020/year2", "--grade", "2019").code == 0
    assert opened not in kiosk("round", "list", "--json").json


def test_a_closed_round_cannot_be_closed(kiosk: Kiosk) -> None:
    first = kiosk("round", "list", "--json").json[0]["round"]
    assert kiosk("round", "close", first).code == 0
    assert kiosk("round", "close", first).code == 1
    assert kiosk("round", "list").out == "没有开放的轮次。\n"


@pytest.mark.parametrize(
    "more",
    [
        ("2020",),
        ("2020/year1",),
        ("2020/year2", "--grade", "19"),
        ("2020/year2", "--from", "soon"),
        ("2020/year2", "--from", "2020-02-30"),
        ("2020/year2", "--from", "2020-09-02", "--until", "2020-09-01"),
    ],
)
def test_what_means_nothing_is_wrong_usage(kiosk: Kiosk, more: tuple[str, ...]) -> None:
    before = kiosk("round", "list").out
    assert kiosk("round", "open", *more).code == 2
    assert kiosk("round", "list").out == before
