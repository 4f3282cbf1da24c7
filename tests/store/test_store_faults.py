"""Disks that are full, read-only, failing or gone, and a power cut at every step."""

import errno
import os
import shutil
from pathlib import Path
from typing import Self

import pytest

from kiosk.errors import StoreUnreachable
from store.contract import Entry
from store.files import Files
from store.tiny import TinyStore
from tests.store.samples import SHEET, assert_holds, declared, imported, looked, visits


class Failing(Files):
    """Lets the ``fails``-th call of one kind fail, after half of what was to be written."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.call = ""
        self.fails = 0
        self.code = errno.ENOSPC

    def arm(self, call: str, fails: int, code: int = errno.ENOSPC) -> Self:
        self.call, self.fails, self.code = call, fails, code
        return self

    def _count(self, call: str) -> None:
        if call == self.call:
            self.fails -= 1
            if not self.fails:
                raise OSError(self.code, os.strerror(self.code))

    def write(self, descriptor: int, data: memoryview) -> int:
        if self.call == "write" and self.fails == 1:
            super().write(descriptor, data[: len(data) // 2])
        self._count("write")
        return super().write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        self._count("sync")
        super().sync(descriptor)

    def rename(self, temp: Path, path: Path) -> None:
        self._count("rename")
        super().rename(temp, path)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize(
    ("call", "fails"), [("write", 1), ("write", 2), ("rename", 2), ("sync", 3)]
)
def test_a_write_that_failed_changed_nothing(
    tmp_path: Path, call: str, fails: int, code: int
) -> None:
    files = Failing(tmp_path)
    store = TinyStore(tmp_path, files)
    before = store.append(Entry("1", 0, (imported("1"),)))
    files.arm(call, fails, code)
    with pytest.raises(StoreUnreachable) as told:
        store.append(Entry("1", 1, (declared("v"),), sheet_id=SHEET))
    assert told.value.problem.values == {"reason": errno.errorcode[code]}
    assert store.events("1") == before
    assert not list(tmp_path.rglob("*.tmp"))
    assert len(store.append(Entry("1", 1, (declared("v"),), sheet_id=SHEET))) == 2


def test_an_error_after_the_rename_leaves_all_or_nothing(tmp_path: Path) -> None:
    files = Failing(tmp_path)
    store = TinyStore(tmp_path, files)
    store.append(Entry("1", 0, (imported("1"),)))
    files.arm("sync", 2)
    with pytest.raises(StoreUnreachable):
        store.append(Entry("1", 1, (declared("v"),)))
    assert visits(store.events("1")) == ["v"]
    assert_holds(store, "1")


@pytest.mark.parametrize("call", ["write", "sync"])
def test_trouble_is_told_before_a_student_signs(tmp_path: Path, call: str) -> None:
    files = Failing(tmp_path)
    store = TinyStore(tmp_path, files)
    files.arm(call, 1, errno.EROFS)
    with pytest.raises(StoreUnreachable):
        store.check_writable()
    assert not list(tmp_path.rglob("*.tmp"))


def test_who_may_only_read_still_sees_everyone(tmp_path: Path) -> None:
    TinyStore(tmp_path).append(Entry("1", 0, (imported("1"),)))
    files = Failing(tmp_path)
    store = TinyStore(tmp_path, files)
    files.arm("write", 1, errno.EACCES)
    assert [one.student_no for one in store.summaries()] == ["1"]


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    home = tmp_path / "data"
    store = TinyStore(home)
    store.append(Entry("1", 0, (imported("1"),)))
    shutil.rmtree(home)
    for act in (
        lambda: store.events("1"),
        lambda: store.append(Entry("1", 1, (declared("v"),))),
        lambda: list(store.summaries()),
        lambda: store.blob("0" * 64),
        lambda: store.put_blob(b""),
        store.desk,
        lambda: store.students_of("x"),
        store.check_writable,
    ):
        with pytest.raises(StoreUnreachable):
            act()
    assert not home.exists()
    with pytest.raises(StoreUnreachable):
        TinyStore(tmp_path / "no" / "data")


def test_only_temporary_files_of_the_dead_are_swept(tmp_path: Path) -> None:
    files = Files(tmp_path)
    TinyStore(tmp_path, files).put_blob(b"photo")
    blob = next(path for path in (tmp_path / "blobs").rglob("*") if path.is_file())
    dead = [tmp_path / "students/.1.json.tmp", tmp_path / "desk/.2.json.tmp"]
    dead.append(blob.with_name(f".{'0' * 64}.tmp"))
    living = tmp_path / "students/.2019.json.tmp"
    for temp in (*dead, living):
        temp.write_bytes(b"{")
    with files.locked("students/2019.json"):
        TinyStore(tmp_path)
        assert [temp.exists() for temp in (*dead, living)] == [False, False, False, True]
    TinyStore(tmp_path)
    assert not living.exists()
    assert blob.exists()


class PowerCut(Files):
    """Knows what a power cut would leave: only synced bytes under names in synced folders."""

    def __init__(self, root: Path) -> None:
        self.synced: dict[int, bytes] = {}
        self.left: dict[Path, bytes | None] = {}
        super().__init__(root)

    def sync(self, descriptor: int) -> None:
        super().sync(descriptor)
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        if path == self.root.parent:
            return
        if path.is_file():
            self.synced[path.stat().st_ino] = path.read_bytes()
            return
        gone = [known for known in self.left if known.parent == path]
        kept = {known: self.left.pop(known) for known in gone}
        for entry in path.iterdir():
            if entry.is_dir():
                self.left[entry] = kept.get(entry)
            else:
                self.left[entry] = self.synced.get(entry.stat().st_ino, b"")

    def after(self, target: Path) -> TinyStore:
        """Return the store as it comes up again in another folder."""
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        for path, data in sorted(self.left.items()):
            there = target / path.relative_to(self.root)
            if data is None:
                there.mkdir(exist_ok=True)
            elif there.parent.is_dir():
                there.write_bytes(data)
        return TinyStore(target)


def test_what_was_acknowledged_survives_a_power_cut(tmp_path: Path) -> None:
    files = PowerCut(tmp_path / "data")
    store = TinyStore(tmp_path / "data", files)
    for n in range(12):
        number, visit = f"2019{n % 3}1", f"v{n}"
        digest = store.put_blob(visit.encode())
        after = len(store.events(number))
        first = () if after else (imported(number),)
        sheet = f"{n:02}".ljust(15, "0")
        store.append(Entry(number, after, (*first, declared(visit)), number, sheet))
        store.append_desk([looked(visit)])
        up = files.after(tmp_path / "up")
        assert up.events(number) == store.events(number)
        assert up.desk() == store.desk()
        assert up.blob(digest) == visit.encode()
        assert up.student_of(sheet) == number
        assert up.students_of(number) == (number,)
    for held in store.append_many(
        Entry(f"2020{n:03}", 0, (imported(f"2020{n:03}"),), f"p{n}") for n in range(700)
    ):
        up = files.after(tmp_path / "up")
        assert len(list(up.summaries())) >= held
    assert len(list(up.summaries())) == 703
    assert all(up.students_of(f"p{n}") for n in range(0, 700, 50))


def test_an_interrupted_write_is_made_durable_by_appending_nothing(tmp_path: Path) -> None:
    files = PowerCut(tmp_path / "data")
    store = TinyStore(tmp_path / "data", files)
    store.append(Entry("1", 0, (imported("1"),)))
    before = dict(files.left)
    store.append(Entry("1", 1, (declared("v"),)))
    files.left = before  # as if the folder had not been synced
    assert visits(files.after(tmp_path / "up").events("1")) == []
    store.append(Entry("1", 2, ()))
    assert visits(files.after(tmp_path / "up").events("1")) == ["v"]


def test_no_step_of_a_write_is_lost_half(tmp_path: Path) -> None:
    class Stepping(PowerCut):
        def sync(self, descriptor: int) -> None:
            super().sync(descriptor)
            if armed:
                up = self.after(tmp_path / "up")
                assert visits(up.events("1")) in (["v0"], ["v0", "v1"])
                assert_holds(up, "1")
                steps.append(len(up.events("1")))

    armed: list[bool] = []
    steps: list[int] = []
    store = TinyStore(tmp_path / "data", Stepping(tmp_path / "data"))
    store.append(Entry("1", 0, (imported("1"), declared("v0"))))
    armed.append(True)
    store.append(Entry("1", 2, (declared("v1"),), "person", SHEET))
    assert steps == sorted(steps)
    assert set(steps) == {2, 3}
