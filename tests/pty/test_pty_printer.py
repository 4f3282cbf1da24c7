"""What befalls a real printer, from the student's screen; each time a key still answers."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pyipp.enums import IppOperation

from kiosk.printing.wire import Question, ask
from kiosk.services.demo import Hint, hints
from tests.ippprinter import IppPrinterProcess
from tests.pty.real_terminal import RealTerminal

ROOT = Path(__file__).parents[2]
STUDENTS = 30
SETTINGS = 'printer = ["{uri}"]\nprint = {{ timeout = {limit} }}\n'

Open = Callable[..., RealTerminal]


@pytest.fixture
def people() -> list[Hint]:
    """Two students in whose records nothing is wrong."""
    today = datetime.now().astimezone().date()
    made = hints(STUDENTS, 1, today)
    return [
        next(one for one in made if one.text == f"demo.{kind}") for kind in ("usual", "long_name")
    ]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Return what opens a terminal of one home, before a printer."""
    with ExitStack() as all_ends:

        def open_one(uri: str, limit: int = 30) -> RealTerminal:
            settings = SETTINGS.format(uri=uri, limit=limit)
            (tmp_path / "kiosk.toml").write_text(settings, encoding="utf-8")
            environment = {
                **{key: value for key, value in os.environ.items() if not key.startswith("KIOSK")},
                "TERM": "xterm-256color",
                "COLORTERM": "truecolor",
                "PYTHONPATH": str(ROOT),
            }
            command = [sys.executable, "-m", "kiosk.cli", "--home", str(tmp_path), "demo"]
            one = RealTerminal([*command, "--students", str(STUDENTS)], environment, tmp_path)
            all_ends.callback(one.close)
            one.sees("按任意键、触屏或扫学生证开始")
            return one

        yield open_one


def sign(terminal: RealTerminal, who: Hint) -> None:
    """Come to the printer with a record in which nothing is wrong, signed on paper."""
    terminal.type(f"{who.student_no}\r")
    terminal.sees("证件号码后六位", who.student_no)
    label = terminal.place("证件号码后六位")
    assert label is not None
    terminal.until(lambda: label[1] < terminal.row_of_cursor() <= label[1] + 3)
    terminal.type(f"{who.tail.lower()}\r")
    for seen, typed in (
        ("请逐项核对学籍信息", "\r"),
        ("这是您要声明的话", " "),
        ("√", "\r"),
        ("学信网帐号", "\r"),
        ("请签名", "3"),
        ("我会在纸上签名", " "),
        ("√", "\r"),
    ):
        terminal.sees(seen)
        terminal.type(typed)


def assert_keys_answer(terminal: RealTerminal) -> None:
    """Change the language and back, whatever the printer does."""
    terminal.type("\x1bOQ")
    terminal.sees("signature counts")
    terminal.type("\x1bOQ")
    terminal.sees("签名已经有效")


def text_of(sheet: Path) -> str:
    document = pdfium.PdfDocument(sheet)
    assert len(document) == 1
    text: str = document[0].get_textpage().get_text_bounded()
    document.close()
    return text


def test_a_visit_ends_with_the_sheet_in_the_tray(
    opened: Open, ipp_printer: IppPrinterProcess, people: list[Hint], tmp_path: Path
) -> None:
    terminal = opened(ipp_printer.uri)
    sign(terminal, people[0])
    terminal.sees("纸拿到手了吗")
    (sheet,) = ipp_printer.sheets()
    assert people[0].student_no in text_of(sheet)
    terminal.type("1")
    terminal.sees("秒后回首页", "交给辅导员")
    assert terminal.close() == 0
    assert not list(tmp_path.rglob("*.pdf")), "no spool of ours is left"


def test_out_of_paper_and_back(
    opened: Open, ipp_printer: IppPrinterProcess, people: list[Hint]
) -> None:
    ipp_printer.halts("media-empty-error")
    terminal = opened(ipp_printer.uri)
    sign(terminal, people[0])
    terminal.sees("打印机没纸了", "签名已经有效")
    assert_keys_answer(terminal)
    ipp_printer.goes_on()
    terminal.sees("纸拿到手了吗")
    assert len(ipp_printer.sheets()) == 1


def test_switched_off_and_on_while_it_prints(
    opened: Open, ipp_printer: IppPrinterProcess, people: list[Hint]
) -> None:
    ipp_printer.halts("media-jam-error")
    terminal = opened(ipp_printer.uri)
    sign(terminal, people[0])
    terminal.sees("打印机卡纸了")
    ipp_printer.kill()
    terminal.sees("打印机连不上")
    assert_keys_answer(terminal)
    ipp_printer.goes_on()
    for lost in ipp_printer.sheets():
        lost.unlink()
    ipp_printer.start()
    terminal.sees("打印机停下了", "没有纸就按F8重打")
    terminal.type("\x1b[19~")
    terminal.sees("纸拿到手了吗")
    assert len(ipp_printer.sheets()) == 1


def test_a_queue_that_is_not_there(
    opened: Open, ipp_printer: IppPrinterProcess, people: list[Hint]
) -> None:
    terminal = opened(f"{ipp_printer.uri}/nowhere")
    sign(terminal, people[0])
    terminal.sees("打印机不收这一页", "这一份在排队")
    assert_keys_answer(terminal)
    terminal.type("\r")
    terminal.sees("纸还没打出来")
    assert not ipp_printer.sheets()


def test_cancelled_at_the_printer(
    opened: Open, ipp_printer: IppPrinterProcess, people: list[Hint]
) -> None:
    ipp_printer.halts("cover-open-error")
    terminal = opened(ipp_printer.uri)
    sign(terminal, people[0])
    terminal.sees("盖子或纸盒没关好")
    question = Question(IppOperation.GET_JOBS, {"which-jobs": "not-completed"})
    (job,) = ask(ipp_printer.uri, question, 5)["jobs"]
    ask(ipp_printer.uri, Question(IppOperation.CANCEL_JOB, {"job-id": job["job-id"]}), 5)
    ipp_printer.goes_on()
    terminal.sees("有人在打印机上取消了", "签名已经有效")
    assert_keys_answer(terminal)
    terminal.type("\x1b[19~")
    terminal.sees("纸拿到手了吗")


def test_a_printer_that_is_off_and_the_queue_that_drains_when_it_is_on(
    opened: Open, ipp_printer: IppPrinterProcess, people: list[Hint]
) -> None:
    ipp_printer.kill()
    terminal = opened(ipp_printer.uri)
    sign(terminal, people[0])
    terminal.sees("打印机连不上", "这一份在排队")
    assert_keys_answer(terminal)
    terminal.type("\x1b[21~")
    terminal.sees("1份待打印")
    ipp_printer.start()
    terminal.until(lambda: bool(ipp_printer.sheets()))
    terminal.until(lambda: "待打印" not in terminal.text())
    (sheet,) = ipp_printer.sheets()
    assert people[0].student_no in text_of(sheet)


def test_two_kiosks_at_once(
    opened: Open, ipp_printer: IppPrinterProcess, people: list[Hint]
) -> None:
    one = opened(ipp_printer.uri)
    two = opened(ipp_printer.uri)
    ipp_printer.halts("media-empty-error")
    sign(one, people[0])
    one.sees("打印机没纸了")
    sign(two, people[1])
    two.sees("5 打印")
    ipp_printer.goes_on()
    for terminal in (one, two):
        terminal.sees("纸拿到手了吗")
        terminal.type("1")
        terminal.sees("秒后回首页")
    texts = [text_of(sheet) for sheet in ipp_printer.sheets()]
    assert [sum(who.student_no in text for text in texts) for who in people] == [1, 1]


def test_staff_end_a_kiosk_whose_printer_waits(
    opened: Open, ipp_printer: IppPrinterProcess, people: list[Hint]
) -> None:
    ipp_printer.halts("media-empty-error")
    terminal = opened(ipp_printer.uri, 600)
    sign(terminal, people[0])
    terminal.sees("打印机没纸了")
    assert terminal.close() == 0
    assert b"Traceback" not in terminal.raw
