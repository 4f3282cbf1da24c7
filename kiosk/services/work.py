"""Long work in a process of its own: the desk stays quick, and a closed connection breaks nothing.

The process belongs to no terminal, so no hang-up reaches it. What it is to do, what it tells and
what it is told go through one pipe; an end of the pipe that is gone means that nobody listens.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any

from kiosk.errors import KioskError, Problem

_CHILD = "from kiosk.services.work import child; child()"


class WorkRefused(KioskError):
    """The work could not be done; the text is the one of what stood in the way."""

    text = "error.work_broken_off"

    def __init__(self, problem: Problem) -> None:
        """Pass on what the process told."""
        super().__init__()
        self.problem = problem


class WorkBrokenOff(KioskError):
    """The process ended before the work did."""

    text = "error.work_broken_off"


@dataclass(frozen=True, slots=True)
class _Failed:
    problem: Problem


@dataclass(frozen=True, slots=True)
class _Ended:
    """The work came to its end."""


class Listener:
    """Whoever had the work done, as the process that does it sees them."""

    def __init__(self, pipe: Connection) -> None:
        """Talk through a pipe."""
        self._pipe = pipe
        self.gone = False
        """Nobody listens any more."""

    def tell(self, what: object) -> None:
        """Tell something; nothing happens if nobody listens."""
        try:
            self._pipe.send(what)
        except OSError:
            self.gone = True

    def hear(self) -> Any:
        """Return what is said next; nothing if nobody is there to say it."""
        try:
            return self._pipe.recv()
        except (EOFError, OSError):
            self.gone = True
            return None

    def interrupts(self) -> bool:
        """Tell whether something was said since; that somebody left says nothing."""
        return not self.gone and self._pipe.poll() and self.hear() is not None


Do = Callable[[Listener], None]
"""Work. It is pickled, so it is a function of a module, or a ``partial`` of one."""


class Work:
    """Work that goes on in its own process."""

    def __init__(self, do: Do) -> None:
        """Begin."""
        self._pipe, theirs = Pipe()
        with theirs:
            handle = theirs.fileno()
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-P", "-c", _CHILD, str(handle)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[handle],
                start_new_session=True,
            )
        self.say(do)

    def say(self, what: object) -> None:
        """Say something to the process; one that is dead does not hear it."""
        with suppress(OSError):
            self._pipe.send(what)

    def told(self) -> Iterator[Any]:
        """Yield what the process tells, until the work is done.

        Raises:
            WorkRefused: It cannot be done.
            WorkBrokenOff: The process died.
        """
        while True:
            try:
                what = self._pipe.recv()
            except (EOFError, OSError) as error:
                self.leave()
                raise WorkBrokenOff from error
            match what:
                case _Ended():
                    self.leave()
                    return
                case _Failed():
                    self.leave()
                    raise WorkRefused(what.problem)
                case _:
                    yield what

    def break_off(self) -> None:
        """End work that has written nothing, wherever it is."""
        self._process.kill()
        self.leave()

    def leave(self) -> None:
        """Listen no longer, and wait for the process to end."""
        self._process.wait()
        self._pipe.close()


def child() -> None:
    """Do the work that is said first; the process's only argument is its end of the pipe."""
    with Connection(int(sys.argv[1])) as pipe:
        listener = Listener(pipe)
        do = listener.hear()
        if do is None:
            return
        try:
            do(listener)
        except KioskError as error:
            listener.tell(_Failed(error.problem))
        else:
            listener.tell(_Ended())
