"""What befalls a real printer, from the student's screen; each time a key still answers."""

import os
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pyipp.enums import IppOperation

from kiosk.model.record import Record
from kiosk.printing.wire import Question, ask
from tests.ippprinter import IppPrinterProcess
from tests.pty import canaries
from tests.pty.by_keys import WELCOME, identify, sign_on_paper
from tests.pty.real_terminal import RealTerminal
from tests.school import RECORD, School

ROOT = Path(__file__).parents[2]
SETTINGS = 'printer = ["ipp://localhost:{port}/ipp/print"]\nprint = {{ timeout = 30 }}\n'
F8, F10 = "\x1b[19~", "\x1b[21~"
STUDENTS = [
    replace(RECORD, student_no=canaries.number(index), id_number=canaries.id_number(index))
    for index in range(8)
]


@pytest.fixture(scope="module")
def people() -> Iterator[Record]:
    """Students who come one after the other; nothing is wrong in their records."""
    return iter(STUDENTS)


@pytest.fixture
def who(people: Iterator[Record]) -> Record:
    return next(people)


def opened(school: School) -> RealTerminal:
    """Open a terminal of a school's home."""
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("KIOSK")},
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "PYTHONPATH": str(ROOT),
    }
    program = [sys.executable, "-m", "tests.pty.faulty", "soon_at_rest"]
    words = [*program, "--home", str(school.folder), "run"]
    return RealTerminal(words, environment, school.folder)


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory, printer_port: int) -> School:
    """The students, an open round, and the place where each test's printer listens."""
    folder = tmp_path_factory.mktemp("printer") / "home"
    folder.mkdir(mode=0o700)
    school = School(folder)
    for one in STUDENTS:
        school.enrol(one)
    school.open()
    (folder / "kiosk.toml").write_text(SETTINGS.format(port=printer_port), encoding="utf-8")
    return school


@pytest.fixture(scope="module")
def standing(school: School) -> Iterator[RealTerminal]:
    terminal = opened(school)
    yield terminal
    assert terminal.close() == 0
    assert b"Traceback" not in terminal.raw


@pytest.fixture
def terminal(standing: RealTerminal, ipp_printer: IppPrinterProcess) -> RealTerminal:
    """The terminal at Welcome, before a printer that is on and has printed nothing."""
    assert not ipp_printer.sheets()
    standing.type(F10)
    return standing


def wait_for_noted(terminal: RealTerminal, school: School, *comers: Record) -> None:
    """Wait until the sheets of some are noted as printed, and Welcome tells of none that waits."""
    numbers = [who.student_no for who in comers]
    terminal.until(lambda: not any(school.student(number).to_print for number in numbers))
    terminal.sees(WELCOME)
    terminal.until(lambda: "待打印" not in terminal.text())


def sign(terminal: RealTerminal, who: Record) -> None:
    """Come to the printer with a record in which nothing is wrong, signed on paper."""
    identify(terminal, who.student_no, who.id_number)
    sign_on_paper(terminal)


def assert_keys_answer(terminal: RealTerminal) -> None:
    """Change the language and back, whatever the printer does."""
    terminal.type("\x1bOQ")
    terminal.sees("declaration is saved")
    terminal.type("\x1bOQ")
    terminal.sees("声明已经存好")


def text_of(sheet: Path) -> str:
    document = pdfium.PdfDocument(sheet)
    assert len(document) == 1
    text: str = document[0].get_textpage().get_text_bounded()
    document.close()
    return text


def test_out_of_paper_and_back_until_the_sheet_lies_in_the_tray(
    terminal: RealTerminal, ipp_printer: IppPrinterProcess, who: Record, school: School
) -> None:
    ipp_printer.halts("media-empty-error")
    sign(terminal, who)
    terminal.sees("打印机没纸了", "声明已经存好")
    assert_keys_answer(terminal)
    ipp_printer.goes_on()
    terminal.sees("纸拿到手了吗")
    (sheet,) = ipp_printer.sheets()
    assert who.student_no in text_of(sheet)
    terminal.type("1")
    terminal.sees("秒后回首页", "交给辅导员")
    assert not list(school.folder.rglob("*.pdf")), "no spool of ours is left"


def test_cancelled_at_the_printer_and_then_switched_off_and_on_while_it_prints(
    terminal: RealTerminal, ipp_printer: IppPrinterProcess, who: Record
) -> None:
    ipp_printer.halts("cover-open-error")
    sign(terminal, who)
    terminal.sees("盖子或纸盒没关好")
    question = Question(IppOperation.GET_JOBS, {"which-jobs": "not-completed"})
    (job,) = ask(ipp_printer.uri, question, 5)["jobs"]
    ask(ipp_printer.uri, Question(IppOperation.CANCEL_JOB, {"job-id": job["job-id"]}), 5)
    ipp_printer.goes_on()
    terminal.sees("有人在打印机上取消了", "声明已经存好")
    assert_keys_answer(terminal)
    ipp_printer.halts("media-jam-error")
    terminal.type(F8)
    terminal.sees("打印机卡纸了")
    ipp_printer.kill()
    terminal.sees("打印机连不上")
    assert_keys_answer(terminal)
    ipp_printer.goes_on()
    for lost in ipp_printer.sheets():
        lost.unlink()
    ipp_printer.start()
    terminal.sees("打印机停下了", "没有纸就按F8重打")
    terminal.type(F8)
    terminal.sees("纸拿到手了吗")
    assert len(ipp_printer.sheets()) == 1


def test_a_printer_that_refuses_or_is_off_and_the_queue_that_drains_when_it_is_right(
    terminal: RealTerminal, ipp_printer: IppPrinterProcess, people: Iterator[Record], school: School
) -> None:
    refused, off = comers = next(people), next(people)
    ipp_printer.kill()
    ipp_printer.start("image/pwg-raster,image/urf")
    sign(terminal, refused)
    terminal.sees("打印机不收这一页", "这一份在排队")
    assert_keys_answer(terminal)
    terminal.type("\r")
    terminal.sees("纸还没打出来")
    ipp_printer.kill()
    terminal.type(F10)
    sign(terminal, off)
    terminal.sees("打印机连不上", "这一份在排队")
    assert_keys_answer(terminal)
    terminal.type(F10)
    terminal.sees("2份待打印")
    assert not ipp_printer.sheets()
    ipp_printer.start()
    wait_for_noted(terminal, school, *comers)
    texts = [text_of(sheet) for sheet in ipp_printer.sheets()]
    assert [who.student_no in text for who, text in zip(comers, texts, strict=True)] == [True] * 2


def test_two_kiosks_at_once_and_staff_who_end_one_whose_printer_waits(
    terminal: RealTerminal, ipp_printer: IppPrinterProcess, people: Iterator[Record], school: School
) -> None:
    comers = [next(people) for _ in range(3)]
    ipp_printer.halts("media-empty-error")
    sign(terminal, comers[0])
    terminal.sees("打印机没纸了")
    with closing(opened(school)) as two:
        sign(two, comers[1])
        two.sees("5 打印")
        ipp_printer.goes_on()
        for one in (terminal, two):
            one.sees("纸拿到手了吗")
            one.type("1")
            one.sees("秒后回首页")
            one.type(F10)
        terminal.type(" ")  # somebody comes: this one prints nothing of the other's
        ipp_printer.halts("media-empty-error")
        sign(two, comers[2])
        two.sees("打印机没纸了")
        assert two.close() == 0
        assert b"Traceback" not in two.raw
    ipp_printer.goes_on()
    terminal.type(F10)
    wait_for_noted(terminal, school, *comers)
    texts = [text_of(sheet) for sheet in ipp_printer.sheets()]
    assert [sum(who.student_no in text for text in texts) for who in comers] == [1, 1, 1]
