"""``kiosk queue``: what waits for paper, by the desk's hand."""

from pathlib import Path

import pytest

from tests.cli.conftest import Kiosk

ONE, TWO = "2019000001", "2019000002"


@pytest.fixture
def waiting(school: Kiosk) -> Kiosk:
    """Both students have declared, the second one first."""
    for number in (TWO, ONE):
        done = school("declare", number, "--verdict", "correct", "--as", "李老师")
        assert done.code == 0
    return school


def sheets(kiosk: Kiosk) -> list[Path]:
    return sorted((kiosk.home / "out").glob("*"))


def test_nothing_waits_at_first(school: Kiosk) -> None:
    assert school("queue", "list", "--json").json == []
    assert school("queue", "list").out == "没有等着打印的档案页。\n"
    printed = school("queue", "print")
    assert (printed.code, printed.out) == (0, "没有等着打印的档案页。\n")


def test_what_waits_is_listed_with_its_number(waiting: Kiosk) -> None:
    found = waiting("queue", "list", "--json").json
    assert [one["order"] for one in found] == [1, 2]
    assert {one["student_no"] for one in found} == {ONE, TWO}
    lines = waiting("queue", "list").out.splitlines()
    for one, line in zip(found, lines, strict=True):
        assert all(str(value) in line for value in one.values())
        assert "陈佳" not in line


def test_all_is_printed_and_then_nothing_waits(waiting: Kiosk) -> None:
    listed = waiting("queue", "list", "--json").json
    printed = waiting("queue", "print", "--json").json
    assert [(one["student_no"], one["sheet"], one["state"]) for one in printed] == [
        (one["student_no"], one["sheet"], "printed") for one in listed
    ]
    assert [one.name for one in sheets(waiting)] == sorted(
        f"{one['sheet']}.1.pdf" for one in listed
    )
    assert waiting("queue", "list", "--json").json == []
    assert waiting("student", ONE, "--json").json["events"][-1]["kind"] == "printed"


def test_one_is_printed_by_its_number(waiting: Kiosk) -> None:
    done = waiting("queue", "print", TWO)
    assert done.code == 0
    assert TWO in done.out
    assert "已打印" in done.out
    assert [one["student_no"] for one in waiting("queue", "list", "--json").json] == [ONE]
    refused = waiting("queue", "print", ONE, TWO)
    assert refused.code == 1
    assert "没有待打印" in refused.err
    assert len(sheets(waiting)) == 1, "one of two that cannot be printed stops both"


def test_one_more_copy_knows_no_limit(waiting: Kiosk) -> None:
    waiting("queue", "print")
    for _ in range(3):
        assert waiting("queue", "print", ONE, "--again").code == 0
    assert len(sheets(waiting)) == 5
    event = waiting("student", ONE, "--json").json["events"][-1]
    assert event["actor"].startswith("staff:")
    assert waiting("queue", "print", "--again").code == 2


def test_a_printer_in_trouble_leaves_the_rest_and_says_so(waiting: Kiosk) -> None:
    (waiting.home / "out").write_text("in the way", encoding="ascii")
    failed = waiting("queue", "print")
    assert failed.code == 1
    assert "打印机连不上" in failed.out
    assert "2" in failed.err
    assert len(waiting("queue", "list", "--json").json) == 2


def test_what_is_dropped_waits_no_more(waiting: Kiosk) -> None:
    dropped = waiting("queue", "drop", ONE, "--json").json
    assert dropped["student_no"] == ONE
    assert [one["student_no"] for one in waiting("queue", "list", "--json").json] == [TWO]
    assert not sheets(waiting)
    again = waiting("queue", "drop", ONE)
    assert (again.code, "没有待打印" in again.err) == (1, True)
    assert waiting("queue", "drop", "2019999999").code == 1
    assert waiting("student", ONE, "--json").json["events"][-1]["kind"] == "dropped"
