"""A printer that speaks IPP, or a queue of CUPS: a job is sent, followed, and cancelled in time."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kiosk.printing.contract import Job, Outcome, Readiness, Told, is_pdf

if TYPE_CHECKING:
    from kiosk.printing.follow import Follower

_PORT = 631
_PATH = "/ipp/print"
"""Where a printer listens that an address names alone (PWG 5100.14, 4.2)."""


class IppPrinter:
    """Sends each sheet as one job: A4, not scaled, one copy."""

    def __init__(self, uri: str, limit: float) -> None:
        """Stand for a printer; nothing is sent or loaded yet.

        Args:
            uri: ``ipp://HOST[:PORT][/PATH]``, or ``ipps://…``.
            limit: Seconds that a job may take.
        """
        found = urlsplit(uri)
        path = found.path.rstrip("/") or _PATH
        self._uri = f"{found.scheme}://{found.netloc}{path}"
        self._limit = limit
        port = f":{found.port}" if found.port not in {None, _PORT} else ""
        self._name = f"{found.hostname}{port}/{path.rpartition('/')[2]}"

    @property
    def name(self) -> str:
        """Host and queue, such as ``printer.lan/print``."""
        return self._name

    def ready(self) -> Readiness:
        """Ask the printer, and behind a queue its printer too; at most two seconds each."""
        return self._follower().queue.look()

    def print(self, job: Job, told: Told) -> Outcome:
        """Send a sheet and follow it to its end; cancel it when its time is over."""
        if not is_pdf(job.pdf):
            return Outcome.REFUSED
        return self._follower(told).print(job)

    def found(self, name: str, told: Told) -> Outcome | None:
        """Look for a job among those that the printer remembers: it forgets when switched off."""
        return self._follower(told).found(name)

    def _follower(self, told: Told = lambda _trouble: None) -> "Follower":
        from kiosk.printing.follow import Follower  # noqa: PLC0415 - loads pyipp: 190 ms

        return Follower(self._uri, self._limit, told)
