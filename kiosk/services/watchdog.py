"""Signs to whoever started the program and starts it again when it hangs (systemd).

Source: sd_notify(3), sd_watchdog_enabled(3).
"""

import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Self

_PATIENCE = 0.1
"""Seconds that a sign may wait of which there is no second one."""
_MICROSECONDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Watchdog:
    """Where signs go; a program that nobody watches sends none.

    The signs must come from the loop that does the program's work, so that a hung one is noticed.
    """

    address: str = ""
    """Of a datagram socket: a path, or a name behind ``@``; empty: nobody watches."""
    every: float = 0
    """Seconds between two signs of life; 0: none is waited for."""

    @classmethod
    def of(cls, environment: Mapping[str, str], pid: int) -> Self:
        """Return the watchdog that a program was started under.

        Args:
            environment: The program's.
            pid: The program's, which is another one than its parent's was told.
        """
        limit = environment.get("WATCHDOG_USEC", "")
        mine = environment.get("WATCHDOG_PID") in {None, str(pid)}
        every = int(limit) / _MICROSECONDS / 2 if mine and limit.isdecimal() else 0
        return cls(environment.get("NOTIFY_SOCKET", ""), every)

    def ready(self) -> None:
        """Tell that people can use the program."""
        self._tell("READY=1", _PATIENCE)

    def alive(self) -> None:
        """Tell that the program still goes on; the next sign makes up for one that was lost."""
        self._tell("WATCHDOG=1")

    def stopping(self) -> None:
        """Tell that the program ends because somebody wants it to."""
        self._tell("STOPPING=1", _PATIENCE)

    def _tell(self, sign: str, patience: float = 0) -> None:
        if not self.address.startswith(("/", "@")):
            return
        address = self.address.replace("@", "\0", 1) if self.address[0] == "@" else self.address
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as end:
            end.settimeout(patience)
            end.connect(address)  # else a wait for room at the other end is none, and spins
            end.send(sign.encode())


UNWATCHED = Watchdog()
