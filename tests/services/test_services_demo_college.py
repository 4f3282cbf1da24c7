"""The demo college in a store: chains, sheets, rounds, and whom to be."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from assets import LANGS, texts
from kiosk.keys import KeyRing
from kiosk.model.events import Event, Kind
from kiosk.model.record import Photo
from kiosk.model.request import Matter, RequestState
from kiosk.model.rounds import Verdict
from kiosk.model.student import Student
from kiosk.rules import chain, code, factor
from kiosk.rules.fold import fold
from kiosk.rules.requests import movable, moved
from kiosk.rules.rounds import fitting, open_rounds
from kiosk.services.demo import Person, hints, make, people, tell
from kiosk.services.demo.calendar import Calendar
from kiosk.services.demo.past import Kept, Past, desk
from store.tiny import TinyStore

N, SEED = 300, 1
NOW = datetime(2026, 11, 23, 10, 30, tzinfo=timezone(timedelta(hours=8)))


@dataclass(frozen=True, slots=True)
class Made:
    store: TinyStore
    keys: KeyRing
    steps: list[int]
    people: list[Person]

    def chains(self) -> Iterator[tuple[str, tuple[Event, ...]]]:
        for person in self.people:
            no = person.record.student_no
            yield no, self.store.events(no)

    def students(self) -> Iterator[tuple[Person, Student]]:
        for person, (no, events) in zip(self.people, self.chains(), strict=True):
            yield person, fold(no, events)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    home: Path = tmp_path_factory.mktemp("demo")
    store, keys = TinyStore(home / "data"), KeyRing.open(home / "keys")
    steps = list(make(store, keys, NOW, N, SEED))
    return Made(store, keys, steps, list(people(N, SEED, NOW.date())))


def test_progress_counts_each_student_once(made: Made) -> None:
    assert sum(made.steps) == N
    assert len(list(made.store.summaries())) == N


def test_every_chain_holds(made: Made) -> None:
    assert all(events and not chain.fault(no, events) for no, events in made.chains())
    assert not chain.fault(chain.DESK, made.store.desk())


def test_records_are_those_of_the_people(made: Made) -> None:
    for person, student in made.students():
        assert student.record.fields() == person.record.fields()
        assert bool(student.record.admission_photo) == person.admission_photo
        assert bool(student.record.degree_photo) == person.degree_photo
        assert student.source.name.startswith("示例名册")


def test_photos_and_drawn_signatures_are_in_the_store(made: Made) -> None:
    blobs = {student.record.get(photo) for _, student in made.students() for photo in Photo}
    drawn = {one.signature.blob for _, student in made.students() for one in student.declarations}

    assert len(blobs) > 10
    assert len(drawn) > 3
    assert all(made.store.blob(digest) for digest in (blobs | drawn) - {""})


def test_earlier_grades_declared_in_the_rounds_of_earlier_years(made: Made) -> None:
    rounds: dict[str, set[str]] = {}
    for person, student in made.students():
        if not person.came:
            known = rounds.setdefault(student.record.grade, set())
            known.update(str(one.round) for one in student.declarations)

    assert rounds == {
        "2026": set(),
        "2025": {"2025/initial"},
        "2024": {"2024/initial", "2025/year2"},
    }


def test_sheet_codes_of_earlier_rounds_are_genuine_and_bound_to_what_was_signed(
    made: Made,
) -> None:
    for person, student in made.students():
        for one in student.declarations:
            signed = code.parse(one.code)
            assert made.keys.genuine(signed)
            assert signed.sheet_id == one.sheet_id
            assert made.store.student_of(one.sheet_id) == student.student_no
            record = person.record if one.round.year == NOW.year else person.first
            assert signed.digest == code.digest(
                made.keys.digest_key, record, one.round, one.verdict, one.statement
            )


def test_who_had_an_error_disputed_it_and_some_were_answered(made: Made) -> None:
    changed = []
    for person, student in made.students():
        disputed = [one for one in student.declarations if one.verdict is Verdict.DISPUTED]
        assert len(disputed) == len(student.requests)
        if student.changes:
            assert [one.field for one in student.changes] == [one.part for one in person.claims]
            assert disputed
            changed.append(student)
        if person.claims and student.record.grade != "2026":
            assert disputed
        if person.came and not student.declarations[-1].proxy:
            assert not student.unsigned
    assert changed


def test_requests_came_as_far_as_they_could_by_moves_in_turn(made: Made) -> None:
    found = [one for _, student in made.students() for one in student.requests]
    for request in found:
        so_far = replace(request, moves=(), matters=tuple(map(fresh, request.matters)))
        for move in request.moves:
            assert {one.part for one in movable(so_far, move.kind)} >= set(move.parts)
            so_far = moved(so_far, move)
        assert so_far == request
    assert len({one.state for one in found}) >= 5
    assert any(one.state is RequestState.CORRECTED for one in found)


def test_what_is_corrected_is_what_the_record_shows(made: Made) -> None:
    for _, student in made.students():
        for request in student.requests:
            for claim in request.claims:
                matter = request.matter(claim.part)
                shown = student.record.get(claim.part) == claim.value
                assert matter
                assert (matter.state is RequestState.CORRECTED) == shown


def fresh(matter: Matter) -> Matter:
    return replace(matter, state=RequestState.SUBMITTED, differs=False)


def test_a_second_enrolment_is_found_by_the_person(made: Made) -> None:
    found = {made.store.students_of(made.keys.id_hash(one.record.id_number)) for one in made.people}

    assert sum(len(numbers) == 2 for numbers in found) == N // 50


def test_one_round_fits_each_student_today(made: Made) -> None:
    opened = open_rounds(made.store.desk())

    for person in made.people:
        fits = fitting(opened, person.record.grade, NOW.date())
        assert [str(one) for one in fits] == ["2026/initial"]


def test_the_desk_read_a_roster_and_held_the_rounds_of_each_year(made: Made) -> None:
    kinds = [event.kind for event in made.store.desk()]

    assert kinds.count(Kind.ROSTER_READ) == 3
    assert kinds.count(Kind.ROUND_OPENED) - kinds.count(Kind.ROUND_CLOSED) == 2


@pytest.mark.parametrize(
    "day", [(2026, 1, 1), (2026, 7, 31), (2026, 8, 1), (2026, 9, 1), (2028, 2, 29), (2026, 10, 9)]
)
def test_everything_lies_in_the_past_and_in_order(
    tmp_path: Path, day: tuple[int, int, int]
) -> None:
    now = datetime(*day, 0, 5, tzinfo=UTC)
    calendar = Calendar(now)
    photos = {(look, photo): "0" * 64 for look in range(10) for photo in Photo}
    past = Past(calendar, KeyRing.open(tmp_path / "keys"), Kept(photos, ["1" * 64]), SEED)

    told = [[draft.at for draft in desk(past, calendar, 3)]]
    told += [
        [draft.at for entry in past.entries(person) for draft in entry.new]
        for person in people(120, SEED, now.date())
    ]

    for times in told:
        assert times == sorted(times)
        assert times[-1] < now.isoformat()


def test_hints_let_their_reader_in_and_say_what_there_is_to_see(made: Made) -> None:
    found = hints(N, SEED, NOW.date())

    assert len({hint.text for hint in found}) == len(found) == 7
    for hint in found:
        student = fold(hint.student_no, made.store.events(hint.student_no))
        assert factor.tail_matches(student.record, hint.tail, by_id_number=False)
        declared_now = any(str(one.round) == "2026/initial" for one in student.declarations)
        assert declared_now == (hint.text == "demo.came")
        assert all(hint.text in texts(lang) for lang in LANGS)


def test_a_tiny_college_has_few_hints_and_they_are_told_in_both_languages() -> None:
    found = hints(6, SEED, date(2026, 11, 23))

    assert [hint.text for hint in found] == ["demo.usual", "demo.error", "demo.rare_name"]
    for lang in LANGS:
        lines = list(tell(found, lang))
        assert len(lines) == 4
        assert found[0].student_no in lines[1]
