"""Processes that write to one store at once.

``python -m tools.bench.crowd own|same PLACE WRITER`` is one of them; it begins when told to.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from kiosk.cli.home import open_place
from kiosk.errors import Conflict
from kiosk.keys import new_sheet_id
from store.contract import Entry, Store
from tools.bench.figures import Figure, milliseconds, percentile
from tools.bench.years import imported, past


def crowds(folder: Path) -> Iterator[Figure]:
    """Yield what eight processes do at once, on students of their own and on one."""
    yield from at_once([f"tinydb:{folder / name}" for name in ("alone", "eight", "same")])


def at_once(places: Sequence[str], kind: str = "") -> Iterator[Figure]:
    """Yield what one process does, what eight do, and what eight on one student do.

    Args:
        places: Three empty stores, as settings name them.
        kind: Put before the figures' names.
    """
    alone, eight = crowd(places[0], "own", 1), crowd(places[1], "own", 8)
    took = [each for one in eight for each in one["took"]]
    rate = sum(one["rate"] for one in eight)
    ratio = rate / alone[0]["rate"]
    note = f"{rate:.0f}/s, {ratio:.2f} times that of one (bar: at least 1.5)"
    worst = [percentile(took, 99)]
    yield Figure(
        name=f"{kind}eight processes signing, p99", unit="ms", samples=worst, bar=60, note=note
    )
    same = crowd(places[2], "same", 8)
    won = sum(one["won"] for one in same)
    lost = won - len(open_place(Path(), places[2]).events("1"))
    note = f"{won} won, {sum(one['lost'] for one in same)} conflicts"
    yield Figure(
        name=f"{kind}lost of eight on one student", unit="", samples=[float(lost)], bar=0, note=note
    )


def crowd(place: str, act_: str, processes: int) -> list[dict[str, Any]]:
    """Return what each of some processes says that begin together."""
    open_place(Path(), place)
    command = [sys.executable, "-m", "tools.bench.crowd", act_, place]
    running = [
        subprocess.Popen(
            [*command, str(n)], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
        )
        for n in range(processes)
    ]
    for one in running:
        if one.stdout:
            one.stdout.readline()
    for one in running:
        if one.stdin:
            one.stdin.write("go\n")
            one.stdin.flush()
    return [json.loads(one.communicate()[0]) for one in running]


def _own(place: str, writer: str) -> dict[str, Any]:
    store = open_place(Path(), place)
    took = []
    print("ready", flush=True)
    sys.stdin.readline()
    began = time.perf_counter()
    for n in range(150):
        number = f"20{writer}{n % 50:03}"
        took.append(milliseconds(partial(sign, store, number, f"{writer}-{n}")))
    return {"took": took, "rate": len(took) / (time.perf_counter() - began)}


def sign(store: Store, number: str, visit: str) -> None:
    """Write blob, indexes and event, as a visit does."""
    store.put_blob(visit.encode() * 200)
    known = store.events(number)
    _, draft = islice(past(1), 2)
    declared = replace(draft, body={**draft.body, "visit": visit})
    store.append(Entry(number, len(known), (declared,), visit, new_sheet_id()))


def _same(place: str, _writer: str) -> dict[str, Any]:
    store = open_place(Path(), place)
    won = lost = 0
    print("ready", flush=True)
    sys.stdin.readline()
    while len(known := store.events("1")) < 200:
        try:
            store.append(Entry("1", len(known), (imported(1),)))
            won += 1
        except Conflict:
            lost += 1
    return {"won": won, "lost": lost}


if __name__ == "__main__":
    act, place_, writer_ = sys.argv[1:]
    print(json.dumps({"own": _own, "same": _same}[act](place_, writer_)))
