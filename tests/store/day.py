"""A day at a college, every file call of it recorded, and what a power cut at each would leave."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from kiosk.keys import KeyRing
from kiosk.keys.book import SealBook
from kiosk.model.record import Field
from kiosk.model.request import Claim
from kiosk.model.rounds import OpenRound, Round
from kiosk.model.signature import Signature, SignedBy, Strokes
from kiosk.rules.fold import fold
from kiosk.services.acts.declaring import Act, Declaring
from kiosk.services.evidence.examining import Examiner
from kiosk.services.evidence.sealing import Sealing
from kiosk.services.rounds import Rounds
from store.contract import Entry
from store.files import LOCKS, Files
from store.tiny import TinyStore
from tests.store.samples import imported

VISITS = 50
_STUDENTS = 25
_ROUND = Round(2020, "initial")
_NOON = datetime(2020, 9, 1, 12, tzinfo=UTC)


@dataclass(slots=True)
class Disk:
    """What a disk holds: names that may not be durable yet, of files that may not be either."""

    names: dict[Path, int] = field(default_factory=dict)
    data: dict[int, bytes] = field(default_factory=dict)
    synced_names: dict[Path, int] = field(default_factory=dict)
    synced_data: dict[int, bytes] = field(default_factory=dict)
    last: int = -1
    """The file that was written to last."""

    def survivors(self, *, names_ahead: bool) -> dict[Path, bytes | None]:
        """Return what a power cut leaves; nothing as content is a folder.

        Args:
            names_ahead: Every name is there, even of a file whose bytes are not, and half of
                the last write; else nothing that was not synced.
        """
        names = self.names if names_ahead else self.synced_names
        left: dict[Path, bytes | None] = {}
        for path, file in sorted(names.items()):
            if path.parent in left or path.parent == Path():
                left[path] = None if file < 0 else self.synced_data.get(file, b"")
                if names_ahead and 0 <= file == self.last:
                    left[path] = self.data[file][: len(self.data[file]) // 2]
        return left


Step = Callable[[Disk], None]


class Recorder(Files):
    """Notes every call that changes the disk, so that it can be played again."""

    def __init__(self, root: Path) -> None:
        self.steps: list[Step] = []
        self.acknowledged: list[tuple[int, str, str]] = []
        """After how many steps which student's visit was known to be durable."""
        super().__init__(root)

    def _relative(self, path: Path) -> Path:
        return path.relative_to(self.root)

    def _of(self, descriptor: int) -> Path:
        return self._relative(Path(f"/proc/self/fd/{descriptor}").readlink())

    def make_folder(self, name: str) -> None:
        if not self.path(name).is_dir() and name != LOCKS:
            self.steps.append(lambda disk: disk.names.update({Path(name): -1}))
        super().make_folder(name)

    def write(self, descriptor: int, data: memoryview) -> int:
        path, kept = self._of(descriptor), bytes(data)

        def step(disk: Disk) -> None:
            file = disk.names.setdefault(path, len(disk.data))
            disk.data[file] = disk.data.get(file, b"") + kept
            disk.last = file

        self.steps.append(step)
        return super().write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        super().sync(descriptor)
        if Path(f"/proc/self/fd/{descriptor}").readlink() == self.root.parent:
            return
        path = self._of(descriptor)

        def file(disk: Disk) -> None:
            disk.synced_data[disk.names[path]] = disk.data[disk.names[path]]
            disk.last = -1

        def folder(disk: Disk) -> None:
            for names in (disk.synced_names, disk.names):
                for name in [one for one in names if one.parent == path]:
                    if names is disk.synced_names:
                        del names[name]
                    else:
                        disk.synced_names[name] = names[name]

        self.steps.append(folder if (self.root / path).is_dir() else file)

    def rename(self, temp: Path, path: Path) -> None:
        super().rename(temp, path)
        old, new = self._relative(temp), self._relative(path)
        self.steps.append(lambda disk: disk.names.update({new: disk.names.pop(old)}))

    def unlink(self, path: Path) -> None:
        super().unlink(path)
        gone = self._relative(path)

        def step(disk: Disk) -> None:
            disk.names.pop(gone, None)

        self.steps.append(step)

    def cuts(self, after: range | list[int]) -> Iterator[tuple[int, Disk]]:
        """Yield the disk as it is after so many steps."""
        disk = Disk()
        for count, step in enumerate(self.steps, 1):
            step(disk)
            if count in after:
                yield count, disk


def play(folder: Path) -> Recorder:
    """Import, open a round, let students sign, some of them twice and some in dispute, and seal."""
    files = Recorder(folder / "data")
    store = TinyStore(folder / "data", files)
    keys, book = KeyRing.open(folder / "keys"), SealBook.open(folder / "seals")
    Rounds(store, lambda: _NOON).open(OpenRound(_ROUND), "staff:lin")
    numbers = [f"20190{n * 7:03}" for n in range(_STUDENTS)]
    photo = store.put_blob(b"photo")
    entries = (
        Entry(one, 0, (imported(one, admission_photo=photo),), keys.id_hash(one)) for one in numbers
    )
    for _ in store.append_many(entries):
        pass
    declaring = Declaring(store, keys, lambda: _NOON)
    for visit in range(VISITS):
        number = numbers[visit % _STUDENTS]
        act = act_of(visit)
        declaring.declare(fold(number, store.events(number)), act)
        files.acknowledged.append((len(files.steps), number, str(act.visit)))
        if visit in {0, VISITS // 2, VISITS - 1}:
            list(store.summaries())
    Sealing(examiner(folder / "data", folder / "seals", store), lambda: _NOON, "staff:lin").seal()
    assert book.pairs.publics()
    return files


def act_of(visit: int) -> Act:
    """Return what one visit declares, signed on the pad."""
    claims = (Claim(Field.MAJOR, f"专业{visit}"),) if visit % 5 == 0 else ()
    strokes = Strokes(100, 50, (((0, 0), (visit, visit)),))
    return Act(
        visit=UUID(int=visit),
        round=_ROUND,
        claims=claims,
        signature=Signature(SignedBy.PAD),
        strokes=strokes,
        pin="123456",
    )


def examiner(data: Path, seals: Path, store: TinyStore | None = None) -> Examiner:
    return Examiner(store or TinyStore(data), SealBook.open(seals), partial(TinyStore, data))


def come_up(disk: Disk, there: Path, *, names_ahead: bool) -> Path:
    """Write what the power cut left, and return the folder."""
    shutil.rmtree(there, ignore_errors=True)
    there.mkdir()
    for path, data in disk.survivors(names_ahead=names_ahead).items():
        if data is None:
            (there / path).mkdir()
        else:
            (there / path).write_bytes(data)
    return there
