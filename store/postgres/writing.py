"""Writing chains: one statement holds events, indexes, summaries and the notice of them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.errors import Conflict, StoreDamaged
from kiosk.model.events import Event
from kiosk.rules.fold import fold, summarize
from store import glance
from store.postgres import rows
from store.postgres.link import CHANNEL, Connection

# Long texts go as binary: in an array of the other format each quote in them would be escaped.
_WRITE = """
WITH events AS (
    INSERT INTO event (student_no, seq, event)
    SELECT * FROM unnest(%(numbers)s::text[], %(seqs)s::integer[], %(events)b::text[])
), people AS (
    INSERT INTO person (id_hash, student_no)
    SELECT * FROM unnest(%(hashes)s::text[], %(persons)s::text[])
    ON CONFLICT DO NOTHING
), sheets AS (
    INSERT INTO sheet (sheet_id, student_no)
    SELECT * FROM unnest(%(sheets)s::text[], %(owners)s::text[])
    ON CONFLICT DO NOTHING
), summaries AS (
    INSERT INTO summary (student_no, format, summary)
    SELECT * FROM unnest(%(students)s::text[], %(formats)s::integer[], %(summaries)b::text[])
    ON CONFLICT (student_no) DO UPDATE
    SET format = excluded.format, summary = excluded.summary, changed = pg_current_xact_id()
)
SELECT pg_notify(%(channel)s, '') WHERE cardinality(%(seqs)s::integer[]) > 0
"""


_STANDING = """
SELECT student_no FROM summary WHERE student_no = ANY(%s) AND format <> %s
ORDER BY student_no FOR UPDATE
"""
"""Who is still there and, held so, cannot be taken out before the write is done."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What is written in one transaction."""

    new: list[tuple[str, Event]] = field(default_factory=list)
    """Links, with the numbers of their students."""
    whole: dict[str, Sequence[Event]] = field(default_factory=dict)
    """The chains of these students as they will be."""
    people: list[tuple[str, str]] = field(default_factory=list)
    """Keyed hashes and student numbers."""
    sheets: list[tuple[str, str]] = field(default_factory=list)
    """Sheet ids and student numbers."""

    def write(self, connection: Connection) -> None:
        """Write all or nothing.

        Raises:
            Conflict: A student whose chain is to go on was taken out.
            UniqueViolation: A link is there already.
        """
        first = {number: event.seq for number, event in reversed(self.new)}
        longer = [number for number, seq in first.items() if seq > 1]
        if not longer:
            self._write(connection)
            return
        with connection.transaction():
            standing = connection.execute(_STANDING, [longer, glance.GONE])
            if standing.rowcount != len(longer):
                raise Conflict
            self._write(connection)

    def _write(self, connection: Connection) -> None:
        connection.execute(
            _WRITE,
            {
                "channel": CHANNEL,
                "numbers": [number for number, _ in self.new],
                "seqs": [event.seq for _, event in self.new],
                "events": [rows.text(event) for _, event in self.new],
                "hashes": [key for key, _ in self.people],
                "persons": [number for _, number in self.people],
                "sheets": [key for key, _ in self.sheets],
                "owners": [number for _, number in self.sheets],
            }
            | _summaries(self.whole),
        )


def _summaries(chains: Mapping[str, Sequence[Event]]) -> dict[str, object]:
    """Return the parameters; in order, so that two writers never wait for each other."""
    kept = [summarized(number, events) for number, events in sorted(chains.items())]
    return {
        "students": sorted(chains),
        "formats": [format_ for format_, _ in kept],
        "summaries": [text for _, text in kept],
    }


def summarized(number: str, events: Sequence[Event]) -> tuple[int, str]:
    """Return format and text of a summary; what cannot be folded is left for the reader to tell."""
    try:
        summary = summarize(fold(number, events))
    except StoreDamaged:
        return 0, ""
    return glance.FORMAT, json.dumps(glance.as_json(summary), ensure_ascii=False)
