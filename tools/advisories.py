"""``python -m tools.advisories``: is any pinned package known to have a hole? Without a network.

pip-audit asks a service; here it asks one on this machine that answers from a copy of OSV's
advisories. ``KIOSK_ADVISORIES`` names the copy: the zip of JSON files that OSV publishes for PyPI.
Without one nothing is audited, and that is said.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from zipfile import BadZipFile, ZipFile

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

PINS = Path(__file__).parents[1] / "constraints.txt"
WHERE = "KIOSK_ADVISORIES"
Advisory = Mapping[str, Any]
"""As https://ossf.github.io/osv-schema/ describes it."""


class Copy:
    """The advisories of a zip, by the package that they are about."""

    def __init__(self, path: Path) -> None:
        """Read them all.

        Raises:
            OSError, BadZipFile, ValueError: It is no copy.
        """
        self.newest = ""
        self.count = 0
        self._about: defaultdict[str, list[Advisory]] = defaultdict(list)
        with ZipFile(path) as zipped:
            for name in zipped.namelist():
                if name.endswith(".json"):
                    self._take(json.loads(zipped.read(name)))
        if not self.count:
            raise ValueError("no advisories in it")

    def _take(self, advisory: Advisory) -> None:
        self.count += 1
        self.newest = max(self.newest, advisory.get("modified", ""))
        for name in {canonicalize_name(one["package"]["name"]) for one in _affected(advisory)}:
            self._about[name].append(advisory)

    def of(self, name: str, version: str) -> list[Advisory]:
        """Return the advisories that a version of a package is under."""
        name = canonicalize_name(name)
        return [
            advisory
            for advisory in self._about[name]
            if any(
                canonicalize_name(one["package"]["name"]) == name and _holds(one, version)
                for one in _affected(advisory)
            )
        ]


def _affected(advisory: Advisory) -> Iterator[Mapping[str, Any]]:
    return (one for one in advisory.get("affected", ()) if one["package"]["ecosystem"] == "PyPI")


def _holds(affected: Mapping[str, Any], version: str) -> bool:
    ranges = (one for one in affected.get("ranges", ()) if one["type"] == "ECOSYSTEM")
    return version in affected.get("versions", ()) or any(
        _within(one["events"], Version(version)) for one in ranges
    )


def _within(events: Sequence[Mapping[str, str]], version: Version) -> bool:
    """Tell whether a version lies between an introduction and what ended it.

    Source: the schema's "evaluation algorithm".
    """
    inside = False
    for event in sorted(events, key=lambda one: _place(next(iter(one.values())))):
        ((what, text),) = event.items()
        at = _place(text)
        if what == "introduced" and version >= at:
            inside = True
        elif (what == "fixed" and version >= at) or (what == "last_affected" and version > at):
            inside = False
    return inside


def _place(text: str) -> Version:
    try:
        return Version(text)
    except InvalidVersion:  # a version that no installer takes is behind all that one does
        return Version("0")


class Service(ThreadingHTTPServer):
    """Answers as OSV's API does, on this machine alone."""

    def __init__(self, copy: Copy) -> None:
        """Answer from a copy, at whatever port is free."""
        super().__init__(("127.0.0.1", 0), _Answer)
        self.copy = copy


class _Answer(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        """Answer ``/v1/query``."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        found = self.server.copy.of(asked["package"]["name"], asked["version"])
        answer = json.dumps({"vulns": found} if found else {}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Say nothing; pip-audit tells what was found."""


def audit(copy: Copy, pins: Path) -> int:
    """Run pip-audit on pinned packages against a copy; return its exit code."""
    with Service(copy) as service, tempfile.TemporaryDirectory() as cache:
        Thread(target=service.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{service.server_port}/v1/query"
        command = [
            sys.executable, "-m", "pip_audit", "--requirement", str(pins), "--no-deps",
            "--disable-pip", "--vulnerability-service", "osv", "--osv-url", url,
            "--cache-dir", cache, "--progress-spinner", "off", "--desc", "off",
        ]  # fmt: skip
        done = subprocess.run(command, env=os.environ | {"NO_PROXY": "127.0.0.1"}, check=False)
        service.shutdown()
        return done.returncode


def main() -> int:
    """Audit what is pinned, or say that it was not done."""
    named = os.environ.get(WHERE)
    if not named:
        print(f"NOT AUDITED for known holes: {WHERE} names no copy of OSV's advisories for PyPI.")
        return 0
    try:
        copy = Copy(Path(named))
    except (OSError, BadZipFile, ValueError, LookupError) as error:
        print(f"{WHERE} is no copy of advisories: {error}")
        return 1
    print(f"{copy.count} advisories, the newest of {copy.newest[:10]}", flush=True)
    return audit(copy, PINS)


if __name__ == "__main__":
    sys.exit(main())
