"""Who somebody is, what may be seen of them, and how often they may be wrong."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import Problem
from kiosk.model.record import Field, Record
from kiosk.rules import account, attempts, factor, mask
from kiosk.rules.attempts import Miss

RECORD = Record(name="林小满", id_number="99990020010203001X", student_no="31219201")


@pytest.mark.parametrize(
    ("typed", "masked"),
    [
        ("929366123@qq.com", "929366***@qq.com"),
        ("13612341011", "136****1011"),
        ("136-1234-1011", "136****1011"),
        ("+86 136 1234 1011", "136****1011"),
        ("１３６１２３４１０１１", "136****1011"),
        ("ab@x.cn", "a***@x.cn"),
        ("abcdef@x.cn", "abc***@x.cn"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_accounts_are_kept_masked_only(typed: str, masked: str) -> None:
    assert account.parse(typed) == masked


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("12345", "account"),
        ("02912345678", "account"),
        ("12612341011", "account"),
        ("my password", "account"),
        ("a@b", "mailbox"),
        ("a..b@x.cn", "mailbox"),
        ("a@x..cn", "mailbox"),
        ("a@-x.cn", "mailbox"),
        ("林@x.cn", "mailbox"),
        ("a@x.cn" + "n" * 60, "mailbox"),
    ],
)
def test_what_is_no_account(typed: str, problem: str) -> None:
    found = account.parse(typed)
    assert isinstance(found, Problem)
    assert found.text == f"problem.{problem}"
    assert typed not in found.values.values()


@given(st.from_regex(r"[a-z0-9]{2,30}", fullmatch=True))
def test_a_mask_never_shows_a_whole_mailbox(local: str) -> None:
    masked = account.parse(f"{local}@example.com")
    assert isinstance(masked, str)
    assert f"{local}@" not in masked
    assert "***@example.com" in masked


@pytest.mark.parametrize(
    ("name", "masked"),
    [("", ""), ("满", "＊"), ("李雷", "李＊"), ("陈佳欣", "陈＊欣"), ("阿依古丽·示例", "阿＊例")],
)
def test_masked_names(name: str, masked: str) -> None:
    assert mask.name(name) == masked


def test_masked_numbers_and_dates() -> None:
    assert mask.id_number("99990020010203001X") == "9999**********001X"
    assert mask.id_number("H1234567") == "********"
    assert mask.id_number("") == ""
    assert mask.birth_date("2001-02-03") == "2001年**月**日"
    assert mask.birth_date("") == ""
    assert mask.field(RECORD, Field.ID_NUMBER) == "9999**********001X"
    with pytest.raises(KeyError):
        mask.field(RECORD, Field.NAME)


@pytest.mark.parametrize(
    ("typed", "by_id", "right"),
    [
        ("03001X", False, True),
        ("03001x", False, True),
        (" ０３００１Ｘ ", False, True),
        ("030010", False, False),
        ("3001X", False, False),
        ("99990020010203001X", False, False),
        ("", False, False),
        ("9201", True, True),
        ("03001X", True, False),
    ],
)
def test_the_tail(typed: str, by_id: bool, right: bool) -> None:
    assert factor.tail_matches(RECORD, typed, by_id) is right


def test_nobody_is_let_in_by_an_empty_tail_or_name() -> None:
    nobody = Record(student_no="")
    assert not factor.tail_matches(nobody, "", by_id_number=False)
    assert not factor.tail_matches(nobody, "", by_id_number=True)
    assert not factor.name_matches(nobody, "")


@pytest.mark.parametrize(
    ("name", "typed", "right"),
    [
        ("林小满", " 林 小满 ", True),
        ("林小满", "林大满", False),
        ("甲依·乙", "甲依•乙", True),
        ("甲依·乙", "甲依.乙", True),
        ("𬭎", "𬭎", True),
    ],
)
def test_names(name: str, typed: str, right: bool) -> None:
    assert factor.name_matches(Record(name=name), typed) is right


def test_numbers_as_typed() -> None:
    assert factor.normal(" ３１２1 9201 ") == "31219201"
    assert factor.normal("99990020010203001x") == "99990020010203001X"
    assert factor.is_id_number("99990020010203001X")
    assert not factor.is_id_number("31219201")


# Wrong answers

NOW = datetime(2020, 9, 15, 9, 30, tzinfo=timezone(timedelta(hours=8)))


def misses(n: int, terminal: str = "t1", ago: timedelta = timedelta()) -> tuple[Miss, ...]:
    return tuple(Miss(terminal, NOW - ago) for _ in range(n))


@pytest.mark.parametrize(
    ("before", "until", "everywhere"),
    [
        (misses(4), None, False),
        (misses(5), timedelta(minutes=15), False),
        (misses(5, ago=timedelta(minutes=14)), timedelta(minutes=1), False),
        (misses(5, ago=timedelta(minutes=15)), None, False),
        (misses(5, "t2"), None, False),
        (misses(19, "t2"), None, False),
        (misses(20, "t2"), timedelta(hours=14, minutes=30), True),
        (misses(20, ago=timedelta(hours=9)), timedelta(hours=14, minutes=30), True),
        (misses(20, ago=timedelta(hours=10)), None, False),
    ],
)
def test_when_a_number_is_locked(
    before: tuple[Miss, ...], until: timedelta | None, everywhere: bool
) -> None:
    lock = attempts.lock_of_number(before, "t1", NOW)
    if until is None:
        assert lock is None
    else:
        assert lock == attempts.Lock(NOW + until, everywhere)


def test_a_lock_holds_for_all_of_its_time_however_slowly_it_was_earned() -> None:
    """The fifth miss counts, though the first is forgotten a quarter of an hour after itself."""
    slowly = [Miss("t1", NOW + timedelta(minutes=n)) for n in (0, 3, 6, 9, 12)]
    until = NOW + timedelta(minutes=27)
    for minutes in (12, 15, 26):
        now = NOW + timedelta(minutes=minutes)
        assert attempts.lock_of_number(slowly, "t1", now) == attempts.Lock(until), minutes
    assert attempts.lock_of_number(slowly, "t1", until) is None
    assert attempts.left_here(slowly, "t1", until) == 5
    again = [*slowly, Miss("t1", until)]
    assert attempts.lock_of_number(again, "t1", until) is None


def test_five_in_more_than_a_quarter_of_an_hour_lock_nobody() -> None:
    slower = [Miss("t1", NOW + timedelta(minutes=n)) for n in (0, 4, 8, 12, 15)]
    assert attempts.lock_of_number(slower, "t1", slower[-1].at) is None
    assert attempts.left_here(slower, "t1", slower[-1].at) == 1


def test_how_many_are_left() -> None:
    assert [attempts.left_here(misses(n), "t1", NOW) for n in (0, 1, 5, 9)] == [5, 4, 0, 0]
    assert attempts.left_here(misses(5, "t2"), "t1", NOW) == 5


@pytest.mark.parametrize(("n", "paused"), [(9, False), (10, True), (11, False), (20, True)])
def test_when_a_terminal_pauses(n: int, paused: bool) -> None:
    row = [NOW] * n
    pause = attempts.pause_of_terminal(row, NOW + timedelta(seconds=59))
    assert (pause is not None) is paused
    assert attempts.pause_of_terminal(row, NOW + timedelta(seconds=60)) is None


def test_a_pause_counts_from_the_last_miss() -> None:
    row = [NOW - timedelta(minutes=9 - n) for n in range(10)]
    assert attempts.pause_of_terminal(row, NOW) == attempts.Lock(NOW + timedelta(minutes=1))
