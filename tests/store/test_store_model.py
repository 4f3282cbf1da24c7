"""The store against a dictionary, by whatever order of calls hypothesis comes upon."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from kiosk.errors import Conflict
from kiosk.rules.fold import fold, summarize
from store.contract import Entry, Store
from store.postgres import PostgresStore
from store.tiny import TinyStore
from tests.postgres import Places
from tests.store.samples import assert_holds, declared, imported, visits

NUMBERS = st.sampled_from(["1", "2", "a", "A", "20a1", "20A1", "20a2", "2019-01"])
PEOPLE = st.sampled_from(["", "p", "q", "𬭎"])
NAMES = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=5)


class AsADictionary(RuleBasedStateMachine):
    """A subclass makes a new place and opens the store in it."""

    def __init__(self) -> None:
        super().__init__()
        self.store = self.opened()
        self.chains: dict[str, list[str]] = {}
        self.people: dict[str, list[str]] = {}

    def opened(self) -> Store:
        raise NotImplementedError

    @rule()
    def open_again(self) -> None:
        self.store = self.opened()

    @rule(number=NUMBERS, person=PEOPLE, name=NAMES, late=st.booleans(), many=st.booleans())
    def append(self, number: str, person: str, name: str, late: bool, many: bool) -> None:
        known = self.chains.get(number, [])
        after = max(0, len(known) - late)
        draft = declared(name) if known else imported(number, name)
        entry = Entry(number, after, (draft,), person)
        try:
            _ = list(self.store.append_many([entry])) if many else self.store.append(entry)
        except Conflict:
            assert after != len(known)
            if person and number in self.store.students_of(person):  # which it may be, harmlessly
                self._found_by(person, number)
            return
        assert after == len(known)
        self.chains.setdefault(number, []).append(name)
        self._found_by(person, number)

    def _found_by(self, person: str, number: str) -> None:
        numbers = self.people.setdefault(person, [])
        if person and number not in numbers:
            numbers.append(number)

    @invariant()
    def everything_is_as_written(self) -> None:
        for number, names in self.chains.items():
            events = self.store.events(number)
            assert visits(events) == names[1:]
            assert len(events) == len(names)
            assert_holds(self.store, number)
        assert {one.student_no: one for one in self.store.summaries()} == {
            number: summarize(fold(number, self.store.events(number))) for number in self.chains
        }

    @invariant()
    def everyone_is_found(self) -> None:
        for person, numbers in self.people.items():
            assert self.store.students_of(person) == tuple(numbers)


class TinyAsADictionary(AsADictionary):
    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        super().__init__()

    def opened(self) -> Store:
        return TinyStore(Path(self.folder.name))

    def teardown(self) -> None:
        self.folder.cleanup()


EXAMPLES = settings(
    max_examples=15, stateful_step_count=20, deadline=None, derandomize=True, database=None
)


def test_files_are_like_a_dictionary() -> None:
    run_state_machine_as_test(TinyAsADictionary, settings=EXAMPLES)


def test_a_database_is_like_a_dictionary(places: Places) -> None:
    class PostgresAsADictionary(AsADictionary):
        def __init__(self) -> None:
            self.place = places.empty()
            super().__init__()

        def opened(self) -> Store:
            return PostgresStore(self.place)

    run_state_machine_as_test(PostgresAsADictionary, settings=EXAMPLES)
