"""``kiosk serve`` as a process of its own, on a school's home."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

SETTINGS = """
school = "示例职业技术学院"
base_url = "{base_url}"
serve = {{ port = {port}, trusted_proxies = ["127.0.0.1"] }}
[contacts.default]
name = "王老师"
room = "行政楼 101"
phone = "029-5550 0100"
"""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@dataclass
class Served:
    process: subprocess.Popen[str]
    port: int
    said: list[str]
    reader: Thread

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> int:
        """End it as a service manager would, and return the exit code."""
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(20)
        self.reader.join(5)
        return code

    @property
    def log(self) -> list[dict[str, Any]]:
        """What it logged; whole after ``stop``."""
        return [json.loads(line) for line in self.said]


@contextmanager
def served(home: Path, base_url: str = "") -> Iterator[Served]:
    """Serve a home until the end of the block."""
    port = free_port()
    text = SETTINGS.format(base_url=base_url or f"http://127.0.0.1:{port}", port=port)
    (home / "kiosk.toml").write_text(text, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "kiosk.cli", "--home", str(home), "serve"],
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=os.environ | {"KIOSK_LANG": "zh"},
    )
    with process:
        try:
            assert process.stderr is not None
            assert re.search(str(port), process.stderr.readline())
            said: list[str] = []
            reader = Thread(target=said.extend, args=[process.stderr])
            reader.start()
            yield Served(process, port, said, reader)
        finally:
            process.kill()
