"""The program fails, wherever it can: a calm page, and Welcome again in the same process."""

import re
from pathlib import Path

from kiosk.model.terminal import Condition
from tests.pty.faulty import VALUES
from tests.pty.lonely import (
    ACCOUNT,
    CALM,
    SECRETS,
    STUDENT,
    WELCOME,
    Open,
    begun_at,
    come_to_account,
    holds,
    identify,
    open_terminal,
    school,
)
from tests.pty.real_terminal import RealTerminal
from tests.pty.traces import assert_nothing_left, found_in, go_round
from tests.school import School

__all__ = ["open_terminal", "school"]

IN_A_VISIT = ("in_thread", "in_loop", "in_use_case", "in_painting", "in_composing")
F2 = "\x1bOQ"
_LINE = re.compile(r"[0-9T:+-]{25} [A-Za-z]+|  \w+\.py:\d+ \S+")


def noted(school: School) -> str:
    return (school.folder / "log" / "crash.log").read_text(encoding="utf-8")


def assert_frames_only(log: str) -> None:
    assert log
    assert [line for line in log.splitlines() if not _LINE.fullmatch(line)] == []


def fail(terminal: RealTerminal, fault: str) -> None:
    """Come to where a fault is, and see the calm page."""
    if fault == "in_composing":
        come_to_account(terminal)
        terminal.type("\r")
    else:
        identify(terminal)
    terminal.sees(*CALM)


def test_a_failure_is_a_calm_page_and_then_welcome_in_the_same_process(
    school: School, open_terminal: Open, tmp_path: Path
) -> None:
    terminal = open_terminal("long_ago", FAULTS=" ".join(IN_A_VISIT))
    terminal.sees(WELCOME)
    began = begun_at(terminal)
    for count, fault in enumerate(IN_A_VISIT, 1):
        fail(terminal, fault)
        at = bytes(terminal.raw).rindex("请联系工作人员".encode())
        terminal.sees(WELCOME)
        assert begun_at(terminal) == began, fault
        assert noted(school).count("RuntimeError") == count, fault
        if fault == IN_A_VISIT[-1]:
            go_round(terminal)
        assert found_in(terminal.raw[at:]) == [], fault
        assert_nothing_left(terminal, tmp_path)
    assert VALUES.encode() not in terminal.raw
    assert b"Traceback" not in terminal.raw
    assert_frames_only(noted(school))
    assert terminal.close() == 0


def test_what_is_typed_over_a_failure_shows_and_begins_nothing(
    open_terminal: Open, tmp_path: Path
) -> None:
    """It may be the rest of what the one before typed."""
    terminal = open_terminal("typed_over")
    fail(terminal, "in_thread")
    at = bytes(terminal.raw).rindex("请联系工作人员".encode())
    terminal.type(F2)
    terminal.until((tmp_path / "temp" / "anew").exists)
    assert found_in(terminal.raw[at:]) == [], "the loop that still turns paints nothing"
    terminal.type("4711")
    terminal.sees(WELCOME)
    terminal.type("0815")
    terminal.sees("您是谁", "0815")
    assert "4711" not in terminal.text()
    assert terminal.close() == 0


def test_three_failures_within_a_minute_are_a_still_page_and_the_desk_is_told(
    school: School, open_terminal: Open
) -> None:
    terminal = open_terminal("in_turn", FAULTS="at_start in_import at_start at_start")
    terminal.sees(*CALM, "正在自动恢复")
    terminal.sees(*CALM, "一分钟内连续出错三次", "three times within a minute")
    terminal.until(lambda: any(one.condition is Condition.STOPPED for one in school.store.beats()))
    log = noted(school)
    assert (log.count("RuntimeError"), log.count("ModuleNotFoundError")) == (2, 1)
    assert_frames_only(log)
    assert terminal.close() == 0
    assert b"Traceback" not in terminal.raw


def test_what_cannot_even_begin_is_a_still_page(school: School, open_terminal: Open) -> None:
    terminal = open_terminal("in_first_import")
    terminal.sees(*CALM, "正在自动恢复")
    terminal.sees(*CALM, "一分钟内连续出错三次", "three times within a minute")
    assert_frames_only(noted(school))
    assert terminal.close() == 0
    assert b"Traceback" not in terminal.raw


def test_broken_texts_leave_words_of_last_resort(school: School, open_terminal: Open) -> None:
    terminal = open_terminal("no_texts")
    terminal.sees(*CALM)
    terminal.until((school.folder / "log" / "crash.log").exists)
    assert_frames_only(noted(school))
    assert b"Traceback" not in terminal.raw


def test_fonts_that_are_broken_stop_no_signature(school: School, open_terminal: Open) -> None:
    terminal = open_terminal("half_a_font")
    come_to_account(terminal)
    for seen, typed in ((ACCOUNT, "\r"), ("请签名", "3"), ("我会在纸上签名", " "), ("√", "\r")):
        terminal.sees(seen)
        terminal.type(typed)
    terminal.sees("声明已经存好", "请找工作人员")
    assert len(school.student(STUDENT.student_no).declarations) == 1
    assert b"Traceback" not in terminal.raw
    assert terminal.close() == 0


def test_it_begins_anew_after_many_visits_with_nothing_of_them_in_memory(
    open_terminal: Open,
) -> None:
    terminal = open_terminal("renewed_often")
    identify(terminal)
    terminal.sees("请逐项核对学籍信息")
    assert holds(terminal, STUDENT.id_number)
    began = begun_at(terminal)
    terminal.type("\x1b[21~")
    terminal.sees("One moment, please")
    at = len(terminal.raw)
    terminal.sees(WELCOME)
    assert begun_at(terminal) == began
    assert not any(one in terminal.raw[at:] for one in SECRETS)
    assert not holds(terminal, STUDENT.id_number)
    assert terminal.close() == 0
