"""``kiosk terminals``: for people, and for scripts that watch."""

from datetime import datetime, timedelta

from kiosk.cli.home import now
from kiosk.model.terminal import Beat, Condition
from store.tiny import TinyStore
from tests.cli.conftest import Kiosk


def beat(kiosk: Kiosk, name: str, condition: Condition, ago: timedelta = timedelta()) -> datetime:
    at = now() - ago
    TinyStore(kiosk.home / "data").beat(Beat(name, at, condition, "0.1.0"))
    return at


def test_a_home_without_terminals(school: Kiosk) -> None:
    assert school("terminals").out == "还没有终端报到。\n"
    ran = school("terminals", "--json")
    assert (ran.code, ran.json) == (0, [])


def test_terminals_that_work_and_one_in_trouble(school: Kiosk) -> None:
    at = beat(school, "lab-01", Condition.WORKING)
    beat(school, "lab-02", Condition.TROUBLE)
    ran = school("terminals", "--json")
    assert ran.code == 0
    assert ran.json[0] == {
        "terminal": "lab-01",
        "standing": "working",
        "condition": "working",
        "at": at.isoformat(timespec="seconds"),
        "version": "0.1.0",
    }
    assert [one["standing"] for one in ran.json] == ["working", "trouble"]


def test_what_needs_somebody_is_an_exit_code(school: Kiosk) -> None:
    at = beat(school, "lab-01", Condition.WORKING, timedelta(minutes=3))
    ran = school("terminals")
    assert ran.code == 1
    assert ran.out.split() == ["lab-01", "没有回应", *f"{at:%Y-%m-%d %H:%M}".split(), "0.1.0"]
    beat(school, "lab-01", Condition.STOPPED)
    ran = school("terminals", "--json")
    assert (ran.code, ran.json[0]["standing"]) == (1, "stopped")
    beat(school, "lab-01", Condition.WORKING)
    assert school("terminals").code == 0


def test_a_terminal_that_was_sold_alarms_no_more(school: Kiosk) -> None:
    beat(school, "sold", Condition.STOPPED)
    beat(school, "lab-01", Condition.WORKING)
    ran = school("terminals", "--forget", "sold", "--json")
    assert (ran.code, [one["terminal"] for one in ran.json]) == (0, ["lab-01"])
    again = school("terminals", "--forget", "sold")
    assert (again.code, again.out) == (1, "")
    assert "“sold”" in again.err
