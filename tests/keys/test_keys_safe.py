"""Keys are whole or not there, for their owner alone, whatever dies while they are written."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kiosk.keys import KeyRing, KeysUnusable
from kiosk.keys.book import SealBook
from kiosk.keys.bundle import Bundle, PublicKeys
from kiosk.model.keys import KeyChange
from kiosk.model.seal import End, Seal
from kiosk.rules.code import SheetCode

CODE = SheetCode(b"\0\0", "7K3M9Q2WABCDEF0", date(2020, 9, 1), bytes(10))
SEAL = Seal("2020-09-01T12:00:00+08:00", "a" * 64, 1, 1, End(), "b" * 64)
CALLS = ((os, "open"), (os, "fchmod"), (os, "fsync"), (Path, "hardlink_to"), (Path, "replace"))
PASSPHRASE = "correct horse battery"  # noqa: S105 - of a test


class Died(BaseException):
    """The power was cut, or the process killed."""


@contextmanager
def dying(before: int, error: type[BaseException] = Died) -> Iterator[list[str]]:
    """Let the process die before the so many-th call that touches a file; note the calls."""
    made: list[str] = []

    def counted(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **kwargs: object) -> object:
            made.append(name)
            if len(made) == before:
                raise error(errno.ENOSPC, "full")
            return real(*args, **kwargs)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for owner, name in CALLS:
            patch.setattr(owner, name, counted(name, getattr(owner, name)))
        yield made


def modes(folder: Path) -> set[int]:
    return {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}


def calls(work: Callable[[], object]) -> list[str]:
    with dying(0) as made:
        work()
    return made


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_keys_are_their_owners_alone_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    tmp_path.chmod(0o700)
    before = os.umask(umask)
    try:
        ring, book = KeyRing.open(tmp_path / "keys"), SealBook.open(tmp_path / "seals")
        ring.rotated(lambda _: None)
        book.pairs.rotate()
        book.keep(book.sign(SEAL))
        bundle = Bundle.unlock(Bundle.of_home(ring, book).lock(PASSPHRASE), PASSPHRASE)
        other = KeyRing.open(tmp_path / "other")
        bundle.into(other, book)
    finally:
        os.umask(before)
    for folder in ("keys", "seals", "other"):
        assert stat.S_IMODE((tmp_path / folder).stat().st_mode) == 0o700
        assert modes(tmp_path / folder) == {0o600}


def test_a_key_is_durable_before_it_has_its_name_and_the_name_after(tmp_path: Path) -> None:
    made = calls(lambda: KeyRing.open(tmp_path / "keys"))
    one = ["open", "fchmod", "fsync", "hardlink_to", "open", "fsync"]
    assert made == ["open", "fsync", *one, *one, *one], "the folder; secret, signing, public half"
    rotated = calls(lambda: KeyRing.open(tmp_path / "keys").rotated(lambda _: None))
    assert rotated == [*one, "open", "fchmod", "fsync", "replace", "open", "fsync"]


def test_what_is_made_durable_is_the_whole_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    fsync = os.fsync

    def synced(descriptor: int) -> None:
        found = os.fstat(descriptor)
        if stat.S_ISREG(found.st_mode):
            sizes.append(found.st_size)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", synced)
    KeyRing.open(tmp_path / "keys").rotated(lambda _: None)
    assert sizes == [65, 129, 65, 65, 129], "in hex, and the end of the line"


def test_who_dies_while_keys_are_made_leaves_none_half(tmp_path: Path) -> None:
    number = len(calls(lambda: KeyRing.open(tmp_path / "sound")))
    for before in range(1, number + 1):
        folder = tmp_path / str(before)
        with dying(before), pytest.raises(Died):
            KeyRing.open(folder)
        kept = {path.name: path.read_bytes() for path in folder.glob("s*")}
        ring = KeyRing.open(folder)
        assert ring.genuine(ring.sign(CODE))
        assert {name: (folder / name).read_bytes() for name in kept} == kept, "what was, stays"
        assert modes(folder) == {0o600}
        for left in folder.glob(".*.tmp"):
            os.utime(left, (0, 0))
        assert KeyRing.open(folder) == ring
        names = {path.name for path in folder.iterdir()}
        assert names == {"secret", "signing", f"{ring.pairs.today().id.hex()}.pub"}


def test_who_dies_while_a_key_is_changed_leaves_one_that_others_know(tmp_path: Path) -> None:
    sound = KeyRing.open(tmp_path / "sound")
    number = len(calls(lambda: sound.rotated(lambda _: None)))
    for before in range(1, number + 1):
        ring, told = KeyRing.open(tmp_path / str(before)), list[KeyChange]()
        other = KeyRing.open(tmp_path / f"other{before}")
        other.pairs.add_public(ring.pairs.today().public)
        old = ring.sign(CODE)
        with dying(before), pytest.raises(Died):
            ring.rotated(told.append)
        again = KeyRing.open(tmp_path / str(before))
        new = again.sign(CODE)
        for one in (old, new):
            assert again.genuine(one)
            assert other.genuine(one) or other.vouched(one, told)


def test_a_full_disk_leaves_nothing_beside(tmp_path: Path) -> None:
    number = len(calls(lambda: KeyRing.open(tmp_path / "sound")))
    for before in range(3, number + 1):
        folder = tmp_path / str(before)
        with dying(before, OSError), pytest.raises(KeysUnusable):
            KeyRing.open(folder)
        assert not list(folder.glob(".*.tmp"))


def test_a_key_that_is_being_written_is_not_swept(tmp_path: Path) -> None:
    ring = KeyRing.open(tmp_path / "keys")
    living, dead = (ring.pairs.folder / f".signing.{n}.tmp" for n in "12")
    for temp in (living, dead):
        temp.touch()
    os.utime(dead, (0, 0))
    KeyRing.open(tmp_path / "keys")
    assert (living.exists(), dead.exists()) == (True, False)


@pytest.fixture
def rings(tmp_path: Path) -> tuple[KeyRing, KeyRing]:
    """Return the keys of two machines of one college."""
    first, second = KeyRing.open(tmp_path / "1"), KeyRing.open(tmp_path / "2")
    second.pairs.add_public(first.pairs.today().public)
    return first, second


def test_a_changed_key_is_known_where_the_change_is_told(rings: tuple[KeyRing, KeyRing]) -> None:
    first, second = rings
    told: list[KeyChange] = []
    for _ in range(3):
        first.rotated(told.append)
    assert [KeyChange.of(one.json()) for one in told] == told
    signed = first.sign(CODE)
    assert not second.genuine(signed)
    assert not second.vouched(signed, [])
    assert second.vouched(signed, told)
    assert not second.vouched(replace(signed, day=date(2020, 9, 2)), told)
    assert not second.vouched(signed, told[1:]), "the first link is missing"
    assert len(second.pairs.publics()) == 2, "nothing is written by looking"


def test_nobody_vouches_for_a_strangers_key(rings: tuple[KeyRing, KeyRing], tmp_path: Path) -> None:
    first, second = rings
    stranger, told = KeyRing.open(tmp_path / "3"), list[KeyChange]()
    stranger.rotated(told.append)
    signed = stranger.sign(CODE)
    claimed = replace(told[0], by=first.pairs.today().id)
    for changes in (told, [claimed], [replace(claimed, signature=bytes(64))]):
        assert not second.vouched(signed, changes)


def test_public_keys_travel_in_clear_and_hold_nothing_else(tmp_path: Path) -> None:
    ring, book = KeyRing.open(tmp_path / "keys"), SealBook.open(tmp_path / "seals")
    written = PublicKeys.of_home(ring, book).write()
    for secret in (ring.secret, ring.pairs.today().private, book.pairs.today().private):
        assert secret.hex().encode() not in written
    locked = Bundle.of_home(ring, book).lock(PASSPHRASE)
    for secret in (ring.secret, ring.pairs.today().private, book.pairs.today().private):
        assert secret.hex().encode() not in locked
