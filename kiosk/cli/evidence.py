"""Seals and what they prove, put together from a home."""

import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from kiosk.cli import out
from kiosk.cli.errors import CannotRead
from kiosk.cli.home import Home, now, open_store, staff
from kiosk.cli.place import STREAM
from kiosk.cli.words import say
from kiosk.keys.book import SealBook
from kiosk.model.seal import Fault, Seal
from kiosk.services.evidence.examining import Examiner, Report, Witness
from kiosk.services.evidence.sealing import Sealing, read_witness
from store.contract import Store

SEALS = "seals"
"""Folder of the home that is the desk's alone."""
_SHOWN = 12
"""Of a root, as it stands on handover sheets."""


def book(home: Home) -> SealBook:
    """Return the desk's book of seals.

    Raises:
        KeysUnusable: It cannot be read or made.
    """
    return SealBook.open(home.path / SEALS)


def examiner(home: Home, store: Store | None = None) -> Examiner:
    """Return what goes through the whole store, as only the school may.

    Args:
        home: Its caller is held to their role …
        store: … unless the store without a guard is given, for a seal that they do not ask for.
    """
    reopen = partial(open_store, home.path, home.config)
    return Examiner(home.store if store is None else store, book(home), reopen)


def sealing(home: Home, store: Store | None = None) -> Sealing:
    """Return what makes seals; the arguments are those of ``examiner``."""
    return Sealing(examiner(home, store), now, staff())


def read(path: Path) -> bytes:
    """Return a file that somebody named; ``-`` is standard input.

    Raises:
        CannotRead: It cannot be read.
    """
    try:
        return sys.stdin.buffer.read() if path == STREAM else path.read_bytes()
    except OSError as error:
        raise CannotRead(file=path.name) from error


def witnesses(paths: Iterable[Path]) -> tuple[Witness, ...]:
    """Return the seals in files.

    Raises:
        CannotRead, NotASeal: A file holds none.
    """
    return tuple(read_witness(read(path)) for path in paths)


def seal_shape(seal: Seal) -> dict[str, Any]:
    """Return a seal as ``--json`` prints it."""
    return {
        "at": seal.at,
        "root": seal.root,
        "students": seal.students,
        "events": seal.events,
        "desk": seal.desk.length,
        "key_id": seal.key_id,
    }


def report_shape(report: Report) -> dict[str, Any]:
    """Return what was found as ``--json`` prints it."""
    return {
        "ok": not report.faults,
        "students": report.students,
        "events": report.events,
        "seals": len(report.seals),
        "faults": [
            {
                "student_no": one.student_no or None,
                "seq": one.seq,
                "fault": one.kind.value,
                "where": one.where,
            }
            for one in report.faults
        ],
        "strays": list(report.strays),
    }


def tell_seal(seal: Seal) -> None:
    """Print what was sealed."""
    told = {"at": seal.at, "root": seal.root[:_SHOWN], "key": seal.key_id}
    out.line(say("seal.sealed", students=seal.students, events=seal.events, **told))


def tell_report(report: Report) -> None:
    """Print what was found, fault by fault."""
    counts = {"students": report.students, "events": report.events, "seals": len(report.seals)}
    key = "seal.faulty" if report.faults else "seal.sound"
    out.line(say(key, faults=len(report.faults), **counts))
    for one in report.faults:
        out.line(_told(one))
    if report.strays:
        out.line(say("seal.strays", files=", ".join(report.strays)))


def _told(one: Fault) -> str:
    who = say("seal.student", student_no=one.student_no) if one.student_no else say("seal.desk")
    event = say("seal.event", seq=one.seq) if one.seq else ""
    where = say("seal.where", where=one.where) if one.where else ""
    return say("seal.line", who=who, event=event, fault=say(f"seal.fault.{one.kind}"), where=where)
