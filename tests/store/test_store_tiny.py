"""The store of files: what it writes, how little, and with which rights."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.rules.attempts import Miss
from store.contract import Entry, Store
from store.files import Files
from store.reading import Content
from store.tiny import TinyStore
from tests.store.contract import StoreContract
from tests.store.samples import NOON, SHEET, declared, imported


class TestTinyStore(StoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Store:
        return TinyStore(tmp_path / "data")

    @pytest.fixture
    def neighbour(self, store: Store, tmp_path: Path) -> Store:  # noqa: ARG002 - comes second
        return TinyStore(tmp_path / "data")

    @pytest.fixture
    def place(self, tmp_path: Path) -> str:
        return str(tmp_path / "data")


def test_a_shard_is_plain_tinydb_that_eyes_can_read(home: Path) -> None:
    text = (home / "students/201901.json").read_text(encoding="utf-8")
    assert "柳青" in text
    assert ": " not in text
    rows = json.loads(text)["2019011"]
    assert list(rows) == ["1", "2"]
    assert rows["2"]["prev"] == rows["1"]["hash"]


class Counting(Files):
    """Counts the syncs."""

    syncs = 0

    def sync(self, descriptor: int) -> None:
        self.syncs += 1
        super().sync(descriptor)


def test_a_complete_signing_takes_at_most_eight_syncs(home: Path) -> None:
    files = Counting(home)
    store = TinyStore(home, files)
    files.syncs = 0
    store.put_blob(b"strokes")
    store.append(Entry("2019001", 1, (declared("v1"),), sheet_id=SHEET))
    assert files.syncs <= 8
    files.syncs = 0
    store.put_blob(b"strokes")
    store.append(Entry("2019001", 2, (declared("v2"),), sheet_id="7K00000000000AB"))
    assert files.syncs <= 5


def test_an_import_shares_its_syncs(home: Path) -> None:
    files = Counting(home)
    store = TinyStore(home, files)
    files.syncs = 0
    numbers = [f"2020{n:04}" for n in range(1000)]
    list(store.append_many(Entry(number, 0, (imported(number),)) for number in numbers))
    assert files.syncs < 110


def test_a_warm_look_at_all_reads_only_what_changed(home: Path) -> None:
    class Watching(Files):
        def read(self, name: str) -> Content | None:
            reads.append(name)
            return super().read(name)

    reads: list[str] = []
    store = TinyStore(home, Watching(home))
    list(store.summaries())
    reads.clear()
    list(store.summaries())
    assert reads == []
    TinyStore(home).append(Entry("2019001", 1, (declared("v1"),)))
    list(store.summaries())
    assert reads == ["summaries/201900.json", "students/201900.json"]
    reads.clear()
    list(TinyStore(home, Watching(home)).summaries())
    assert sorted(reads) == ["summaries/201900.json", "summaries/201901.json"]


def test_wrong_answers_for_numbers_that_nobody_has_do_not_pile_up(home: Path) -> None:
    store = TinyStore(home)
    for n in range(320):
        at = NOON + timedelta(hours=n)
        store.add_miss(f"key {n}", Miss("lab-1", at), at - timedelta(hours=1))
    left = sum(len(json.loads(file.read_bytes())) for file in (home / "misses").iterdir())
    assert left < 230
    assert store.misses("key 319")


@pytest.mark.parametrize(("folder", "file"), [(0o700, 0o600), (0o2770, 0o660), (0o750, 0o640)])
def test_modes_follow_the_folder(tmp_path: Path, folder: int, file: int) -> None:
    home = tmp_path / "data"
    home.mkdir()
    home.chmod(folder)
    store = TinyStore(home)
    store.append(Entry("1", 0, (imported("1"),), id_hash="x", sheet_id=SHEET))
    store.put_blob(b"photo")
    list(store.summaries())
    for path in home.rglob("*"):
        expected = folder if path.is_dir() else file
        assert path.stat().st_mode & 0o7777 == expected, path


def test_what_another_account_left_half_written_is_not_written_to(home: Path) -> None:
    """Whoever writes on in it would have to be its owner, to let the others read it."""
    store = TinyStore(home)
    left, kept = home / "students/.201900.json.tmp", home / "kept"
    left.write_text("half", encoding="utf-8")
    kept.hardlink_to(left)
    store.append(Entry("2019001", 1, (declared("v1"),)))
    assert kept.read_text(encoding="utf-8") == "half"


def test_nothing_slow_or_foreign_is_imported_with_the_store() -> None:
    code = "import sys, store.tiny; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"textual", "reportlab", "cryptography", "assets"} & set(ran.stdout.split())
