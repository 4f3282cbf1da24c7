"""How every store is listed whole, and takes over what another one held."""

import pytest

from kiosk.errors import Conflict
from kiosk.rules import chain
from store.contract import Entry, Store
from tests.store.samples import SHEET, assert_holds, declared, imported, looked


class CopyingContract:
    """All can be listed, and is taken over as it is."""

    def test_everything_can_be_listed(self, store: Store, neighbour: Store) -> None:
        for listed in (store.students, store.chains, store.blobs, store.people, store.sheets):
            assert list(listed()) == []
        _fill(store)
        assert sorted(neighbour.students()) == ["1", "2019X", "2019x"]
        assert dict(neighbour.people()) == {"p": ("1", "2019x"), "𬭎": ("2019X",)}
        assert dict(neighbour.sheets()) == {SHEET: "1"}
        assert {neighbour.blob(digest) for digest in neighbour.blobs()} == {b"", b"photo"}

    def test_chains_are_adopted_as_they_are(self, store: Store, neighbour: Store) -> None:
        _fill(store)
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


def _fill(store: Store) -> None:
    """Put something of each kind in a store."""
    for data in (b"", b"photo"):
        store.put_blob(data)
    store.append(Entry("1", 0, (imported("1"), declared("v1")), id_hash="p", sheet_id=SHEET))
    store.append(Entry("2019x", 0, (imported("2019x"),), id_hash="p"))
    store.append(Entry("2019X", 0, (imported("2019X"),), id_hash="𬭎"))
    store.append_desk([looked("x"), looked("y")])
