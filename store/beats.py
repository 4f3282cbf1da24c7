"""Terminals' signs of life. They are no evidence, so nothing chains them."""

from datetime import timedelta

from kiosk.model.terminal import Beat, Condition
from kiosk.rules.shapes import moment
from store import layout
from store.shards import Shard, Shards

_KEPT = timedelta(days=30)


class Beats:
    """One table for each terminal, with one row."""

    def __init__(self, shards: Shards) -> None:
        self._shards = shards

    def beat(self, beat: Beat) -> None:
        """Keep one, and forget the terminals that gave none for long."""
        with self._shards.work(layout.beats()) as shard:
            for name in shard.tables():
                if name == beat.terminal or _read(shard, name).at < beat.at - _KEPT:
                    shard.drop(name)
            row = {
                "at": beat.at.isoformat(),
                "condition": beat.condition.value,
                "version": beat.version,
            }
            shard.add(beat.terminal, {1: row})

    def all(self) -> tuple[Beat, ...]:
        """Return the last one of each terminal."""
        shard = self._shards.read(layout.beats())
        return tuple(_read(shard, name) for name in sorted(shard.tables()))

    def forget(self, terminal: str) -> bool:
        """Forget one, and tell whether it was known."""
        with self._shards.work(layout.beats()) as shard:
            known = terminal in shard.tables()
            if known:
                shard.drop(terminal)
        return known


def _read(shard: Shard, name: str) -> Beat:
    try:
        (row,) = shard.rows(name)
        return Beat(name, moment(row["at"]), Condition(row["condition"]), str(row["version"]))
    except (KeyError, TypeError, ValueError) as error:
        raise shard.damaged(name) from error
