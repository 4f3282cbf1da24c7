"""What every store must do, whatever it is made of; a backend is done when it passes."""

import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from kiosk.errors import Conflict
from kiosk.model.events import Draft, Event, Kind
from kiosk.model.terminal import Beat, Condition
from kiosk.rules import chain
from kiosk.rules.attempts import Miss
from kiosk.rules.fold import fold, summarize
from store.contract import Entry, Store
from tests.living import glances
from tests.store.samples import (
    AT,
    HOSTILE,
    assert_holds,
    declared,
    imported,
    looked,
    visits,
)

ROOT = Path(__file__).parents[2]
SHEET = "7K3M9Q2WABCDEFG"
NOON = datetime(2020, 9, 1, 12, tzinfo=UTC)
_YOUNG = 0.1
"""Seconds after which no store counts a write as one of just now."""


def at_rest(store: Store) -> object:
    """Return the pulse that a store comes to when nobody writes: a young write shows in it."""
    pulse, since = store.pulse(), time.monotonic()
    while time.monotonic() - since < _YOUNG:
        if store.pulse() != pulse:
            pulse, since = store.pulse(), time.monotonic()
    return pulse


class StoreContract:
    """A subclass gives ``store``, ``neighbour``, the same place opened again, and ``place``.

    The last is what ``tests.store.writer`` opens the same place by, in a process of its own.
    """

    def test_a_number_that_nobody_has_is_an_empty_chain(self, store: Store) -> None:
        for number in ("20190001", "", ".", "..", "a/b", "\0", "张", "9" * 500, *HOSTILE):
            assert store.events(number) == ()

    def test_append_returns_the_chain_that_everyone_reads(
        self, store: Store, neighbour: Store
    ) -> None:
        first = store.append(Entry("20190001", 0, (imported("20190001"),)))
        whole = neighbour.append(Entry("20190001", 1, (declared("v1"), declared("v2"))))
        assert [event.seq for event in whole] == [1, 2, 3]
        assert whole[:1] == first
        assert store.events("20190001") == neighbour.events("20190001") == whole
        assert visits(whole) == ["v1", "v2"]
        assert_holds(store, "20190001")

    @pytest.mark.parametrize("text", HOSTILE)
    def test_text_comes_back_as_it_was(self, store: Store, neighbour: Store, text: str) -> None:
        store.append(Entry("1", 0, (imported("1", name=text),)))
        store.append_desk([looked(text)])
        assert neighbour.events("1")[0].body["record"]["name"] == text
        assert neighbour.desk()[0].body == {"name": text}
        assert_holds(neighbour, "1")

    def test_numbers_alike_keep_apart(self, store: Store) -> None:
        numbers = [*"12aA0", "12", "a1", "A1", "1_", "1-", "00", "000", "desk", "con", "z" * 30]
        numbers += ["2019x", "2019X", "2019x1", "2019X1", "2019.x1"]
        for number in numbers:
            store.append(Entry(number, 0, (imported(number),)))
        for number in numbers:
            assert store.events(number)[0].body["record"]["student_no"] == number
            assert_holds(store, number)
        assert sorted(one.student_no for one in store.summaries()) == sorted(numbers)

    @pytest.mark.parametrize("number", ["", "../x", "a/b", ".x", "_1", "张三", "1" * 31, "1\n"])
    def test_what_is_no_student_number_is_refused(self, store: Store, number: str) -> None:
        with pytest.raises(ValueError, match="student number"):
            store.append(Entry(number, 0, (imported("1"),)))
        with pytest.raises(ValueError, match="student number"):
            list(store.append_many([Entry(number, 0, (imported("1"),))]))

    @pytest.mark.parametrize("value", [1.5, "a\0", "\ud800", 2**63])
    def test_a_body_that_no_chain_takes_changes_nothing(self, store: Store, value: object) -> None:
        draft = Draft(AT, "student", Kind.PRINTED, {"value": value})
        with pytest.raises(ValueError, match=r"surrogate|64 bits|neither"):
            store.append(Entry("1", 0, (imported("1"), draft), sheet_id=SHEET))
        assert store.events("1") == ()
        assert store.student_of(SHEET) is None

    @pytest.mark.parametrize("after", [0, 1, 3])
    def test_another_length_is_a_conflict_and_changes_nothing(
        self, store: Store, after: int
    ) -> None:
        before = store.append(Entry("1", 0, (imported("1"), declared("v1"))))
        with pytest.raises(Conflict):
            store.append(Entry("1", after, (declared("v2"),), sheet_id=SHEET))
        assert store.events("1") == before
        assert store.student_of(SHEET) is None

    def test_another_head_is_a_conflict(self, store: Store) -> None:
        (only,) = store.append(Entry("1", 0, (imported("1"),)))
        with pytest.raises(Conflict):
            store.append(Entry("1", 1, (declared("v1"),), head="0" * 64))
        assert len(store.append(Entry("1", 1, (declared("v1"),), head=only.hash))) == 2

    def test_nothing_new_is_no_change(self, store: Store) -> None:
        before = store.append(Entry("1", 0, (imported("1"),)))
        assert store.append(Entry("1", 1, ())) == before == store.events("1")

    def test_of_threads_on_one_student_one_wins_each_round(self, store: Store) -> None:
        def attempt(visit: int) -> bool:
            try:
                store.append(Entry("1", visit // 4, (declared(str(visit)),)))
            except Conflict:
                return False
            return True

        with ThreadPoolExecutor(4) as pool:
            won = sum(pool.map(attempt, range(40)))
        found = visits(store.events("1"))
        assert len(found) == len(set(found)) == won
        assert_holds(store, "1")

    def test_append_many_writes_each_chain_and_counts(self, store: Store) -> None:
        numbers = [f"2019{n:04}" for n in range(0, 3000, 3)]
        entries = [
            Entry(number, 0, (imported(number),), id_hash=f"person {int(number) % 500}")
            for number in numbers
        ]
        assert sum(store.append_many(iter(entries))) == 1000
        assert sum(store.append_many([])) == 0
        assert {one.student_no for one in store.summaries()} == set(numbers)
        assert store.students_of("person 3") == ("20190003", "20191503")
        for number in numbers[::97]:
            assert_holds(store, number)

    def test_append_many_takes_a_student_twice(self, store: Store) -> None:
        entries = [
            Entry("11", 0, (imported("11"),), sheet_id=SHEET),
            Entry("21", 0, (imported("21"),)),
            Entry("11", 1, (declared("v1"),)),
        ]
        assert sum(store.append_many(entries)) == 3
        assert visits(store.events("11")) == ["v1"]
        assert store.student_of(SHEET) == "11"
        assert_holds(store, "11")

    def test_append_many_tells_conflicts(self, store: Store) -> None:
        store.append(Entry("1", 0, (imported("1"),)))
        with pytest.raises(Conflict):
            list(store.append_many([Entry("1", 0, (imported("1"),))]))
        assert len(store.events("1")) == 1

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
        before = store.beats(), at_rest(neighbour)
        for one in (Beat("lab1", china, Condition.WORKING, "1.0"), other, last):
            store.beat(one)
        assert before == ((), at_rest(neighbour))
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

    def test_the_desk_has_a_chain_of_its_own(self, store: Store, neighbour: Store) -> None:
        assert store.desk() == ()
        written: list[Event] = []
        for size in (1, 2, 200, 1, 0, 127, 1, 1):
            written += neighbour.append_desk([looked(str(n)) for n in range(size)])
        assert list(store.desk()) == written
        assert [event.seq for event in written] == list(range(1, 334))
        assert chain.fault(chain.DESK, written) == 0
        for after in (0, 1, 3, 202, 203, 204, 331, 332, 333, 500):
            assert list(store.desk(after)) == written[after:]

    def test_threads_at_the_desk_lose_nothing(self, store: Store, neighbour: Store) -> None:
        def write(n: int) -> None:
            (store if n % 2 else neighbour).append_desk([looked(str(n))])

        written = {str(n) for n in range(60)}
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(write, range(60)))
        assert {event.body["name"] for event in store.desk()} == written
        assert chain.fault(chain.DESK, store.desk()) == 0

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
            assert_soon(lambda: store.pulse() != before)  # noqa: B023 - called at once
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
        assert_soon(lambda: _can_hold(store, "print/1"))

    def test_everything_can_be_listed(self, store: Store, neighbour: Store) -> None:
        for listed in (store.students, store.chains, store.blobs, store.people, store.sheets):
            assert list(listed()) == []
        fill(store)
        assert sorted(neighbour.students()) == ["1", "2019X", "2019x"]
        assert dict(neighbour.people()) == {"p": ("1", "2019x"), "𬭎": ("2019X",)}
        assert dict(neighbour.sheets()) == {SHEET: "1"}
        assert {neighbour.blob(digest) for digest in neighbour.blobs()} == {b"", b"photo"}

    def test_chains_are_adopted_as_they_are(self, store: Store, neighbour: Store) -> None:
        fill(store)
        chains = [(number, store.events(number)) for number in store.students()]
        assert sum(neighbour.adopt(chains)) == 3
        assert {number: neighbour.events(number) for number in neighbour.students()} == dict(chains)
        longer = (*chains[0][1], *chain.extend(*chains[0], [declared("later")]))
        assert sum(neighbour.adopt([(chains[0][0], longer)])) == 1
        assert store.events(chains[0][0]) == longer
        assert_holds(store, chains[0][0])
        found = {one.student_no: one for one in store.summaries()}
        assert found[chains[0][0]].head == longer[-1].hash
        assert len(store.append(Entry(chains[0][0], len(longer), (declared("after"),))))

    def test_a_chain_is_not_adopted_over_another_one(self, store: Store) -> None:
        before = store.append(Entry("1", 0, (imported("1"), declared("v1"))))
        for other in (before[:1], chain.extend("1", (), [imported("1"), declared("v2")])):
            with pytest.raises(Conflict):
                list(store.adopt([("1", other)]))
        with pytest.raises(ValueError, match="hold"):
            list(store.adopt([("2", before)]))
        with pytest.raises(ValueError, match="student number"):
            list(store.adopt([("../x", chain.extend("../x", (), [imported("1")]))]))
        assert list(store.students()) == ["1"]
        assert store.events("1") == before

    def test_many_chains_are_read_in_the_order_asked_for(self, store: Store) -> None:
        numbers = ["2019012", "2019011", "1", "2019013", "2019X", "2019x"]
        for number in numbers[:4]:
            store.append(Entry(number, 0, (imported(number),)))
        asked = [*numbers, "../x", "\0", "", *numbers]
        assert list(store.events_of(iter(asked))) == [(one, store.events(one)) for one in asked]
        assert list(store.events_of([])) == []

    @pytest.mark.parametrize("parts", [1, 2, 5])
    def test_every_chain_is_in_one_part(self, store: Store, parts: int) -> None:
        numbers = [f"2019{n:03}" for n in range(0, 300, 7)]
        list(store.append_many(Entry(one, 0, (imported(one),)) for one in numbers))
        found = [one for part in range(parts) for one in store.chains(part, parts)]
        assert sorted(one[0] for one in found if isinstance(one, tuple)) == numbers
        assert all(one == (one[0], store.events(one[0])) for one in found if isinstance(one, tuple))

    def test_the_desk_is_adopted_as_it_is(self, store: Store, neighbour: Store) -> None:
        whole = chain.extend(chain.DESK, (), [looked(str(n)) for n in range(400)])
        for length in (0, 1, 100, 300, 300, 400):
            neighbour.adopt_desk(whole[:length])
            assert store.desk() == whole[:length]
        for other in (whole[:399], chain.extend(chain.DESK, (), [looked("x")] * 500)):
            with pytest.raises(Conflict):
                store.adopt_desk(other)
        with pytest.raises(ValueError, match="hold"):
            store.adopt_desk(whole[1:])
        assert store.append_desk([looked("next")])[0].prev == whole[-1].hash
        assert store.desk()[:-1] == whole

    def test_indexes_are_adopted(self, store: Store, neighbour: Store) -> None:
        for _ in range(2):
            store.adopt_index([("p", ("9", "3")), ("q", ("9",))], [(SHEET, "9")])
        assert neighbour.students_of("p") == ("9", "3")
        assert neighbour.students_of("q") == ("9",)
        assert neighbour.student_of(SHEET[:8]) == "9"


def fill(store: Store) -> None:
    """Put something of each kind in a store."""
    for data in (b"", b"photo"):
        store.put_blob(data)
    store.append(Entry("1", 0, (imported("1"), declared("v1")), id_hash="p", sheet_id=SHEET))
    store.append(Entry("2019x", 0, (imported("2019x"),), id_hash="p"))
    store.append(Entry("2019X", 0, (imported("2019X"),), id_hash="𬭎"))
    store.append_desk([looked("x"), looked("y")])


def _can_hold(store: Store, name: str) -> bool:
    with store.hold(name) as held:
        return held


def assert_soon(holds: Callable[[], bool]) -> None:
    """Look for a second whether something comes true."""
    deadline = time.monotonic() + 1
    while not holds():
        assert time.monotonic() < deadline
