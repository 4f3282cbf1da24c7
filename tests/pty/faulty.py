"""The program with a fault in it, for a real terminal: ``python -m tests.pty.faulty FAULT …``.

What follows FAULT are the words of the command. The process that renews itself has the same
arguments, and so the same fault.
"""

import asyncio
import os
import select
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from ctypes import CDLL
from pathlib import Path
from pkgutil import resolve_name
from typing import Any, NoReturn

_PR_GET_DUMPABLE = 3
VALUES = "欧阳不宣 99990020010203001X"
"""What an exception may hold and nobody may see."""


def fail(*_: object, **__: object) -> NoReturn:
    raise RuntimeError(VALUES)


def put(place: str, name: str, instead: Any) -> None:
    setattr(resolve_name(place), name, instead)


def on_numbers(instead: Callable[..., Any]) -> None:
    """Have something happen when a student has told who they are."""
    put("screens.visiting:Visiting", "on_numbers_given", instead)


def in_thread() -> None:
    on_numbers(lambda *_: threading.Thread(target=fail).start())


def in_loop() -> None:
    on_numbers(lambda *_: asyncio.get_running_loop().call_soon(fail))


def in_use_case() -> None:
    put("kiosk.services.visit.people:FrontDoor", "identify", fail)


def in_composing() -> None:
    """Late in a visit, when the account was typed."""
    put("screens.sign:SignScreen", "body", fail)


def in_painting() -> None:
    put("screens.record:RecordScreen", "render_line", fail)


def in_turn() -> None:
    """Fail as ``FAULTS`` says first, and begun anew as it says next, until it says no more."""
    first, _, os.environ["FAULTS"] = os.environ["FAULTS"].partition(" ")
    if first:
        FAULTS[first]()


def long_ago() -> None:
    """In turn, each fault more than a minute after the one before but the last."""
    crashes = os.environ.get("KIOSK_CRASHES", "").split()
    if crashes:
        os.environ["KIOSK_CRASHES"] = crashes[-1]
    in_turn()


def at_start() -> None:
    put("screens.welcome:WelcomeScreen", "compose", fail)


def in_import() -> None:
    sys.modules["screens.welcome"] = None  # type: ignore[assignment]


def in_first_import() -> None:
    sys.modules["click"] = None  # type: ignore[assignment]


def no_texts() -> None:
    put("assets", "table", fail)
    put("assets", "texts", fail)


def hung() -> None:
    """The loop waits for what never comes, as soon as a student has told who they are.

    What the kernel thinks of a dump of that is written down.
    """

    def given(*_: object) -> None:
        asked = CDLL(None).prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0)
        Path(os.environ["TMPDIR"], "hung").write_text(str(asked), encoding="ascii")
        threading.Event().wait()

    on_numbers(given)


def renewed_often() -> None:
    """One visit, and a second without a key, are enough to begin anew."""
    put("kiosk.cli.keeper.renewal", "_VISITS", 1)
    put("screens.standing", "_REST", 1)


def soon_again() -> None:
    """A terminal that could not begin tries again within a second."""
    put("kiosk.cli.keeper", "_AGAIN", 0.5)


def typed_over() -> None:
    """The page of a failure stands for long enough to type over it, and somebody goes on typing.

    The program that begins anew finds that in the terminal.
    """
    put("kiosk.cli.keeper", "_SHOWN", 2)
    in_thread()
    if "KIOSK_CRASHES" in os.environ:
        Path(os.environ["TMPDIR"], "anew").touch()
        select.select([sys.stdin], [], [])


def unhurried_desk() -> None:
    """No second passes at the desk: nothing changes there but by a key."""
    put("screens.desk.app:DeskApp", "second_passed", lambda _app: None)
    put("screens.desk.app", "_ALARMS_EVERY", 10**6)


def soon_at_rest() -> None:
    """What waits is printed once nobody has come for a second."""
    put("screens.porter", "REST", 1)


def impatient() -> None:
    """A few seconds without a key cover the visit, and the next one wipes it."""
    from screens.silence import Silence  # noqa: PLC0415 - as little as may be before the fault

    put("screens.app", "Silence", lambda _idle, _wipe: Silence(4, 1))


def half_a_font() -> None:
    """Every font of the program is broken off."""
    path = resolve_name("assets:path")
    folder = Path(os.environ["TMPDIR"], "fonts")

    def broken(name: str) -> Path:
        whole: Path = path(name)
        if whole.parent.name != "fonts":
            return whole
        folder.mkdir(exist_ok=True)
        half = folder / whole.name
        half.write_bytes(whole.read_bytes()[:1_000_000])
        return half

    put("assets", "path", broken)


def ending_at_start() -> None:
    """Whoever starts the program wants it to end at once, and every other signal comes too."""
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        os.kill(os.getpid(), number)


FAULTS: Mapping[str, Callable[[], None]] = {
    one.__name__: one
    for one in (
        in_thread, in_loop, in_use_case, in_composing,
        in_painting, at_start, in_import, in_first_import, in_turn, long_ago, no_texts, hung,
        soon_again, soon_at_rest, impatient, renewed_often, ending_at_start, half_a_font,
        unhurried_desk, typed_over,
    )
}  # fmt: skip


if __name__ == "__main__":
    FAULTS[sys.argv.pop(1)]()
    from kiosk.cli import main

    main()
