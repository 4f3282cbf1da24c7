"""A class at the desk's terminal, and the way to it."""

from collections.abc import Callable
from dataclasses import replace

from tests.pty.real_terminal import RealTerminal
from tests.school import RECORD

CLASS = [replace(RECORD, student_no=f"3121920{n}", id_number="") for n in range(1, 5)]
Open = Callable[..., RealTerminal]
F3, F4, F5, F9 = "\x1bOR", "\x1bOS", "\x1b[15~", "\x1b[20~"


def into_class(desk: RealTerminal) -> None:
    """Open the college, the major and the class that stand first."""
    desk.sees("机械工程学院", "核查率")
    desk.type("\x1b[H")
    desk.until(lambda: desk.place("▌机械工程") is not None)
    desk.type("\r")
    desk.until(lambda: desk.place("▌机械产品") is not None)
    desk.type("\r")
    desk.until(lambda: desk.place("▌质检3192") is not None)
    desk.type("\r")
    desk.sees("全班", "31219204")
