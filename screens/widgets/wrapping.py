"""Breaking text into lines by cells, as Chinese is set."""

from rich.cells import cell_len

_NEVER_FIRST = frozenset("）、，。；：！？》」』】〕”’…·,.;:!?)]}%")
_NEVER_LAST = frozenset("（《「『【〔“‘([{")
_MARKS = frozenset("、，；,; ")


def wrap(text: str, width: int, at_marks: bool = False) -> tuple[str, ...]:
    """Return lines of at most ``width`` cells that hold every character of ``text``.

    No line begins with a closing mark, none ends with an opening one, and no Latin word or number
    is broken, unless there is no other way; a space at a break goes.

    Args:
        text: One paragraph.
        width: Cells; less than two, in which not every character fits, counts as two.
        at_marks: Break after a comma if that leaves at least half a line (for labels).
    """
    lines: list[str] = []
    rest, width = text, max(width, 2)
    while cell_len(rest) > width:
        most = _fitting(rest, width)
        at = _after_mark(rest, most, width) if at_marks else 0
        at = at or _allowed(rest, most)
        lines.append(rest[:at].rstrip(" "))
        rest = rest[at:].removeprefix(" ")
    return (*lines, rest)


def _fitting(text: str, width: int) -> int:
    """Return how many characters fit; at least one."""
    count = min(len(text), width)
    while count > 1 and cell_len(text[:count]) > width:
        count -= 1
    while count < len(text) and cell_len(text[: count + 1]) <= width:
        count += 1
    return count


def _after_mark(text: str, most: int, width: int) -> int:
    for at in range(most, 0, -1):
        if text[at - 1] in _MARKS and cell_len(text[:at]) * 2 >= width:
            return at
    return 0


def _allowed(text: str, most: int) -> int:
    """Return the last place at or before ``most`` where a line may break; ``most`` if none is."""
    for at in range(most, 0, -1):
        before, after = text[at - 1], text[at]
        joined = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
        if joined or after in _NEVER_FIRST or before in _NEVER_LAST or cell_len(after) == 0:
            continue
        return at
    return most
