"""The program fails, wherever it can: a calm page, and Welcome again in the same process."""

import re
import resource
from pathlib import Path

import pytest

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
from tests.school import School

__all__ = ["open_terminal", "school"]

IN_A_VISIT = ("in_handler", "in_thread", "in_loop", "in_use_case", "in_composing", "in_painting")
AT_START = ("at_start", "in_import", "in_first_import")
_LINE = re.compile(r"[0-9T:+-]{25} [A-Za-z]+|  \w+\.py:\d+ \S+")


def noted(school: School) -> str:
    return (school.folder / "log" / "crash.log").read_text(encoding="utf-8")


def assert_frames_only(log: str) -> None:
    assert log
    assert [line for line in log.splitlines() if not _LINE.fullmatch(line)] == []


@pytest.mark.parametrize("fault", IN_A_VISIT)
def test_a_failure_is_a_calm_page_and_then_welcome_in_the_same_process(
    school: School, open_terminal: Open, fault: str
) -> None:
    terminal = open_terminal(fault)
    identify(terminal)
    terminal.sees(*CALM)
    began = begun_at(terminal)
    at = bytes(terminal.raw).rindex("请联系工作人员".encode())
    terminal.sees(WELCOME)
    assert begun_at(terminal) == began
    after = bytes(terminal.raw)[at:]
    assert [one for one in (*SECRETS, VALUES.encode()) if one in after] == []
    assert VALUES.encode() not in terminal.raw
    assert b"Traceback" not in terminal.raw
    assert_frames_only(noted(school))
    assert terminal.close() == 0


@pytest.mark.parametrize("fault", AT_START)
def test_three_failures_within_a_minute_are_a_still_page(
    school: School, open_terminal: Open, fault: str
) -> None:
    terminal = open_terminal(fault)
    terminal.sees(*CALM, "正在自动恢复")
    terminal.sees(*CALM, "一分钟内连续出错三次", "three times within a minute")
    assert_frames_only(noted(school))
    assert terminal.close() == 0
    assert b"Traceback" not in terminal.raw


def test_the_desk_is_told_that_a_terminal_stands_still(school: School, open_terminal: Open) -> None:
    terminal = open_terminal("at_start")
    terminal.sees("一分钟内连续出错三次")
    terminal.until(lambda: any(one.condition is Condition.STOPPED for one in school.store.beats()))
    assert noted(school).count("RuntimeError") == 3


def test_broken_texts_leave_words_of_last_resort(school: School, open_terminal: Open) -> None:
    terminal = open_terminal("no_texts")
    terminal.sees(*CALM)
    terminal.until((school.folder / "log" / "crash.log").exists)
    assert_frames_only(noted(school))
    assert b"Traceback" not in terminal.raw


@pytest.mark.parametrize("fault", ["half_a_font", "no_font"])
def test_fonts_that_are_broken_stop_no_signature(
    school: School, open_terminal: Open, fault: str
) -> None:
    terminal = open_terminal(fault)
    come_to_account(terminal)
    for seen, typed in ((ACCOUNT, "\r"), ("请签名", "3"), ("我会在纸上签名", " "), ("√", "\r")):
        terminal.sees(seen)
        terminal.type(typed)
    terminal.sees("签名已经有效", "请找工作人员")
    assert len(school.student(STUDENT.student_no).declarations) == 1
    assert b"Traceback" not in terminal.raw
    assert terminal.close() == 0


def test_no_dump_ever_holds_a_visit(open_terminal: Open, tmp_path: Path) -> None:
    terminal = open_terminal("dumpable")
    identify(terminal)
    asked = tmp_path / "temp" / "dumpable"
    terminal.until(asked.exists)
    assert asked.read_text(encoding="ascii") == "0"
    assert resource.prlimit(terminal.program.pid, resource.RLIMIT_CORE) == (0, 0)
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
