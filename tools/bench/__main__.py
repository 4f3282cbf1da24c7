"""``make bench``: prints what was measured beside the bars, and keeps it as JSON. Asserts nothing.

``python -m tools.bench [PART…]`` measures some parts only.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from tools.bench import (
    chains,
    college,
    database,
    desk,
    door,
    ends,
    faults,
    guide,
    handin,
    packs,
    page,
    painting,
    printing,
    rosters,
    shelves,
    signing,
)
from tools.bench.college import College
from tools.bench.figures import Figure, keep, lines

_STUDENTS = 20_000
_OUT = Path("bench", "out")

PARTS: Mapping[str, Callable[[College], Iterator[Figure]]] = {
    "starts": painting.starts,
    "keys": painting.keys,
    "visits": painting.visits,
    "ends": ends.ends,
    "sheets": signing.sheets,
    "printing": printing.printing,
    "faults": faults.faults,
    "packs": packs.packs,
    "store": shelves.store,
    "page": page.page,
    "years": lambda made: chains.chains(made.path.parent / "years"),
    "database": lambda _: database.database(),
    "handin": handin.handin,
    "desk": desk.desk,
    "door": door.door,
    "guide": guide.guide,
    "import": lambda made: rosters.imports(made.path.parent),
}


def main() -> None:
    """Make the college, measure, tell."""
    chosen = sys.argv[1:] or list(PARTS)
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        made = college.make(Path(folder, "home"), _STUDENTS)
        name = f"making the demo of {_STUDENTS} students"
        figures.append(Figure(name=name, unit="s", samples=[made.seconds]))
        for part in chosen:
            print(f"measuring {part} …", file=sys.stderr)
            figures.extend(PARTS[part](made))
    print(*lines(figures), sep="\n")
    print(f"\n{keep(figures, _OUT, datetime.now().astimezone())}")


if __name__ == "__main__":
    main()
