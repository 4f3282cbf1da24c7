"""Signs to who starts the program again: read from a real socket, as systemd's."""

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import pytest

from kiosk.services import watchdog
from kiosk.services.watchdog import UNWATCHED, Watchdog


@pytest.fixture(params=["path", "abstract"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return str(tmp_path / "notify") if request.param == "path" else f"@hedui-{uuid4()}"


@pytest.fixture
def systemd(address: str) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as end:
        end.bind(address.replace("@", "\0"))
        end.settimeout(5)
        yield end


def test_what_is_told(address: str, systemd: socket.socket) -> None:
    mine = Watchdog(address)
    mine.ready()
    mine.alive()
    mine.stopping()
    assert [systemd.recv(99) for _ in range(3)] == [b"READY=1", b"WATCHDOG=1", b"STOPPING=1"]


@pytest.mark.parametrize("address", ["", "nobody", "@nobody-at-all", "vsock:2:1234"])
def test_nobody_is_told_where_nobody_listens(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (Watchdog(address) if address else UNWATCHED).ready()
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def full(address: str, systemd: socket.socket) -> Watchdog:
    """A watchdog whose socket has no room left."""
    with suppress(BlockingIOError):
        while True:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as end:
                end.sendto(b"full", systemd.getsockname())
    return Watchdog(address)


def test_a_sign_of_life_waits_for_nobody(full: Watchdog) -> None:
    began = time.monotonic()
    for _ in range(20):
        full.alive()
    assert time.monotonic() - began < 1


def test_who_does_not_read_is_waited_for_calmly(full: Watchdog) -> None:
    began, worked = time.monotonic(), time.thread_time()
    for _ in range(3):
        full.ready()
    assert time.monotonic() - began < 5
    assert time.thread_time() - worked < 0.05


def test_what_is_told_once_waits_for_room(
    full: Watchdog, systemd: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watchdog, "_PATIENCE", 5)
    with ThreadPoolExecutor() as pool:
        reading = pool.submit(list, iter(lambda: systemd.recv(99), b"READY=1"))
        full.ready()
        assert set(reading.result()) == {b"full"}


@pytest.mark.parametrize(
    ("environment", "every"),
    [
        ({}, 0),
        ({"WATCHDOG_USEC": "30000000"}, 15),
        ({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "7"}, 15),
        ({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "8"}, 0),
        ({"WATCHDOG_USEC": "0"}, 0),
        ({"WATCHDOG_USEC": "soon"}, 0),
    ],
)
def test_a_sign_comes_twice_as_often_as_it_is_waited_for(
    environment: dict[str, str], every: float
) -> None:
    found = Watchdog.of({**environment, "NOTIFY_SOCKET": "/run/notify"}, 7)
    assert found == Watchdog("/run/notify", every)
    assert Watchdog.of({}, 7) == UNWATCHED
