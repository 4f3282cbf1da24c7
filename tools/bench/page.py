"""The correction page under 20,000 students: views a second from another process, and its size."""

import asyncio
import json
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import aiohttp
import psutil

from tools.bench.college import College
from tools.bench.figures import Figure, percentile

_VIEWS = 6_000
_PHONES = 8
"""Connections that ask at once."""
_IDLE = 200
_PORT = 18_484
_MEGABYTE = 1 << 20


def page(college: College) -> Iterator[Figure]:
    """Yield what ``kiosk serve`` does on this home."""
    settings = college.path / "kiosk.toml"
    settings.write_text(f'serve = {{ port = {_PORT}, trusted_proxies = ["127.0.0.1"] }}\n')
    log = college.path / "page.log"
    with log.open("w") as file:
        served = subprocess.Popen([*college.command, "serve"], stderr=file)
    try:
        _wait(log)
        yield from _figures(college, psutil.Process(served.pid))
        served.send_signal(signal.SIGTERM)
        served.wait()
    finally:
        served.kill()
        served.wait()
        settings.unlink()


def _wait(log: Path) -> None:
    """Return when the page has told where it is."""
    while str(_PORT) not in log.read_text(encoding="utf-8"):
        time.sleep(0.05)


def _figures(college: College, process: psutil.Process) -> Iterator[Figure]:
    paths = list(islice(_paths(college), _VIEWS))
    visitor = [sys.executable, "-m", "tools.bench.page", str(_PHONES)]
    before = _worked(process)
    told = subprocess.run(
        visitor, input="\n".join(paths), capture_output=True, text=True, check=True
    )
    seen = json.loads(told.stdout)
    note = f"{seen['rate']:.0f} views a second, {_PHONES} at once; bar: 400"
    yield Figure(
        name="page: of a second, a view",
        unit="ms",
        samples=[1000 / seen["rate"]],
        bar=2.5,
        note=note,
    )
    worked = 1000 * (_worked(process) - before) / len(paths)
    yield Figure(name="page: a processor's time for a view", unit="ms", samples=[worked])
    took = seen["took"]
    yield Figure(
        name="page: a view, p99",
        unit="ms",
        samples=[percentile(took, 99)],
        bar=50,
        note=f"median {percentile(took, 50):.1f} ms",
    )
    resident = process.memory_info().rss / _MEGABYTE
    yield Figure(name="page: resident", unit="MB", samples=[resident], bar=120)
    waited = asyncio.run(_beside_idle(paths[0]))
    yield Figure(name=f"page: a view beside {_IDLE} idle sockets", unit="ms", samples=[waited])


def _worked(process: psutil.Process) -> float:
    """Return the seconds that processors gave a process; what others take is not in it."""
    times = process.cpu_times()
    return float(times.user + times.system)


def _paths(college: College) -> Iterator[str]:
    """Yield the paths of signed sheets, in random order and again."""
    codes = []
    for name in sorted(Path(college.path, "data", "students").iterdir()):
        codes += re.findall(r'"code":"([0-9A-Z]{141})"', name.read_text(encoding="utf-8"))
    order = random.Random(1)  # noqa: S311 - no secret
    while True:
        yield f"/R/{order.choice(codes)}"


async def _beside_idle(path: str) -> float:
    idle = [await asyncio.open_connection("127.0.0.1", _PORT) for _ in range(_IDLE)]
    async with aiohttp.ClientSession(f"http://127.0.0.1:{_PORT}") as phone:
        began = time.perf_counter()
        async with phone.get(path) as answer:
            answer.raise_for_status()
            await answer.read()
        took = 1000 * (time.perf_counter() - began)
    for _, writer in idle:
        writer.close()
    return took


async def _visit(paths: list[str], phones: int) -> None:
    """Ask for every path, each as a phone of its own address, and print how long it took."""
    took: list[float] = []
    rest = iter(enumerate(paths))

    async def phone(session: aiohttp.ClientSession) -> None:
        for number, path in rest:
            address = {"X-Forwarded-For": f"10.{number >> 8 & 255}.{number & 255}.1"}
            began = time.perf_counter()
            async with session.get(path, headers=address) as answer:
                answer.raise_for_status()
                await answer.read()
            took.append(1000 * (time.perf_counter() - began))

    async with aiohttp.ClientSession(f"http://127.0.0.1:{_PORT}") as session:
        began = time.perf_counter()
        await asyncio.gather(*(phone(session) for _ in range(phones)))
        seconds = time.perf_counter() - began
    print(json.dumps({"rate": len(took) / seconds, "took": took}))


if __name__ == "__main__":
    asyncio.run(_visit(sys.stdin.read().split(), int(sys.argv[1])))
