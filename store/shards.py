"""A shard: the tables of one small file, opened for one unit of work."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from kiosk.errors import StoreDamaged
from kiosk.model.events import Event
from kiosk.rules import chain
from store.reading import Stamp

Row = Mapping[str, Any]


class Shard(Protocol):
    """The tables of one file, as they were when it was opened."""

    @property
    def stamp(self) -> Stamp | None:
        """Of the file that was read; nothing if there was none."""

    def tables(self) -> Sequence[str]:
        """Return the names of the tables that hold something, in the order of their making."""

    def rows(self, table: str) -> Sequence[Row]:
        """Return the rows of a table in order; none of a table that is not there."""

    def add(self, table: str, rows: Mapping[int, Row]) -> None:
        """Write rows, by their ids, behind the last one; an id is given once."""

    def drop(self, table: str) -> None:
        """Remove a table, if it is there."""

    def damaged(self, table: str, row: int = 0) -> StoreDamaged:
        """Return the error that names the file and where in it the table stands.

        Args:
            table: Its name.
            row: Id of the first row that cannot be taken, if it is one.
        """


class Shards(Protocol):
    """Opens shards by the name of their file."""

    def read(self, name: str) -> Shard:
        """Return a shard to look at, without a lock: a file is only ever replaced whole."""

    def work(self, name: str, *, sync: bool = True) -> AbstractContextManager[Shard]:
        """Open a shard under its lock; leaving without an error writes it once, if changed.

        Args:
            name: Its file.
            sync: What the shard holds is durable after: what was written now, and what another
                writer wrote whom the power cut hit before the end. Else ``settle`` does that.
        """

    def settle(self, folder: str) -> None:
        """Make durable what was written in a folder with ``sync`` unset."""

    def names(self, folder: str, part: int = 0, parts: int = 1) -> Iterator[str]:
        """Yield the names of all shards in a folder, or of one part of them."""


def links(shard: Shard, owner: str, first: int = 1) -> tuple[Event, ...]:
    """Return the chain, or the part of one, that a shard holds.

    Args:
        shard: Where it stands.
        owner: Student number or ``chain.DESK``; also the name of the table.
        first: Number of its first event.

    Raises:
        StoreDamaged: A row is no event, or not in its place.
    """
    found: list[Event] = []
    for seq, row in enumerate(shard.rows(owner), first):
        try:
            event = chain.of_json(row)
        except (KeyError, ValueError) as error:
            raise shard.damaged(owner, seq) from error
        if event.seq != seq:
            raise shard.damaged(owner, seq)
        found.append(event)
    return tuple(found)


def add_links(shard: Shard, owner: str, new: Iterable[Event]) -> None:
    """Write new links behind the last one."""
    shard.add(owner, {event.seq: chain.as_json(event) for event in new})
