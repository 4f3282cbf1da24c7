"""A visit typed at a real terminal; each key waits for what it answers."""

from tests.pty.real_terminal import RealTerminal

WELCOME = "按任意键、触屏或扫学生证开始"


def wait_for_second_factor(terminal: RealTerminal, student_no: str) -> None:
    """Wait until the number is there and the cursor stands in the line below it."""
    terminal.sees("证件号码后六位", student_no)
    label = terminal.place("证件号码后六位")
    assert label is not None
    terminal.until(lambda: label[1] < terminal.row_of_cursor() <= label[1] + 3)


def identify(terminal: RealTerminal, student_no: str, id_number: str) -> None:
    """Tell at Welcome who one is, by the last six of an ID number or all of it."""
    terminal.sees(WELCOME)
    terminal.type(f"{student_no}\r")
    wait_for_second_factor(terminal, student_no)
    terminal.type(f"{id_number[-6:].lower()}\r")


def sign_on_paper(terminal: RealTerminal) -> None:
    """Find nothing wrong in the record that is shown, and sign it later by hand."""
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
