"""A whole visit through a real terminal, by bytes, until the sheet lies in the folder."""

import os
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from kiosk.services.demo import Hint, hints
from tests.pty.real_terminal import RealTerminal

ROOT = Path(__file__).parents[2]
STUDENTS = 12


@pytest.fixture
def usual() -> Hint:
    """Somebody in whose record nothing is wrong."""
    today = datetime.now().astimezone().date()
    return next(hint for hint in hints(STUDENTS, 1, today) if hint.text == "demo.usual")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[RealTerminal]:
    command = [sys.executable, "-m", "kiosk.cli", "--home", str(tmp_path), "demo"]
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("KIOSK")},
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "PYTHONPATH": str(ROOT),
    }
    opened = RealTerminal([*command, "--students", str(STUDENTS)], environment, tmp_path)
    yield opened
    opened.close()


def printed(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "out").glob("*.pdf"))


def assert_sheet(file: Path, hint: Hint) -> None:
    document = pdfium.PdfDocument(file)
    assert len(document) == 1
    page = document[0]
    width, height = page.get_size()
    assert abs(width / 72 * 25.4 - 210) < 0.5
    assert abs(height / 72 * 25.4 - 297) < 0.5
    text = page.get_textpage().get_text_bounded()
    assert hint.student_no in text
    assert "学籍信息已核对，正确无误。" in text.replace("\r\n", "")
    document.close()


def wait_for_second_factor(terminal: RealTerminal, usual: Hint) -> None:
    """Wait until the number is there and the cursor stands in the line below it."""
    terminal.sees("证件号码后六位", usual.student_no)
    label = terminal.place("证件号码后六位")
    assert label is not None
    terminal.until(lambda: label[1] < terminal.row_of_cursor() <= label[1] + 3)


def test_typed(terminal: RealTerminal, usual: Hint, tmp_path: Path) -> None:
    terminal.sees("按任意键、触屏或扫学生证开始")
    terminal.type(f"{usual.student_no}\r")
    wait_for_second_factor(terminal, usual)
    terminal.type(f"{usual.tail.lower()}\r")
    terminal.sees("请逐项核对学籍信息")
    terminal.type("\r")
    terminal.sees("这是您要声明的话")
    terminal.type(" ")
    terminal.sees("√")
    terminal.type("\r")
    terminal.sees("学信网帐号")
    terminal.type("\r")
    terminal.sees("请签名")
    terminal.type("3")
    terminal.sees("我会在纸上签名")
    terminal.type(" ")
    terminal.sees("√")
    terminal.type("\r")
    terminal.until(lambda: bool(printed(tmp_path)))
    assert_sheet(printed(tmp_path)[0], usual)
    terminal.sees("纸拿到手了吗")
    terminal.type("1")
    terminal.sees("秒后回首页", "交给辅导员")
    terminal.type("\x1b[21~")
    terminal.sees("按任意键、触屏或扫学生证开始")
    assert usual.student_no not in terminal.text()


def test_by_mouse_alone_but_for_the_numbers_of_a_scanner(
    terminal: RealTerminal, usual: Hint, tmp_path: Path
) -> None:
    """At 80×24 there is no keypad: the numbers are scanned, the rest is pointed at."""
    terminal.sees("按任意键、触屏或扫学生证开始")
    terminal.click("按任意键")
    terminal.sees("您是谁")
    terminal.type(f"{usual.student_no}\r")
    wait_for_second_factor(terminal, usual)
    terminal.type(usual.tail)
    terminal.until(lambda: terminal.text().count("●") == len(usual.tail))
    terminal.click("下一步")
    terminal.sees("请逐项核对学籍信息")
    terminal.click("全部正确")
    terminal.sees("这是您要声明的话")
    terminal.click("我本人")
    terminal.sees("√")
    terminal.click("确认声明")
    terminal.sees("学信网帐号")
    terminal.click("下一步")
    terminal.sees("请签名")
    terminal.draw((20, 8), (24, 13), (30, 8), (36, 14), (48, 9), (56, 12))
    terminal.click("就用这个签名")
    terminal.until(lambda: bool(printed(tmp_path)))
    assert_sheet(printed(tmp_path)[0], usual)
    assert terminal.close() == 0
    assert b"\x1b[?1049l" in terminal.raw
    assert b"Traceback" not in terminal.raw


@pytest.mark.parametrize(
    "data", ["张三".encode("gbk"), b"\x1b[1114112u", b"\x1b[99999999999999999999u", b"\x1b[:;1u"]
)
def test_what_no_terminal_should_send_ends_nothing(terminal: RealTerminal, data: bytes) -> None:
    terminal.sees("按任意键、触屏或扫学生证开始")
    terminal.send(data)

    def started() -> bool:
        terminal.type(" ")  # what comes together with the unreadable is lost with it
        return "您是谁" in terminal.text()

    terminal.until(started)
    assert terminal.close() == 0
    assert b"Traceback" not in terminal.raw
