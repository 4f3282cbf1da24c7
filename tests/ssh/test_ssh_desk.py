"""Without a command a key opens the desk, on a terminal of the client's."""

import os

from tests.pty.real_terminal import RealTerminal
from tests.servers import until
from tests.ssh.conftest import Lab


def desk(lab: Lab, name: str) -> RealTerminal:
    command = lab.client(name, alone=True)
    environment = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    return RealTerminal(command, environment, lab.folder)


def test_a_key_opens_the_desk_of_its_person(lab: Lab) -> None:
    terminal = desk(lab, "fu")
    terminal.sees("fu · 辅导员 · 质检3191", "机械工程学院")
    assert "电子信息学院" not in terminal.text()
    terminal.type("q")
    assert terminal.program.wait(20) == 0
    assert not lab.at_work()


def test_who_hangs_up_leaves_nothing_running(lab: Lab) -> None:
    terminal = desk(lab, "xiao")
    terminal.sees("xiao")
    (working,) = lab.at_work()
    terminal.program.kill()
    terminal.program.wait(20)
    until(lambda: not working.is_running())


def test_without_a_terminal_the_desk_is_refused(lab: Lab) -> None:
    ran = lab.ssh("fu", "desk")
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert ran.stderr
