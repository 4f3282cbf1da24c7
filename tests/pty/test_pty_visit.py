"""A whole visit through a real terminal, by bytes, until the sheet lies in the folder."""

from datetime import datetime
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from kiosk.services.demo import Hint, hints
from tests.pty.by_keys import WELCOME, identify, sign_on_paper, wait_for_second_factor
from tests.pty.conftest import STUDENTS
from tests.pty.real_terminal import RealTerminal


@pytest.fixture
def people() -> list[Hint]:
    """Two in whose records nothing is wrong."""
    today = datetime.now().astimezone().date()
    made = {hint.text: hint for hint in hints(STUDENTS, 1, today)}
    return [made["demo.usual"], made["demo.long_name"]]


def wait_for_sheets(terminal: RealTerminal, folder: Path, *people: Hint) -> None:
    """Wait until so many sheets lie there, and look at each."""
    terminal.until(lambda: len(list(folder.glob("*.pdf"))) == len(people))
    files = sorted(folder.glob("*.pdf"), key=lambda one: one.stat().st_mtime_ns)
    for file, who in zip(files, people, strict=True):
        document = pdfium.PdfDocument(file)
        assert len(document) == 1
        page = document[0]
        width, height = page.get_size()
        assert abs(width / 72 * 25.4 - 210) < 0.5
        assert abs(height / 72 * 25.4 - 297) < 0.5
        text = page.get_textpage().get_text_bounded()
        assert who.student_no in text
        assert "学籍信息已核对，正确无误。" in text.replace("\r\n", "")
        document.close()


def visit_by_mouse(terminal: RealTerminal, who: Hint) -> None:
    """At 80×24 there is no keypad: the numbers are scanned, the rest is pointed at."""
    terminal.click("按任意键")
    terminal.sees("您是谁")
    terminal.type(f"{who.student_no}\r")
    wait_for_second_factor(terminal, who.student_no)
    terminal.type(who.tail)
    terminal.until(lambda: terminal.text().count("●") == len(who.tail))
    for seen, pointed_at in (
        ("●", "下一步"),
        ("请逐项核对学籍信息", "全部正确"),
        ("这是您要声明的话", "我本人"),
        ("√", "确认声明"),
        ("学信网帐号", "下一步"),
    ):
        terminal.sees(seen)
        terminal.click(pointed_at)
    terminal.sees("请签名")
    terminal.draw((20, 8), (24, 13), (30, 8), (36, 14), (48, 9), (56, 12))
    terminal.click("就用这个签名")


def test_one_types_and_the_next_one_points(
    terminal: RealTerminal, people: list[Hint], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    identify(terminal, people[0].student_no, people[0].tail)
    sign_on_paper(terminal)
    wait_for_sheets(terminal, out, people[0])
    terminal.sees("纸拿到手了吗")
    terminal.type("1")
    terminal.sees("秒后回首页", "交给辅导员")
    terminal.type("\x1b[21~")
    terminal.sees(WELCOME)
    assert people[0].student_no not in terminal.text()
    visit_by_mouse(terminal, people[1])
    wait_for_sheets(terminal, out, *people)
    assert terminal.close() == 0
    assert b"\x1b[?1049l" in terminal.raw
    assert b"Traceback" not in terminal.raw
