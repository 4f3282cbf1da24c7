"""Plain pages, in both languages at once: for when there are no screens to show anything on.

They need nothing but their own file of words, and if even that cannot be read, the words below.
"""

import os
from enum import Enum

from kiosk.cli.keeper.tty import HIDE_CURSOR, TTY, WIPE

LAST_RESORT = "本机暂时无法使用，请联系工作人员\nPlease call the staff"
"""When the texts themselves are broken."""


class Page(Enum):
    """A plain page: its name among the texts."""

    MOMENT = "moment"
    """The terminal renews itself, which takes a moment."""
    CRASHED = "crashed"
    """It failed, and comes back by itself."""
    STILL = "still"
    """It failed again and again, and waits for staff."""
    REFUSED = "refused"
    """Its settings or its home are not as they must be; it tries again by itself."""


def show(page: Page) -> None:
    """Show a page on an empty terminal."""
    TTY.write(f"{WIPE}{HIDE_CURSOR}{_laid_out(_words(page))}")


def _words(page: Page) -> str:
    try:
        import assets  # noqa: PLC0415 - whatever is broken there ends below

        return "\n\n".join(assets.table(f"texts/{lang}/calm")[page.value] for lang in assets.LANGS)
    except Exception:  # noqa: BLE001 - a page must be shown, above all if texts are broken
        return LAST_RESORT


def _laid_out(words: str) -> str:
    """Return the escape sequences that write lines in the middle of the terminal."""
    from kiosk.cli.cells import width, wrapped  # noqa: PLC0415 - as little as may be before it

    columns, rows = size()
    lines = wrapped(words, columns - 4)
    top = max(1, (rows - len(lines)) // 2)
    return "".join(
        f"\x1b[{top + row};{max(1, (columns - width(line)) // 2 + 1)}H{line}"
        for row, line in enumerate(lines)
    )


def size() -> tuple[int, int]:
    """Return the columns and rows that there are."""
    try:
        columns, rows = os.get_terminal_size(0)
    except OSError:
        return 80, 24
    return columns or 80, rows or 24
