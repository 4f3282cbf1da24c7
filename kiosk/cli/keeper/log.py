"""The log of what failed: where in the program it was, never what it was about."""

import os
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

LOG = Path("log", "crash.log")
"""In the home."""
_ADD = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_NONBLOCK


def note(home: Path | None, error: BaseException) -> None:
    """Add a fault of the program to the home's log; without a home there is none.

    Accounts share the folder: what another put in the log's place, a link or a pipe, is left alone.
    """
    if home is None:
        return
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    lines = [line for one in _chain(error) for line in _lines(at, one)]
    log = home / LOG
    with suppress(OSError):
        log.parent.mkdir(mode=0o700, exist_ok=True)
        descriptor = os.open(log, _ADD, 0o600)
        with open(descriptor, "w", encoding="utf-8") as file:  # noqa: PTH123 - the mode is set at birth
            file.write("\n".join(lines) + "\n")


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what caused it, and so on; a library may have wrapped it."""
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        inner = getattr(seen, "error", None)
        seen = inner if isinstance(inner, BaseException) else seen.__cause__


def _lines(at: str, error: BaseException) -> Iterator[str]:
    yield f"{at} {type(error).__name__}"
    for one in traceback.extract_tb(error.__traceback__):
        yield f"  {Path(one.filename).name}:{one.lineno} {one.name}"
