"""Wrong answers, counted for lock-outs. They are no evidence, so nothing chains them."""

from datetime import datetime, timedelta

from kiosk.rules.attempts import Miss
from kiosk.rules.shapes import moment
from store import layout
from store.shards import Shard, Shards

_LONGEST_RULE = timedelta(days=1)
"""No rule looks back further (``kiosk.rules.attempts``)."""


class Misses:
    """One table for each key."""

    def __init__(self, shards: Shards) -> None:
        self._shards = shards

    def of(self, key: str) -> tuple[Miss, ...]:
        """Return what was counted under a key, oldest first."""
        return _misses(self._shards.read(layout.misses(key)), key)

    def add(self, key: str, miss: Miss, keep_since: datetime) -> tuple[Miss, ...]:
        """Count one, forget those of the key before ``keep_since``, return what remains.

        Other keys of the file go when no rule can want them any more: numbers that nobody has
        are counted as well, and would fill it.
        """
        with self._shards.work(layout.misses(key)) as shard:
            for other in shard.tables():
                if all(one.at < keep_since - _LONGEST_RULE for one in _misses(shard, other)):
                    shard.drop(other)
            kept = (*(one for one in _misses(shard, key) if one.at >= keep_since), miss)
            _set(shard, key, kept)
        return kept

    def forget(self, key: str, terminal: str) -> None:
        """Forget what was counted under a key on one terminal."""
        if any(one.terminal == terminal for one in self.of(key)):
            with self._shards.work(layout.misses(key)) as shard:
                kept = tuple(one for one in _misses(shard, key) if one.terminal != terminal)
                _set(shard, key, kept)


def _set(shard: Shard, key: str, misses: tuple[Miss, ...]) -> None:
    shard.drop(key)
    rows = enumerate(misses, 1)
    if misses:
        shard.add(
            key, {id_: {"terminal": one.terminal, "at": one.at.isoformat()} for id_, one in rows}
        )


def _misses(shard: Shard, key: str) -> tuple[Miss, ...]:
    try:
        return tuple(Miss(row["terminal"], moment(row["at"])) for row in shard.rows(key))
    except (KeyError, TypeError, ValueError) as error:
        raise shard.damaged(key) from error
