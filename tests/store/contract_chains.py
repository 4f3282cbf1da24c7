"""What every store does with chains: a student's, and the desk's own."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from kiosk.errors import Conflict
from kiosk.model.events import Draft, Event, Kind
from kiosk.rules import chain
from store.contract import Entry, Store
from tests.store.samples import AT, HOSTILE, SHEET, assert_holds, declared, imported, looked, visits


class ChainsContract:
    """Chains grow whole or not at all, whoever else writes."""

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
