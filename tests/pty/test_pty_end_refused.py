"""A terminal that cannot begin: a plain page, until it can or as long as it stands."""

import signal
import socket
import termios
import time
from pathlib import Path

from tests.pty.lonely import CALM, WELCOME, Open, begun_at, identify, open_terminal, school
from tests.pty.real_terminal import RealTerminal
from tests.school import School

__all__ = ["open_terminal", "school"]

WRONG = 'printer = "not a list"\n'


def wait_for_try(terminal: RealTerminal) -> None:
    """Wait until a try that began after now has failed, and staff are asked for anew."""
    page = CALM[1].encode()
    after_this_and_next = terminal.raw.count(page) + 2
    terminal.until(lambda: terminal.raw.count(page) >= after_this_and_next)


def test_it_begins_by_itself_once_disk_settings_and_database_are_right(
    school: School, open_terminal: Open, tmp_path: Path
) -> None:
    """No home is made where a disk is not mounted: nothing may be in its place."""
    disk = school.folder.rename(tmp_path / "disk")
    address = tmp_path / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(address))
        systemd.setblocking(False)
        terminal = open_terminal("soon_again", NOTIFY_SOCKET=str(address))
        terminal.sees(*CALM)
        began = begun_at(terminal)
        assert not school.folder.exists()
        school.folder.mkdir()
        wait_for_try(terminal)
        school.folder.rmdir()  # fails on anything in it
        settings = disk / "kiosk.toml"
        settings.write_text(WRONG, encoding="utf-8")
        disk.rename(school.folder)
        terminal.sees(*CALM, "kiosk doctor")
        terminal.type("\x03\x1a\x1b[21~q")
        wait_for_try(terminal)
        assert "kiosk.toml" not in terminal.text()
        settings = school.folder / "kiosk.toml"
        settings.write_text(f'store = "postgresql:///hedui?host={tmp_path}"\n', encoding="utf-8")
        terminal.sees(CALM[0], "数据文件夹或数据库连不上")
        settings.unlink()
        terminal.sees(WELCOME)
        assert begun_at(terminal) == began
        assert systemd.recv(99) == b"READY=1"
        assert systemd.recv(99) == b"WATCHDOG=1"
    assert b"psycopg" not in terminal.raw
    assert b"connect" not in terminal.raw
    assert terminal.close() == 0


def test_it_ends_while_it_cannot_begin(school: School, open_terminal: Open, tmp_path: Path) -> None:
    (school.folder / "kiosk.toml").write_text(WRONG, encoding="utf-8")
    terminal = open_terminal(NOTIFY_SOCKET=str(tmp_path / "nobody"))
    terminal.sees(*CALM)
    modes = termios.tcgetattr(terminal._master)[3]
    assert not modes & (termios.ECHO | termios.ICANON), "nothing that is typed is shown"
    terminal.program.send_signal(signal.SIGTERM)
    assert terminal.ends() == 0
    assert terminal.text() == ""


def test_who_begins_it_by_hand_is_told_why(school: School, open_terminal: Open) -> None:
    (school.folder / "kiosk.toml").write_text(WRONG, encoding="utf-8")
    terminal = open_terminal()
    assert terminal.ends() == 2
    assert "printer" in terminal.text()


def test_a_home_of_nobody_is_wrong_usage(school: School, open_terminal: Open) -> None:
    school.folder = Path("~no-such-account/home")
    terminal = open_terminal()
    assert terminal.ends() == 2
    assert b"Traceback" not in terminal.raw


def test_keys_that_come_before_the_home_is_known_to_be_broken(
    school: School, open_terminal: Open
) -> None:
    secret = school.folder / "keys" / "secret"
    kept = secret.rename(school.folder / "kept")
    secret.write_text("none")
    terminal = open_terminal()
    terminal.type("\x1bOP1\x1b[24~")
    terminal.sees(CALM[0], "设置或密钥不能用")
    assert not (school.folder / "log" / "crash.log").exists()
    kept.replace(secret)  # in one step: no moment without any
    identify(terminal)
    terminal.sees("请逐项核对学籍信息")


def test_a_still_page_lives_and_fits_a_window_that_becomes_another(
    open_terminal: Open, tmp_path: Path
) -> None:
    """Systemd must not take it for hung, and begin what has failed three times."""
    crashed = " ".join([str(time.monotonic())] * 3)
    address = tmp_path / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(address))
        systemd.settimeout(20)
        unit = {"NOTIFY_SOCKET": str(address), "WATCHDOG_USEC": "400000"}
        terminal = open_terminal(KIOSK_CRASHES=crashed, **unit)
        terminal.sees(*CALM)
        terminal.resize(3, 2)
        terminal.resize(100, 30)
        terminal.screen.reset()
        terminal.sees(*CALM, "一分钟内连续出错三次")
        assert [systemd.recv(99) for _ in range(3)] == [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1"]
        assert terminal.close() == 0
