"""The desk through a real terminal: one's day there, and what others do meanwhile."""

from kiosk.model.paper import Reason
from kiosk.model.staff import Role, Staff
from kiosk.services.staff.members import StaffBook
from tests.pty.at_desk import CLASS, F3, F4, F5, F9, Open, into_class
from tests.school import INITIAL, RECORD, School
from tests.screens.clerk import signed
from tests.services.ssh_keys import KEY

CTRL_Q, CTRL_U = "\x11", "\x15"


def test_a_day_at_the_desk(school: School, open_terminal: Open) -> None:
    codes = [signed(school, one) for one in CLASS[:3]]
    desk = open_terminal("desk")
    into_class(desk)
    desk.type("m")
    desk.sees("只看缺交：缺 4 人")
    desk.type("\x1b[F")
    desk.until(lambda: desk.place("▌31219204") is not None)
    desk.type("r")
    desk.sees("可以缺交，因为")
    desk.type("\x1b[B\r")
    desk.sees("免 参军", "其中免 1 人")
    desk.type(F5)
    for n, code in enumerate((codes[2], codes[0], codes[1]), 1):
        desk.type(f"{code}\r")
        desk.sees("收下", f"这次收了 {n} 份")
    desk.sees("放在 林小满（31219201） 和 林小满（31219203） 之间")
    desk.type(F3)
    desk.sees("只看缺交：缺 1 人")
    desk.type("q")
    assert desk.ends() == 0
    excuse = school.student("31219204").excuse(INITIAL)
    assert excuse is not None
    assert excuse.reason is Reason.ENLISTED
    assert [len(school.student(one.student_no).handins) for one in CLASS] == [1, 1, 1, 0]


def test_two_desks_see_each_other_and_what_is_signed_without_a_key(
    school: School, open_terminal: Open
) -> None:
    board, tray = open_terminal("desk"), open_terminal("desk")
    into_class(board)
    board.sees("核查率 0.0%")
    tray.sees("核查率")
    tray.type(f"{F5}07R")
    code = signed(school, CLASS[0])
    board.sees("核查率 25.0%", "已打印")
    assert board.place("▌31219201") is not None
    tray.sees("07R")
    tray.type(f"{CTRL_U}{code}\r")
    tray.sees("收下", "31219201")
    board.sees("已上交", "缺 3 人")
    tray.type(CTRL_Q)
    board.type(CTRL_Q)
    assert (tray.ends(), board.ends()) == (0, 0)


def test_a_desk_closes_when_its_person_is_no_longer_staff(
    school: School, open_terminal: Open
) -> None:
    people = StaffBook(school.store, school.clock)
    people.add(Staff("fu", Role.COUNSELOR, KEY, classes=(RECORD.class_name,)), "staff:wang")
    desk = open_terminal("ssh", "--staff", "fu")
    desk.sees("核查率")
    desk.type(f"{F5}07R")
    desk.sees("07R")
    people.remove("fu", "staff:wang")
    assert desk.ends() == 1
    assert desk.raw.rpartition(b"\x1b[?1049l")[2].decode().count("您已不在工作人员名单里") == 1
    assert b"Traceback" not in desk.raw


def test_what_is_typed_and_scanned_ahead_waits_for_the_page_that_it_is_meant_for(
    school: School, open_terminal: Open
) -> None:
    codes = [signed(school, one) for one in CLASS[:3]]
    desk = open_terminal("desk")
    desk.sees("核查率")
    home, down = "\x1b[H", "\x1b[B"
    desk.type(
        f"{F4}c{down}\r"
        f"{F9}s{CTRL_U}2020-09-01\r31219201{CTRL_U}40000001\rdemo\r"
        f"{F3}{home}\r\r\rm{down}r"
    )
    desk.sees("可以缺交，因为", "31219202")
    desk.type(f"\x1b{F4}")
    desk.sees("只看：全部未办结 · 机械工程学院")
    desk.type(F9)
    desk.sees("2020-09-01", "40000001", "demo")
    desk.type(f"{F5}{codes[0]}\rno sheet{CTRL_U}{codes[1]}\r{F3}{F5}{codes[2]}\r")
    desk.sees("这次收了 3 份")
    assert [len(school.student(one.student_no).handins) for one in CLASS] == [1, 1, 1, 0]
