"""One job on its way: sent, followed to its end, cancelled when its time is over."""

import time
from contextlib import suppress

from pyipp.enums import IppStatus

from kiosk.printing.contract import Job, Outcome, Told
from kiosk.printing.queue import Queue, Sent
from kiosk.printing.wire import DeclinedError, SilentError

_FIRST_PAUSE, _LONGEST_PAUSE, _GROWTH = 0.05, 1.0, 1.5
"""Seconds between two questions: a sheet that prints at once is told at once."""
_PARTING = 4.0
"""Seconds of a job's time that are kept for cancelling it."""
_BUSY = {
    IppStatus.ERROR_BUSY,
    IppStatus.ERROR_TEMPORARY,
    IppStatus.ERROR_TOO_MANY_JOBS,
    IppStatus.ERROR_SERVICE_UNAVAILABLE,
}
"""It may take the job later: many printers take one at a time."""


class Follower:
    """Follows one job; made anew for each."""

    def __init__(self, uri: str, limit: float, told: Told) -> None:
        """Begin to count.

        Args:
            uri: Of the printer or queue.
            limit: Seconds that the job may take.
            told: Hears what stands in the way, each time that it changes.
        """
        self.queue = Queue(uri)
        self._told = told
        self._trouble: Outcome | None = None
        self._end = time.monotonic() + limit
        self._pause = _FIRST_PAUSE

    def print(self, job: Job) -> Outcome:
        """Send a sheet and return how it ended."""
        while True:
            try:
                number = self.queue.send(job, max(self._left(), 1.0))
            except SilentError as error:
                if not error.reached:
                    return Outcome.UNREACHABLE
                return self._rediscover(job.name)
            except DeclinedError as error:
                if error.status not in _BUSY:
                    return Outcome.REFUSED
                self._tell(self.queue.look().trouble)
                if not self._wait():
                    return self._trouble or Outcome.REFUSED
            else:
                return self._follow(number, job.name)

    def found(self, name: str) -> Outcome | None:
        """Return how a job of this name ended, if the printer knows one."""
        try:
            jobs = self.queue.jobs(name)
        except (SilentError, DeclinedError):
            return None
        ended = [job.outcome for job in jobs if job.outcome]
        if Outcome.PRINTED in ended:
            return Outcome.PRINTED
        going = next((job for job in jobs if not job.outcome), None)
        if going:
            return self._follow(going.id, name)
        return ended[0] if ended else None

    def _rediscover(self, name: str) -> Outcome:
        """Return how a job ended of which nobody knows whether the printer took it."""
        while True:
            self._tell(Outcome.UNREACHABLE)
            more = self._wait()
            try:
                self.queue.jobs(name)
            except (SilentError, DeclinedError):
                if not more:
                    return Outcome.UNREACHABLE
            else:
                return self.found(name) or Outcome.UNREACHABLE

    def _follow(self, number: int, name: str) -> Outcome:
        while True:
            try:
                job = self.queue.job(number)
            except SilentError:
                self._tell(Outcome.UNREACHABLE)
            except DeclinedError:
                return Outcome.UNKNOWN
            else:
                if job.name not in {"", name}:
                    return Outcome.UNKNOWN  # it counts its jobs anew: it was switched off
                if job.outcome is Outcome.REFUSED:
                    self._forget(number)
                    return self.queue.look().trouble or Outcome.REFUSED
                if job.outcome:
                    return job.outcome
                self._tell(self.queue.look().trouble)
            if not self._wait():
                return self._give_up(number)

    def _give_up(self, number: int) -> Outcome:
        """Cancel the job and return what last stood in its way; it may end just then."""
        try:
            self.queue.cancel(number)
        except SilentError:
            return Outcome.UNREACHABLE
        except DeclinedError:
            pass  # it ended by itself
        try:
            job: Sent | None = self.queue.job(number)
        except (SilentError, DeclinedError):
            job = None
        if job and job.outcome is Outcome.PRINTED:
            return Outcome.PRINTED
        return self._trouble or Outcome.UNKNOWN

    def _forget(self, number: int) -> None:
        """Have a stopped job cancelled, lest it be started anew behind the kiosk's back."""
        with suppress(SilentError, DeclinedError):
            self.queue.cancel(number)

    def _tell(self, trouble: Outcome | None) -> None:
        if trouble is not self._trouble:
            self._trouble = trouble
            self._told(trouble)

    def _wait(self) -> bool:
        """Wait until the printer is asked again; tell whether there is time for it."""
        left = self._left()
        if left <= 0:
            return False
        time.sleep(min(self._pause, left))
        self._pause = min(self._pause * _GROWTH, _LONGEST_PAUSE)
        return True

    def _left(self) -> float:
        return self._end - _PARTING - time.monotonic()
