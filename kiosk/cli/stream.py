"""Standard input as a file, and whether all of it has come."""

import select
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kiosk.cli.errors import CannotWrite
from kiosk.cli.place import STREAM
from kiosk.services.aside import aside

_STDOUT = 1
"""The descriptor."""


@contextmanager
def on_disk(files: Sequence[Path], name: str, folder: Path) -> Iterator[Sequence[Path]]:
    """Yield the files, with standard input as one of them until the block ends.

    Args:
        files: Where ``-`` stands, standard input is meant.
        name: What it is called.
        folder: Where it may lie meanwhile.

    Raises:
        CannotWrite: There is no room.
    """
    if STREAM not in files:
        yield files
        return
    with aside(folder) as beside:
        kept = beside / name
        try:
            with kept.open("wb") as file:
                shutil.copyfileobj(sys.stdin.buffer, file)
        except OSError as error:
            raise CannotWrite(file=name) from error
        yield [kept if one == STREAM else one for one in files]


def check_end() -> None:
    """Stop if nobody waits for the answer: who hung up may not have sent all of the input.

    Raises:
        BrokenPipeError: The other end of stdout is closed.
    """
    poll = select.poll()
    poll.register(_STDOUT, 0)
    if any(event & (select.POLLERR | select.POLLHUP) for _, event in poll.poll(0)):
        raise BrokenPipeError
