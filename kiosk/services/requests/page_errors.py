"""Why somebody is not let in on the correction page, or may not write there."""

from kiosk.errors import KioskError


class PageLocked(KioskError):
    """Too many wrong answers, for this code or from this address: wait ``minutes``."""

    text = "page.locked"


class WrongFactor(KioskError):
    """The last characters of the ID number are not the student's, or there is no such student."""

    text = "page.wrong_factor"


class WrongPin(KioskError):
    """The PIN is not that of the request."""

    text = "page.wrong_pin"


class TooMuchToday(KioskError):
    """The student wrote as often as anybody may in a day."""

    text = "page.too_much_today"


class StillOpen(KioskError):
    """A request is open: it has to be closed or withdrawn before another is filed."""

    text = "page.still_open"
