"""Whether one of the staff still is who they were when they came."""

from collections.abc import Callable
from threading import Lock

from kiosk.errors import KioskError
from kiosk.model.staff import Staff
from kiosk.rules.access import directory
from store.contract import Store


class NoLongerStaff(KioskError):
    """They were removed meanwhile, or are another now: other role, scope or key."""

    text = "error.no_longer_staff"


class Standing:
    """Asked before every use of the store; reads only what was written since it was asked last."""

    def __init__(self, store: Store, staff: Staff, denied: Callable[[], object]) -> None:
        """Believe what ``staff`` is now.

        Args:
            store: Without a guard.
            staff: Who is in the desk's chain, or nobody that it knows of: they stay who they are.
            denied: Is called when they are not any more who they were, once.
        """
        self._store = store
        self._staff = staff
        self._now: Staff | None = staff
        self._pulse = store.pulse()
        self._after = 0
        self._denied = False
        self._tell_denied = denied
        self._lock = Lock()

    def check(self) -> None:
        """Do nothing.

        Raises:
            NoLongerStaff: They are not any more who they were.
        """
        with self._lock:
            pulse = self._store.pulse()
            if pulse != self._pulse:
                new = self._store.desk(self._after)
                self._after = new[-1].seq if new else self._after
                self._now = directory(new, self._now).get(self._staff.name)
                self._pulse = pulse
            if self._now != self._staff:
                if not self._denied:
                    self._denied = True
                    self._tell_denied()
                raise NoLongerStaff
