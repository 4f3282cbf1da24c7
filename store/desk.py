"""The desk's own chain, in parts of bounded size, so that writing never slows down."""

from bisect import bisect_right
from collections.abc import Sequence

from kiosk.model.events import Draft, Event
from kiosk.rules import chain
from store import layout
from store.files import Files
from store.shards import Shards, add_links, links
from store.students import missing

_PART = 128
"""Events after which a new part is begun."""


class Desk:
    """Each part is a file named after the number of its first event."""

    def __init__(self, files: Files, shards: Shards) -> None:
        self._files = files
        self._shards = shards

    def events(self, after: int) -> tuple[Event, ...]:
        """Return the chain from the event after number ``after``; opens no part before that.

        Raises:
            StoreDamaged: A part is missing or cannot be read.
        """
        parts = self._parts()
        parts = parts[max(0, bisect_right(parts, after + 1) - 1) :]
        found: list[Event] = []
        for first in parts:
            found += self._part(first)
            if found[-1].seq - found[0].seq != len(found) - 1:
                raise self._shards.read(layout.desk(first)).damaged(chain.DESK)
        return tuple(event for event in found if event.seq > after)

    def append(self, drafts: Sequence[Draft]) -> tuple[Event, ...]:
        """Extend the chain durably by all of the drafts, or none, and return the new links."""
        with self._files.locked(layout.DESK):
            parts = self._parts()
            old = self._part(parts[-1]) if parts else ()
            new = chain.extend(chain.DESK, old, drafts)
            full = not old or len(old) >= _PART
            first = old[-1].seq + 1 if old and full else (parts or [1])[-1]
            with self._shards.work(layout.desk(first)) as shard:
                add_links(shard, chain.DESK, new)
        return new

    def adopt(self, events: Sequence[Event]) -> None:
        """Write the whole chain durably as it is."""
        with self._files.locked(layout.DESK):
            new = missing(chain.DESK, self.events(0), events)
            parts = self._parts()[-1:]
            for event in new:
                if not parts or event.seq >= parts[-1] + _PART:
                    parts.append(event.seq)
            for first in parts:
                part = [event for event in new if first <= event.seq < first + _PART]
                with self._shards.work(layout.desk(first)) as shard:
                    add_links(shard, chain.DESK, part)

    def _part(self, first: int) -> tuple[Event, ...]:
        shard = self._shards.read(layout.desk(first))
        found = links(shard, chain.DESK, first)
        if not found or chain.fault(chain.DESK, found[-1:], found[-1].seq - 1, found[-1].prev):
            raise shard.damaged(chain.DESK)
        return found

    def _parts(self) -> list[int]:
        names = (entry.name for entry in self._files.scan(layout.DESK))
        return sorted(
            int(name.removesuffix(".json")) for name in names if layout.is_ours(layout.DESK, name)
        )
