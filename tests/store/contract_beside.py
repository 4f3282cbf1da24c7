"""What every store keeps beside chains: indexes, blobs, wrong answers, signs of life."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta, timezone

import pytest

from kiosk.model.terminal import Beat, Condition
from kiosk.rules.attempts import Miss
from store.contract import Entry, Store
from tests.store.samples import HOSTILE, NOON, SHEET, declared, imported

_YOUNG = 0.1
"""Seconds after which no store counts a write as one of just now."""


def _at_rest(store: Store) -> object:
    """Return the pulse that a store comes to when nobody writes: a young write shows in it."""
    pulse, since = store.pulse(), time.monotonic()
    while time.monotonic() - since < _YOUNG:
        if store.pulse() != pulse:
            pulse, since = store.pulse(), time.monotonic()
    return pulse


class BesideContract:
    """What is put is found by all, and by nothing else."""

    def test_a_person_has_enrolments_in_order_each_once(
        self, store: Store, neighbour: Store
    ) -> None:
        for number in ("9", "3", "5"):
            store.append(Entry(number, 0, (imported(number),), id_hash="ab" * 32))
        store.append(Entry("9", 1, (declared("v"),), id_hash="ab" * 32))
        assert neighbour.students_of("ab" * 32) == ("9", "3", "5")
        assert neighbour.students_of("ac" * 32) == ()
        assert neighbour.students_of("../../x") == ()

    def test_a_sheet_is_found_whole_and_short(self, store: Store, neighbour: Store) -> None:
        store.append(Entry("1", 0, (imported("1"),), sheet_id=SHEET))
        store.append(Entry("2", 0, (imported("2"),), sheet_id="7K00000000000AB"))
        assert neighbour.student_of(SHEET) == neighbour.student_of(SHEET[:8]) == "1"
        assert neighbour.student_of("7K00000000000AB") == "2"
        for other in ("", "7K", SHEET[:8] + "0000000", "7K3M9Q2X", "../../x", "7k3m9q2w", "张" * 8):
            assert neighbour.student_of(other) is None

    def test_a_sheet_id_is_checked(self, store: Store) -> None:
        with pytest.raises(ValueError, match="sheet id"):
            store.append(Entry("1", 0, (imported("1"),), sheet_id="../x"))
        assert store.events("1") == ()

    def test_blobs_are_found_by_their_digest(self, store: Store, neighbour: Store) -> None:
        for data in (b"", b"\0\xff" * 40_000, "𬭎".encode()):
            digest = store.put_blob(data)
            assert neighbour.put_blob(data) == digest
            assert neighbour.blob(digest) == data
        for unknown in ("0" * 64, "", "../../x", "A" * 64):
            assert store.blob(unknown) is None
        assert list(store.strays()) == [], "whatever a store writes is its own"

    def test_misses_are_counted_by_key(self, store: Store, neighbour: Store) -> None:
        one, two = Miss("lab-1", NOON), Miss("机房 2", NOON + timedelta(seconds=1.5))
        assert store.add_miss("k", one, NOON) == (one,)
        assert neighbour.add_miss("k", two, NOON) == (one, two)
        assert store.add_miss("terminal:../lab", one, NOON) == (one,)
        assert store.misses("k") == neighbour.misses("k") == (one, two)
        assert store.misses("nobody") == ()

    def test_misses_grow_old_and_are_forgotten(self, store: Store) -> None:
        old, here, there = (
            Miss("lab-1", NOON),
            Miss("lab-1", NOON + timedelta(hours=2)),
            Miss("lab-2", NOON + timedelta(hours=3)),
        )
        for miss in (old, here, there):
            store.add_miss("k", miss, miss.at - timedelta(hours=1))
        assert store.misses("k") == (here, there)
        store.forget_misses("k", "lab-1")
        assert store.misses("k") == (there,)
        store.forget_misses("k", "lab-2")
        store.forget_misses("nobody", "lab-2")
        assert store.misses("k") == ()

    def test_of_each_terminal_the_last_sign_of_life_is_kept(
        self, store: Store, neighbour: Store
    ) -> None:
        china = NOON.astimezone(timezone(timedelta(hours=8)))
        other = Beat("实验室 2", china, Condition.TROUBLE, "1.0")
        last = Beat("lab1", china - timedelta(days=1), Condition.STOPPED, "1.1")
        before = store.beats(), _at_rest(neighbour)
        for one in (Beat("lab1", china, Condition.WORKING, "1.0"), other, last):
            store.beat(one)
        assert before == ((), _at_rest(neighbour))
        assert neighbour.beats() == (last, other)
        assert neighbour.beats()[0].at.isoformat() == last.at.isoformat()

    def test_a_terminal_that_is_no_more_is_forgotten(self, store: Store) -> None:
        for days, terminal in ((0, "sold"), (1, "holiday"), (31, "here")):
            store.beat(Beat(terminal, NOON + timedelta(days=days), Condition.WORKING, "1.0"))
        assert [one.terminal for one in store.beats()] == ["here", "holiday"]

    def test_a_terminal_is_forgotten_until_it_lives_again(
        self, store: Store, neighbour: Store
    ) -> None:
        renamed, other = (Beat(name, NOON, Condition.STOPPED, "1") for name in ("old", "other"))
        store.beat(renamed)
        store.beat(other)
        assert neighbour.forget_terminal("old")
        assert store.beats() == (other,)
        assert not store.forget_terminal("old")
        store.beat(renamed)
        assert neighbour.beats() == (renamed, other)

    @pytest.mark.parametrize("name", HOSTILE)
    def test_a_terminal_of_any_name_lives(self, store: Store, name: str) -> None:
        beat = Beat(name, NOON, Condition.WORKING, name)
        store.beat(beat)
        assert store.beats() == (beat,)

    def test_terminals_live_beside_each_other(self, store: Store, neighbour: Store) -> None:
        def live(place: int) -> None:
            for n in range(10):
                at = NOON + timedelta(seconds=n)
                (store, neighbour)[place % 2].beat(Beat(f"t{place}", at, Condition.WORKING, "1"))

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(live, range(4)))
        at = NOON + timedelta(seconds=9)
        found = [(one.terminal, one.at) for one in store.beats()]
        assert found == [(f"t{place}", at) for place in range(4)]
