"""What every store tells several processes of one another."""

import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kiosk.errors import Conflict
from kiosk.model.events import Draft, Kind
from kiosk.rules.fold import fold, summarize
from store.contract import Entry, Store
from tests.living import glances
from tests.store.samples import AT, HOSTILE, declared, imported, looked

ROOT = Path(__file__).parents[2]


class SharingContract:
    """What others wrote is seen, and what one holds no other does."""

    def test_summaries_follow_the_chains(self, store: Store, neighbour: Store) -> None:
        assert list(store.summaries()) == []
        store.append(Entry("11", 0, (imported("11", college="文学院"),)))
        store.append(Entry("21", 0, (imported("21"),)))
        list(neighbour.summaries())
        store.append(Entry("11", 1, (declared("v1"),)))
        for reader in (store, neighbour, neighbour):
            found = {one.student_no: one for one in reader.summaries()}
            assert found == {
                number: summarize(fold(number, store.events(number))) for number in ("11", "21")
            }
        assert found["11"].verdicts == {"2020/initial": "correct"}
        assert found["11"].days == {"2020/initial": found["11"].waiting[:10]}

    def test_those_whose_sheet_waits_are_told_apart(self, store: Store, neighbour: Store) -> None:
        assert list(store.waiting()) == []
        for number in ("11", "12", "21"):
            store.append(Entry(number, 0, (imported(number),)))
        store.append(Entry("12", 1, (declared("v1"),)))
        store.append(Entry("21", 1, (declared("v2"),)))
        for reader in (store, neighbour, neighbour):
            found = list(reader.waiting())
            assert sorted(one.student_no for one in found) == ["12", "21"]
            assert all(one in list(reader.summaries()) for one in found)
        printed = Draft(AT, "kiosk", Kind.PRINTED, {"sheet_id": "0" * 15, "printer": "p"})
        neighbour.append(Entry("12", 2, (printed,)))
        for reader in (store, neighbour):
            assert [one.student_no for one in reader.waiting()] == ["21"]

    def test_who_was_at_a_glance_is_let_go_of(self, store: Store, neighbour: Store) -> None:
        name = "丁溪禾"
        store.append(Entry("11", 0, (imported("11", name=name),)))
        for reader in (store, neighbour):
            assert [one.name for one in reader.summaries()] == [name]
            assert glances("11") != []
            reader.let_go()
            assert glances("11") == []
        store.append(Entry("21", 0, (imported("21"),)))
        for reader in (store, neighbour):
            assert sorted(one.student_no for one in reader.summaries()) == ["11", "21"]

    def test_a_sound_store_is_writable(self, store: Store) -> None:
        store.check_writable()
        assert list(store.summaries()) == []

    def test_the_pulse_changes_with_every_chain_that_grows(
        self, store: Store, neighbour: Store
    ) -> None:
        before = store.pulse()
        for write in (
            lambda: neighbour.append(Entry("1", 0, (imported("1"),))),
            lambda: store.append(Entry("1", 1, (declared("v1"),))),
            lambda: neighbour.append_desk([looked("x")]),
            lambda: list(neighbour.append_many([Entry("2", 0, (imported("2"),))])),
        ):
            write()
            _assert_soon(lambda: store.pulse() != before)  # noqa: B023 - called at once
            before = store.pulse()

    def test_a_name_is_held_by_one_at_a_time(self, store: Store, neighbour: Store) -> None:
        for other in (store, neighbour):
            with store.hold("print/1") as held, other.hold("print/1") as again:
                assert held
                assert not again
                with other.hold("print/1") as still, other.hold("print/2") as another:
                    assert not still
                    assert another
            with other.hold("print/1") as free:
                assert free

    def test_a_name_is_free_again_after_an_error(self, store: Store, neighbour: Store) -> None:
        with pytest.raises(Conflict), store.hold("x"):
            raise Conflict
        with neighbour.hold("x") as held:
            assert held

    @pytest.mark.parametrize("name", ["", "../x", "张" * 500, *HOSTILE])
    def test_any_text_can_be_held(self, store: Store, neighbour: Store, name: str) -> None:
        with store.hold(name) as held, neighbour.hold(name) as again:
            assert held
            assert not again

    def test_of_threads_one_holds_a_name(self, store: Store, neighbour: Store) -> None:
        inside: list[int] = []

        def attempt(n: int) -> bool:
            with (store if n % 2 else neighbour).hold("drain") as held:
                if held:
                    inside.append(n)
                    assert len(inside) == 1
                    store.events("1")
                    inside.remove(n)
                return held

        with ThreadPoolExecutor(4) as pool:
            assert any(pool.map(attempt, range(60)))
        with store.hold("drain") as held:
            assert held

    def test_who_was_killed_holds_nothing(self, store: Store, place: str) -> None:
        command = [sys.executable, "-m", "tests.store.holder", place, "print/1"]
        holder = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        with store.hold("print/1") as held:
            assert not held
        holder.kill()
        holder.communicate()
        _assert_soon(lambda: _can_hold(store, "print/1"))


def _can_hold(store: Store, name: str) -> bool:
    with store.hold(name) as held:
        return held


def _assert_soon(holds: Callable[[], bool]) -> None:
    """Look for a second whether something comes true."""
    deadline = time.monotonic() + 1
    while not holds():
        assert time.monotonic() < deadline
