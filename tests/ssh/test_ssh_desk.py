"""Without a command a key opens the desk, on a terminal of the client's."""

import os
from collections.abc import Sequence
from functools import partial

from kiosk.cli.home import Home
from kiosk.model.events import Kind
from kiosk.model.request import RequestState
from kiosk.rules.fold import fold
from tests.pty.real_terminal import RealTerminal
from tests.roster.samples import delimited, student, table
from tests.servers import until
from tests.ssh.conftest import MINE, THEIRS, Lab


def desk(lab: Lab, name: str) -> RealTerminal:
    command = lab.client(name, alone=True)
    environment = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    return RealTerminal(command, environment, lab.folder)


def test_who_hangs_up_leaves_nothing_running(lab: Lab) -> None:
    terminal = desk(lab, "xiao")
    terminal.sees("xiao")
    (working,) = lab.at_work()
    terminal.program.kill()
    terminal.program.wait(20)
    until(lambda: not working.is_running())
    assert not lab.at_work()


def test_without_a_terminal_the_desk_is_refused(lab: Lab) -> None:
    ran = lab.ssh("fu", "desk")
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert ran.stderr


def declared(lab: Lab, number: str, *wrong: str) -> str:
    """Have a student declare at the counter, and return the sheet's code."""
    values = [word for one in wrong for word in ("--wrong", one)]
    verdict = "disputed" if wrong else "correct"
    lab.kiosk("declare", number, "--verdict", verdict, *values, "--as", "林老师")
    return fold(number, Home.open(lab.home).store.events(number)).declarations[-1].code


def test_a_day_at_the_desk(lab: Lab) -> None:
    """Board, class, who is missing, one excused; a request accepted; three sheets; a roster."""
    (lab.home / "名册2.csv").write_text(
        delimited(table(*(student(n, name="柳青" if n != 6 else "柳新") for n in range(3, 8)))),
        encoding="utf-8",
    )
    before = lab.folder / "名册1.csv"
    before.write_text(delimited(table(*map(student, range(3, 8)))), encoding="utf-8")
    lab.kiosk("import", before)
    codes = [declared(lab, f"201900000{n}") for n in (3, 4)]
    codes.append(declared(lab, "2019000005", "major=数控技术"))

    terminal = desk(lab, "xiao")
    terminal.sees("xiao", "机械分院")
    _excuse(terminal)
    _accept(terminal)
    _hand_in(terminal, codes)
    _import(terminal)
    terminal.type("\x11")
    assert terminal.program.wait(20) == 0

    store = Home.open(lab.home).store
    students = {number: fold(number, store.events(number)) for number in store.students()}
    assert [one.excuses[0].actor for one in students.values() if one.excuses] == ["staff:xiao"]
    (request,) = students["2019000005"].requests
    assert request.state is RequestState.AGREED
    assert [number for number, one in students.items() if one.handins] == [
        f"201900000{n}" for n in (3, 4, 5)
    ]
    assert students["2019000006"].record.name == "柳新"
    assert students["2019000007"].rev == 1
    looks = [one.body["student_no"] for one in store.desk() if one.kind is Kind.LOOKED]
    assert "2019000005" in looks


def _choose(terminal: RealTerminal, line: str) -> None:
    """Go down to a line, and open it."""
    terminal.sees(line)
    row = "▌" + "".join(line.split())
    while row not in terminal.text():
        before = terminal.text()
        terminal.type("\x1b[B")
        terminal.until(partial(_differs, terminal, before))
    terminal.type("\r")


def _differs(terminal: RealTerminal, before: str) -> bool:
    return terminal.text() != before


def _excuse(terminal: RealTerminal) -> None:
    for line in ("机械分院", "机械制造", "质检3192"):
        _choose(terminal, line)
    terminal.sees("2019000007", "全班")
    terminal.type("m")
    terminal.sees("只看缺交")
    terminal.type("r")
    terminal.sees("可以缺交")
    terminal.type("\r")
    terminal.sees("免 休学")


def _accept(terminal: RealTerminal) -> None:
    terminal.type("\x1bOS")
    terminal.sees("更正申请", "待受理")
    terminal.type("\r")
    terminal.sees("原：", "应为：数控技术")
    for key, asked, done in (
        ("t", "受理", "xiao  受理"),
        ("f", "上报省级", "xiao  上报省级"),
        ("y", "同意更正", "xiao  同意"),
    ):
        terminal.type(key)
        terminal.sees(f"{asked}：")
        terminal.type("\r")
        terminal.sees(done)


def _hand_in(terminal: RealTerminal, codes: Sequence[str]) -> None:
    terminal.type("\x1b[15~")
    terminal.sees("收材料")
    for n, code in enumerate(codes, 1):
        terminal.type(f"{code}\r")
        terminal.sees(f"这次收了{n}份")


def _import(terminal: RealTerminal) -> None:
    terminal.type("\x1b[17~")
    _choose(terminal, "[ ] 名册2.csv")
    terminal.sees("更改 1", "柳新")
    terminal.type("i")
    terminal.sees("写入 1 人")


def test_two_desks_see_what_happens_elsewhere_each_in_its_own_scope(lab: Lab) -> None:
    """Within two seconds; the test allows as much again, for a machine with other work."""
    both = office, counselor = [desk(lab, name) for name in ("xiao", "fu")]
    for terminal in both:
        terminal.sees("核查率", "已核对0人")
    office.sees("机械工程学院", "电子信息学院")
    counselor.sees("fu · 辅导员 · 质检3191", "机械工程学院")
    assert "电子信息学院" not in counselor.text()
    lab.kiosk("declare", MINE, "--verdict", "correct", "--as", "林老师")
    for terminal in both:
        terminal.until(partial(_shows, terminal, "已核对1人"), seconds=4)
    lab.kiosk("declare", THEIRS, "--verdict", "correct", "--as", "林老师")
    office.until(partial(_shows, office, "已核对2人"), seconds=4)
    assert "已核对1人" in counselor.text()
    for terminal in both:
        terminal.type("q")
        assert terminal.program.wait(20) == 0
    assert not lab.at_work()


def _shows(terminal: RealTerminal, text: str) -> bool:
    return text in terminal.text()


def test_who_hangs_up_while_a_roster_is_imported_leaves_no_half(lab: Lab) -> None:
    many = range(3, 303)
    roster = lab.home / "名册.csv"
    roster.write_text(delimited(table(*map(student, many))), encoding="utf-8")
    terminal = desk(lab, "xiao")
    terminal.sees("xiao")
    terminal.type("\x1b[17~")
    terminal.sees("名册.csv")
    terminal.type("\r")
    terminal.sees("新增 300")
    terminal.type("i")
    until(lambda: len(list(Home.open(lab.home).store.students())) > 2)
    terminal.program.kill()
    terminal.program.wait(20)
    until(lambda: Home.open(lab.home).store.desk()[-1].kind is Kind.ROSTER_READ)
    assert len(list(Home.open(lab.home).store.students())) == 2 + len(many)
