"""The checker keeps nothing: what was typed is neither on the disk nor in the parent afterwards."""

import gc
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

import psutil
import pytest

from kiosk.guide import checking
from kiosk.guide.checking import Checker, CheckerGone
from kiosk.guide.checks import Strength, What, check
from tests.living import living


def canary() -> str:
    """Return a password that stands nowhere in this file."""
    return bytes.fromhex("5a65697369672350697265746f6c2331373239").decode()


@pytest.fixture
def checker() -> Iterator[Checker]:
    with Checker() as opened:
        yield opened


def child_of(checker: Checker) -> psutil.Process:
    return psutil.Process(checker._child.pid)


def test_the_child_finds_what_the_rules_find(checker: Checker) -> None:
    for what, value in (
        (What.PHONE, "1380000000"),
        (What.MAILBOX, "lin@vip.sohu.com"),
        (What.NAME, "林小满"),
        (What.PASSWORD, "Tangerine7hill"),
        (What.ID_NUMBER, "1" * 500),
        (What.NAME, "𠅤" * 200),
        (What.PASSWORD, "line\nbreak"),
    ):
        assert checker.check(what, value) == check(what, value[:200])
    assert checker.check(What.PASSWORD, canary()).strength is Strength.STRONG


def test_neither_arguments_nor_environment_hold_anything(checker: Checker) -> None:
    checker.check(What.PASSWORD, canary())
    child = child_of(checker)
    assert canary() not in " ".join(child.cmdline())
    with suppress(psutil.AccessDenied):  # which only root has
        assert not any(canary() in value for value in child.environ().values())


def test_no_process_leaves_a_core(checker: Checker) -> None:
    checker.check(What.NAME, "林小满")
    assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
    assert resource.prlimit(child_of(checker).pid, resource.RLIMIT_CORE) == (0, 0)


def test_nobody_of_the_same_account_reads_its_memory() -> None:
    code = (
        "from ctypes import CDLL; from kiosk.guide.checking import shut_memory; "
        "before = CDLL(None).prctl(3, 0, 0, 0, 0); shut_memory(); "
        "print(before, CDLL(None).prctl(3, 0, 0, 0, 0))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == ["1", "0"]


def test_leaving_ends_the_child() -> None:
    with Checker() as checker:
        checker.check(What.NAME, "林小满")
        child = child_of(checker)
        assert child.is_running()
    assert not psutil.pid_exists(child.pid)
    with pytest.raises(CheckerGone):
        checker.check(What.NAME, "林小满")
    checker.close()


def test_a_child_that_dies_is_an_answer_not_a_hang(checker: Checker) -> None:
    os.kill(child_of(checker).pid, signal.SIGKILL)
    with pytest.raises(CheckerGone) as raised:
        checker.check(What.PASSWORD, canary())
    assert canary() not in repr(raised.value)
    assert raised.value.__cause__ is None


def test_closing_ends_a_check_that_waits() -> None:
    checker = Checker()
    os.kill(checker._child.pid, signal.SIGSTOP)
    answers: list[str] = []

    def ask() -> None:
        try:
            checker.check(What.NAME, "林小满")
        except CheckerGone:
            answers.append("gone")

    asking = Thread(target=ask)
    asking.start()
    while not checker._turn.locked():
        pass
    checker.close()
    asking.join(10)
    assert answers == ["gone"]


def test_the_child_ends_with_its_parent(checker: Checker) -> None:
    checker.check(What.NAME, "林小满")
    assert checker._child.stdin is not None
    checker._child.stdin.close()
    assert checker._child.wait(10) == 0


def left_of(needle: str) -> list[str | bytes | bytearray]:
    """Return every text that a live object of this process holds and that holds ``needle``."""
    everything = living()
    found: list[str | bytes | bytearray] = []
    for holder in everything:
        for held in gc.get_referents(holder):
            if held is needle:
                continue
            if (isinstance(held, str) and needle in held) or (
                isinstance(held, bytes | bytearray) and needle.encode() in held
            ):
                found.append(held)
    return found


def test_nothing_of_a_password_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Home, logs, output, and all live objects are searched after the page was left."""
    for name in ("HOME", "KIOSK_HOME", "TMPDIR", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    needle = canary()[:12]
    holder = [canary()]
    assert left_of(needle) == holder  # the search finds what is there
    holder.clear()
    with Checker() as checker:
        for count in range(1, len(canary()) + 1):
            checker.check(What.PASSWORD, canary()[:count])
    assert left_of(needle) == []
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or canary().encode() not in path.read_bytes()
    printed, complained = capfd.readouterr()
    assert canary() not in printed + complained


def test_the_child_is_given_nothing_of_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[dict[str, object]] = []

    class Watched(subprocess.Popen[bytes]):
        def __init__(self, command: list[str], **given: Any) -> None:
            started.append({"command": command, **given})
            super().__init__(command, **given)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    with Checker() as checker:
        assert not checker.check(What.PHONE, "13800138000").problems
    (given,) = started
    assert given["command"] == [sys.executable, "-I", "-m", "kiosk.guide.checking"]
    assert given["env"] == {}
    assert given["stderr"] == subprocess.DEVNULL


def test_the_child_shuts_its_memory_before_it_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    class Given:
        @property
        def buffer(self) -> tuple[bytes, ...]:
            done.append("read")
            return ()

    monkeypatch.setattr(checking, "no_dumps", lambda: done.append("no dumps"))
    monkeypatch.setattr(checking, "shut_memory", lambda: done.append("shut"))
    monkeypatch.setattr(sys, "stdin", Given())
    checking._main()
    assert done == ["no dumps", "shut", "read"]
