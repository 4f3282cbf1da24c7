"""Every student at a glance: derived from the chains, beside them, and never trusted over them."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kiosk.errors import StoreDamaged, StoreUnreachable
from kiosk.model.student import Summary
from kiosk.rules.fold import fold, summarize
from store import glance, layout
from store.files import Files
from store.reading import Stamp, stamp_of
from store.shards import Shards, links

_NONE: Stamp = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class _Held:
    """The summaries of one file, as of its stamp."""

    stamp: Stamp
    summaries: tuple[Summary, ...]


class Summaries:
    """Keeps a side file for each file of students, and what it read in memory.

    A side file says which file (inode, time, size) it was made from. It is not synced: what is
    stale, damaged or gone is made again.
    """

    def __init__(
        self, files: Files, shards: Shards, wanted: Callable[[Summary], bool] | None = None
    ) -> None:
        """Read these files.

        Args:
            files: How they are reached.
            shards: Opens those of students.
            wanted: Who is yielded and kept in memory; None: everybody.
        """
        self._files = files
        self._shards = shards
        self._wanted = wanted
        self._held: dict[str, _Held] = {}

    def all(self) -> Iterator[Summary]:
        """Yield every student who is wanted; only files that changed are read.

        Raises:
            StoreDamaged: After the last student that could be read; of the first damaged file.
        """
        damage: StoreDamaged | None = None
        kept = self._held
        present = self._present()
        for gone in kept.keys() - {name for name, _ in present}:
            kept.pop(gone, None)
        for name, stamp in present:
            held = kept.get(name)
            if held is None or held.stamp != stamp:
                try:
                    held = self._beside(name, stamp) or self._fold(name)
                except StoreDamaged as error:
                    damage = damage or error
                    continue
                held = _Held(stamp, tuple(filter(self._wanted, held.summaries)))
                kept[name] = held
            yield from held.summaries
        if damage:
            raise damage

    def let_go(self) -> None:
        """Keep nobody in memory; a reader under way reads on, and keeps nobody when it ends."""
        self._held = {}

    def forget(self, name: str) -> None:
        """Remove the side file of a file of students durably; the next reader makes it again."""
        side = f"{layout.SUMMARIES}/{name}"
        with self._files.locked(side):
            self._files.remove(side)
            self._files.sync_folder(self._files.path(layout.SUMMARIES))

    def _present(self) -> list[tuple[str, Stamp]]:
        return [
            (entry.name, _stamp(entry))
            for entry in self._files.scan(layout.STUDENTS)
            if layout.is_ours(layout.STUDENTS, entry.name)
        ]

    def _beside(self, name: str, stamp: Stamp) -> _Held | None:
        try:
            found = self._files.read(f"{layout.SUMMARIES}/{name}")
            if found is None:
                return None
            held = json.loads(found.data)
            if held["format"] != glance.FORMAT or tuple(held["stamp"]) != stamp:
                return None
            return _Held(stamp, tuple(glance.of_json(row) for row in held["students"]))
        except (
            StoreDamaged,
            AttributeError,
            LookupError,
            TypeError,
            ValueError,
            RecursionError,
        ):
            return None

    def _fold(self, name: str) -> _Held:
        place = f"{layout.STUDENTS}/{name}"
        shard = self._shards.read(place)
        summaries: list[Summary] = []
        for student_no in (one for one in shard.tables() if layout.is_in(place, one)):
            chain = links(shard, student_no)
            try:
                summaries.append(summarize(fold(student_no, chain)))
            except StoreDamaged as error:
                raise shard.damaged(student_no, error.seq) from error
        held = _Held(shard.stamp or _NONE, tuple(summaries))
        if shard.stamp is not None:
            self._keep(name, held)
        return held

    def _keep(self, name: str, held: _Held) -> None:
        rows = [glance.as_json(one) for one in held.summaries]
        value = {"format": glance.FORMAT, "stamp": held.stamp, "students": rows}
        side = f"{layout.SUMMARIES}/{name}"
        try:
            with self._files.locked(side):
                data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
                self._files.replace(side, data.encode(), sync=False)
        except StoreUnreachable:
            return  # who may only read still gets every summary


def _stamp(entry: os.DirEntry[str]) -> Stamp:
    """Return a file's stamp; of one that is gone by now, or a link to nowhere, that of none."""
    try:
        return stamp_of(entry.stat())
    except OSError:
        return _NONE
