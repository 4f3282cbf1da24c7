"""Processes that write to one store at once.

``python -m tools.bench.crowd own|same FOLDER WRITER`` is one of them; it begins when told to.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from kiosk.errors import Conflict
from kiosk.keys import new_sheet_id
from store.contract import Entry
from store.tiny import TinyStore
from tools.bench.figures import Figure, milliseconds, percentile
from tools.bench.years import imported, past


def crowds(folder: Path) -> Iterator[Figure]:
    """Yield what eight processes do at once, on students of their own and on one."""
    alone = _crowd(folder / "alone", "own", 1)
    eight = _crowd(folder / "eight", "own", 8)
    took = [each for one in eight for each in one["took"]]
    rate = sum(one["rate"] for one in eight)
    ratio = rate / alone[0]["rate"]
    note = f"{rate:.0f}/s, {ratio:.2f} times that of one (bar: at least 1.5)"
    worst = [percentile(took, 99)]
    yield Figure(name="eight processes signing, p99", unit="ms", samples=worst, bar=60, note=note)
    same = _crowd(folder / "same", "same", 8)
    won = sum(one["won"] for one in same)
    lost = won - len(TinyStore(folder / "same").events("1"))
    note = f"{won} won, {sum(one['lost'] for one in same)} conflicts"
    yield Figure(
        name="lost of eight on one student", unit="", samples=[float(lost)], bar=0, note=note
    )


def _crowd(data: Path, act_: str, processes: int) -> list[dict[str, Any]]:
    TinyStore(data)
    command = [sys.executable, "-m", "tools.bench.crowd", act_, str(data)]
    running = [
        subprocess.Popen(
            [*command, str(n)], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
        )
        for n in range(processes)
    ]
    for one in running:
        if one.stdout:
            one.stdout.readline()
    return [json.loads(one.communicate("go\n")[0]) for one in running]


def _own(data: str, writer: str) -> dict[str, Any]:
    store = TinyStore(Path(data))
    took = []
    print("ready", flush=True)
    sys.stdin.readline()
    began = time.perf_counter()
    for n in range(150):
        number = f"20{writer}{n % 50:03}"
        took.append(milliseconds(partial(_sign, store, number, f"{writer}-{n}")))
    return {"took": took, "rate": len(took) / (time.perf_counter() - began)}


def _sign(store: TinyStore, number: str, visit: str) -> None:
    """Write blob, indexes and event, as a visit does."""
    store.put_blob(visit.encode() * 200)
    known = store.events(number)
    draft = replace(next(past(1)), body={"visit": visit})
    store.append(Entry(number, len(known), (draft,), visit, new_sheet_id()))


def _same(data: str, _writer: str) -> dict[str, Any]:
    store = TinyStore(Path(data))
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
    act, folder_, writer_ = sys.argv[1:]
    print(json.dumps({"own": _own, "same": _same}[act](folder_, writer_)))
