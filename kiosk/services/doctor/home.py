"""Checks of the home: its folder, settings, keys, store and rounds."""

import os
from datetime import date, timedelta
from itertools import islice

from kiosk.model.events import Kind
from kiosk.rules import chain, code
from kiosk.rules.fold import fold
from kiosk.services.doctor.findings import Check, Finding, Subject, fine, poor
from kiosk.services.evidence.carrying import is_found
from kiosk.services.rounds import Rounds

_LONGEST_URL = 34
"""Characters of ``base_url``; with more the QR on paper grows a version."""
_EXAMPLE_HOST = "EXAMPLE"
_SAMPLE = 200
"""Students whose chains are verified …"""
_SOUGHT = 20
"""… and of them those who are looked up by their ID numbers."""
_NAMES = 5
"""Stray files that are named."""
_OTHERS = 0o007
_EVIDENCE = (Kind.SEALED, Kind.BACKED_UP)
_FRESH = timedelta(days=7)
"""How old seal and backup may be while students sign."""


def home(subject: Subject) -> Finding:
    """Look whether the home can be written to, and by nobody else be read."""
    if not os.access(subject.home, os.W_OK | os.X_OK):
        return poor(Check.HOME, "unwritable", home=subject.home)
    exposed = [
        path.name
        for path in (subject.home, *sorted(subject.home.iterdir()))
        if not path.is_symlink() and path.stat().st_mode & _OTHERS
    ]
    if exposed:
        return poor(Check.HOME, "open_to_others", home=subject.home, names=", ".join(exposed))
    return fine(Check.HOME, home=subject.home)


def config(subject: Subject) -> Finding:
    """Read the settings."""
    subject.config()
    return fine(Check.CONFIG)


def base_url(subject: Subject) -> Finding:
    """Look at the address in the QR codes."""
    url = subject.config().base_url
    if len(url) > _LONGEST_URL:
        return poor(Check.BASE_URL, "long", length=len(url), longest=_LONGEST_URL)
    if _EXAMPLE_HOST in url.upper():
        return poor(Check.BASE_URL, "example", url=url)
    if not url.upper().startswith("HTTPS:"):
        return poor(Check.BASE_URL, "plain", url=url)
    return fine(Check.BASE_URL, url=url)


def second_factor(subject: Subject) -> Finding:
    """Look what a student must know besides a number."""
    second = subject.config().second
    if second == "tail":
        return fine(Check.SECOND_FACTOR)
    return poor(Check.SECOND_FACTOR, second)


def staff_pin(subject: Subject) -> Finding:
    """Look whether staff can get at a terminal's maintenance."""
    if subject.keys().staff_pin.is_set:
        return fine(Check.STAFF_PIN)
    return poor(Check.STAFF_PIN, "unset")


def keys(subject: Subject) -> Finding:
    """Sign something and check it, so that both halves are known to fit."""
    keys = subject.keys()
    sample = code.SheetCode(b"", "0" * code.SHEET_ID_CHARS, subject.clock().date(), bytes(10))
    signed = keys.sign(sample)
    if not keys.genuine(signed):
        return poor(Check.KEYS, "unfit")
    return fine(Check.KEYS, id=signed.key_id.hex())


def store(subject: Subject) -> Finding:
    """Write a probe, verify the chains of the desk and of some students, and look these up."""
    store = subject.store()
    store.check_writable()
    if chain.fault(chain.DESK, store.desk()):
        return poor(Check.STORE, "desk_broken")
    numbers = [summary.student_no for summary in store.summaries()]
    sample = list(islice(numbers, 0, None, max(1, len(numbers) // _SAMPLE)))
    broken = [number for number in sample if chain.fault(number, store.events(number))]
    if broken:
        return poor(Check.STORE, "chain_broken", numbers=", ".join(broken))
    keys = subject.keys()
    sought = (fold(number, store.events(number)) for number in sample[:_SOUGHT])
    if not all(is_found(store, one, keys.id_hash) for one in sought):
        return poor(Check.STORE, "other_secret")
    strays = ", ".join(islice(store.strays(), _NAMES))
    if strays:
        return poor(Check.STORE, "strays", files=strays)
    return fine(Check.STORE, students=len(numbers), sample=len(sample))


def evidence(subject: Subject) -> Finding:
    """Look when the store was last sealed and backed up; without signatures it needs neither."""
    store = subject.store()
    last = {event.kind: event.at[:10] for event in store.desk() if event.kind in _EVIDENCE}
    sealed, backed_up = (last.get(kind, "") for kind in _EVIDENCE)
    if not any(one.verdicts for one in store.summaries()):
        return fine(Check.EVIDENCE, "nobody_signed")
    if not sealed:
        return poor(Check.EVIDENCE, "never_sealed")
    if not backed_up:
        return poor(Check.EVIDENCE, "never_backed_up")
    oldest = date.fromisoformat(min(sealed, backed_up))
    which = "ok" if subject.clock().date() - oldest <= _FRESH else "old"
    say = fine if which == "ok" else poor
    return say(Check.EVIDENCE, which, sealed=sealed, backed_up=backed_up)


def rounds(subject: Subject) -> Finding:
    """Look whether students can declare today."""
    found = Rounds(subject.store(), subject.clock).today()
    if not found:
        return poor(Check.ROUNDS, "none")
    return fine(Check.ROUNDS, rounds=", ".join(str(one.round) for one in found))
