"""Check of the terminals: what each of them said last, and how long ago."""

from collections.abc import Iterator

from kiosk.rules.terminals import Standing, standing
from kiosk.services.doctor.findings import Check, Finding, Subject, fine, poor

_FINE = frozenset({Standing.WORKING, Standing.GONE})


def terminals(subject: Subject) -> Iterator[Finding]:
    """Look at each terminal's last sign of life."""
    now = subject.clock()
    beats = subject.store().beats()
    if not beats:
        yield fine(Check.TERMINALS, "none")
    for beat in beats:
        how = standing(beat, now)
        say = fine if how in _FINE else poor
        at = f"{beat.at.astimezone(now.tzinfo):%Y-%m-%d %H:%M}"
        told = {"name": beat.terminal, "at": at, "version": beat.version}
        yield say(Check.TERMINALS, how.value, **told)
