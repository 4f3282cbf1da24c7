"""Checks in a process of their own, which is killed: what was checked is gone with it.

Removed text can stay in a process's memory, so what a student types into the checker is looked at
by a child. Values go through a pipe as JSON lines, never through arguments or the environment;
neither process can leave a core dump.
"""

import json
import subprocess
import sys
from threading import Lock
from typing import IO, Any, Self

from kiosk.errors import KioskError, Problem
from kiosk.guide.checks import Finding, Strength, What, check
from kiosk.memory import no_dumps, shut_memory

_LONGEST = 200
"""Characters that are looked at; a line then fits into a pipe at one go."""


class CheckerGone(KioskError):
    """The process that checks has ended: close the checker and open another."""

    text = "error.checker_gone"


class Checker:
    """Checks values in a child of its own: one for each opening of the page, closed when left.

    Its methods block, the first check for as long as Python starts; call them from a worker.
    """

    def __init__(self) -> None:
        """Start the child; it waits for values."""
        no_dumps()
        self._turn = Lock()
        self._child = subprocess.Popen(  # noqa: S603 - this interpreter, this module, nothing typed
            [sys.executable, "-I", "-m", __name__],
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def check(self, what: What, value: str) -> Finding:
        """Return what is to be said about a value; nothing of it is kept.

        Raises:
            CheckerGone: The child ended, or the checker is closed.
        """
        with self._turn:
            answer = self._answer(json.dumps((what, value[:_LONGEST])).encode() + b"\n")
        if not answer:
            raise CheckerGone
        return _finding(json.loads(answer))

    def _answer(self, line: bytes) -> bytes:
        given, answered = self._pipes()
        try:
            given.write(line)
            return answered.readline()
        except (OSError, ValueError):  # ValueError: the pipe is closed
            return b""

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._child.stdin is None or self._child.stdout is None:
            raise CheckerGone
        return self._child.stdin, self._child.stdout

    def close(self) -> None:
        """Kill the child; a check that waits for it ends."""
        self._child.kill()
        self._child.wait()
        with self._turn:
            for pipe in self._pipes():
                pipe.close()


def _finding(answer: Any) -> Finding:
    problems, advice, strength = answer
    return Finding(
        tuple(Problem(text, told) for text, told in problems),
        tuple(Problem(text, told) for text, told in advice),
        Strength(strength) if strength else None,
    )


def _lines(finding: Finding) -> bytes:
    problems = [(one.text, dict(one.values)) for one in finding.problems]
    advice = [(one.text, dict(one.values)) for one in finding.advice]
    return json.dumps((problems, advice, finding.strength)).encode() + b"\n"


def _main() -> None:
    """Answer each line of stdin until it ends, which it does with the parent at the latest."""
    no_dumps()
    shut_memory()
    for line in sys.stdin.buffer:
        what, value = json.loads(line)
        sys.stdout.buffer.write(_lines(check(What(what), value)))
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _main()
