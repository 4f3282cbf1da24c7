"""The pile handed in: what each scan is told, and where in the pile the sheet belongs."""

import random
from bisect import insort
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from kiosk.errors import Conflict, StoreUnreachable
from kiosk.model.events import Event, Kind
from kiosk.model.record import Field
from kiosk.model.request import Claim
from kiosk.model.student import Declaration, Summary
from kiosk.rules import code
from kiosk.rules.pile import place
from kiosk.services.evidence.verify import Verifier
from kiosk.services.pile.handin import Answer, HandIn, Result
from kiosk.services.pile.piles import Piles
from kiosk.services.pile.selection import ManyClasses, NoSuchClass, Selection, the_class
from store.contract import Entry
from store.postgres import PostgresStore
from tests.school import OTHER, RECORD, YEAR2, School

DESK = "staff:li"
NUMBER = RECORD.student_no
CLAIM = Claim(Field.MAJOR, "工商管理")
CLASS = Selection(class_name=RECORD.class_name)


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path)
    school.open()
    return school


class Timer:
    """A millisecond goes by whenever it is looked at."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        self.seconds += 0.001
        return self.seconds


def desk(school: School, actor: str = DESK) -> HandIn:
    """Return a desk whose looks at the store take no time, so that it always looks."""
    return HandIn(school.verifier, Piles(school.store, lambda: 0.0), school.clock, actor)


def come(school: School, number: str, **values: str) -> Declaration:
    """Have a student enrol and declare; return what the sheet says."""
    school.enrol(replace(RECORD, student_no=number, **values))
    return school.declare(visit=uuid4(), student_no=number).declarations[-1]


def around(answer: Answer) -> tuple[str | None, str | None]:
    return (
        answer.after.student_no if answer.after else None,
        answer.before.student_no if answer.before else None,
    )


def handins(school: School, number: str = NUMBER) -> list[Event]:
    kinds = {Kind.HANDED_IN, Kind.HANDED_BACK}
    return [event for event in school.store.events(number) if event.kind in kinds]


def test_whatever_a_scanner_or_a_person_types_is_the_same_sheet(school: School) -> None:
    sheet = come(school, NUMBER)
    short = code.short_number(sheet.sheet_id)
    full_width = "".join(chr(ord(char) + 0xFEE0) for char in short)
    texts = [
        sheet.code,
        sheet.code.lower(),
        f"HTTPS://XJ.EXAMPLE.EDU.CN/R/{sheet.code}\r",
        f"https://xj.example.edu.cn/s/{sheet.sheet_id.lower()}\t",
        short,
        short.replace("-", ""),
        short.lower().replace("-", " "),
        short.replace("0", "O").replace("1", "l"),
        full_width,
    ]
    at = desk(school)
    results = [at.take(text).result for text in texts]
    assert results == [Result.ACCEPTED] + [Result.ALREADY] * (len(texts) - 1)
    (event,) = handins(school)
    assert (event.actor, event.body["sheet_id"]) == (DESK, sheet.sheet_id)


def test_a_check_character_is_read_as_people_write_it() -> None:
    """Of a number whose last character is 0 or 1, an O, I or L is taken for it."""
    head = next(
        text
        for text in (f"{n:08}" for n in range(1000))
        if code.short_number(text + "0" * 7)[-1] == "0"
    )
    assert code.parse_short(f"{head}O") == head


def test_a_sheet_is_told_between_whom_it_belongs(school: School) -> None:
    numbers = ["31219201", "31219205", "31219203", "31219202"]
    sheets = {number: come(school, number) for number in numbers}
    at = desk(school)
    told = [around(at.take(sheets[number].code)) for number in numbers]
    assert told == [
        (None, None),
        ("31219201", None),
        ("31219201", "31219205"),
        ("31219201", "31219203"),
    ]
    again = at.take(sheets["31219203"].code)
    assert (again.result, around(again)) == (Result.ALREADY, ("31219202", "31219205"))


def test_a_hundred_sheets_in_random_order_make_the_pile_in_order(school: School) -> None:
    rng = random.Random(5)  # noqa: S311 - an order, no secret
    sheets: dict[str, Declaration] = {}
    for n in range(100):
        values = {
            "college": rng.choice(["机械工程学院", "信息工程学院"]),
            "class_name": f"质检{rng.choice([392, 3192, 3191])}",
            "entry_date": f"{rng.choice([2018, 2019])}-09-01",
        }
        number = f"3121{n:04}"
        sheets[number] = come(school, number, **values)
    by_number = {one.student_no: one for one in school.store.summaries()}
    piles: dict[str, list[tuple[object, ...]]] = {}
    at = desk(school)
    order = rng.sample(list(sheets), len(sheets))
    for number in order:
        pile = piles.setdefault(by_number[number].college, [])
        own = place(by_number[number])
        insort(pile, own)
        above, below = pile.index(own) - 1, pile.index(own) + 1
        expected = (
            str(pile[above][-1]) if above >= 0 else None,
            str(pile[below][-1]) if below < len(pile) else None,
        )
        answer = at.take(code.short_number(sheets[number].sheet_id))
        assert (answer.result, around(answer)) == (Result.ACCEPTED, expected)
    assert {one.student_no for one in school.store.summaries() if one.handed_in} == set(sheets)


def test_only_the_class_that_is_collected_is_taken(school: School) -> None:
    mine, other = come(school, "31219203"), come(school, "31219101", class_name="质检3191")
    repeater = come(school, "30219201", entry_date="2018-09-01")
    at = desk(school)
    for sheet in (other, repeater):
        assert at.take(sheet.code).result is Result.ACCEPTED
    at.give_back(repeater.code)
    only = the_class(school.store.summaries(), CLASS)
    assert at.take(other.code, only).result is Result.OTHER_CLASS
    assert around(at.take(mine.code, only)) == (None, None)
    assert around(at.take(repeater.code, only)) == (None, "31219203")
    assert around(at.take(mine.code, only)) == ("30219201", None)
    assert around(at.take(mine.code)) == ("31219101", None)


def test_a_name_of_two_classes_must_be_made_exact(school: School) -> None:
    school.enrol()
    school.enrol(replace(OTHER, class_name=RECORD.class_name))
    students = list(school.store.summaries())
    with pytest.raises(ManyClasses) as refused:
        the_class(students, CLASS)
    assert refused.value.problem.values["majors"] == (
        "机械工程学院 机械产品检测检验技术 (1); 电子信息学院 数控技术 (1)"
    )
    exact = the_class(students, replace(CLASS, college=OTHER.college))
    assert exact == replace(CLASS, college=OTHER.college, major=OTHER.major)
    with pytest.raises(NoSuchClass):
        the_class(students, Selection(class_name="质检9"))


def test_an_older_sheet_is_void_and_the_newest_is_named(school: School) -> None:
    first = come(school, NUMBER)
    at = desk(school)
    assert at.take(first.code).result is Result.ACCEPTED
    second = school.declare([CLAIM], visit=uuid4()).declarations[-1]
    answer = at.take(first.code)
    assert (answer.result, answer.newest) == (Result.SUPERSEDED, second)
    assert school.student().handed_in(second.sheet_id) is None
    school.open(YEAR2)
    third = school.declare(visit=uuid4(), round_=YEAR2).declarations[-1]
    answer = at.take(second.code)
    assert (answer.result, answer.newest) == (Result.SUPERSEDED, third)
    assert at.take(third.code).round == YEAR2
    (summary,) = school.store.summaries()
    assert set(summary.handed_in) == {"2020/initial", "2020/year2"}


def test_a_record_that_changed_since_is_outdated(school: School) -> None:
    sheet = come(school, NUMBER)
    school.enrol(replace(RECORD, major="工商管理"))
    assert desk(school).take(sheet.code).result is Result.OUTDATED
    assert not handins(school)


def test_what_is_not_genuine_is_told_from_what_nobody_knows(school: School, tmp_path: Path) -> None:
    sheet = come(school, NUMBER)
    (tmp_path / "elsewhere").mkdir()
    elsewhere = School(tmp_path / "elsewhere")
    elsewhere.open()
    foreign = come(elsewhere, NUMBER)
    altered = replace(code.parse(sheet.code), digest=bytes(10)).text
    unissued = school.keys.sign(
        replace(code.parse(sheet.code), sheet_id="0" * 15, signature=b"")
    ).text
    mistyped = code.short_number(sheet.sheet_id)[:-1]
    at = desk(school)
    for text, result in (
        (altered, Result.NOT_GENUINE),
        (foreign.code, Result.NOT_GENUINE),
        (unissued, Result.UNKNOWN),
        (code.short_number(foreign.sheet_id), Result.UNKNOWN),
        (mistyped, Result.UNKNOWN),
        ("", Result.UNKNOWN),
        ("学号\x1b[2J", Result.UNKNOWN),
    ):
        answer = at.take(text)
        assert (answer.result, answer.student) == (result, None)
    assert not handins(school)


def test_a_sheet_is_given_back_and_handed_in_again(school: School) -> None:
    sheet = come(school, NUMBER)
    at = desk(school)
    assert at.give_back(sheet.code).result is Result.NOT_IN
    at.take(sheet.code)
    assert at.give_back(sheet.code).result is Result.HANDED_BACK
    neighbour = at.take(come(school, "31219299").code)
    assert around(neighbour) == (None, None)
    assert at.take(sheet.code).result is Result.ACCEPTED
    assert [event.kind for event in handins(school)] == [
        Kind.HANDED_IN,
        Kind.HANDED_BACK,
        Kind.HANDED_IN,
    ]


def test_a_void_sheet_can_be_given_back(school: School) -> None:
    sheet = come(school, NUMBER)
    at = desk(school)
    at.take(sheet.code)
    school.declare([CLAIM], visit=uuid4())
    assert at.give_back(sheet.code).result is Result.HANDED_BACK


def test_two_desks_at_once_take_a_sheet_once(school: School) -> None:
    """Even one account at two desks within one second."""
    sheets = [come(school, f"312192{n:02}") for n in range(12)]
    desks = [desk(school) for _ in range(4)]
    for sheet in sheets:
        with ThreadPoolExecutor(len(desks)) as pool:
            results = [one.result for one in pool.map(lambda at: at.take(sheet.code), desks)]  # noqa: B023 - at once
        assert sorted(results) == [Result.ACCEPTED, *[Result.ALREADY] * 3]
    for n in range(12):
        assert len(handins(school, f"312192{n:02}")) == 1


def test_another_desk_writes_in_between(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = come(school, NUMBER)
    append, other = school.store.append, desk(school, "staff:wang")

    def late(entry: Entry) -> tuple[Event, ...]:
        monkeypatch.setattr(school.store, "append", append)
        assert other.take(sheet.code).result is Result.ACCEPTED
        with pytest.raises(Conflict):
            append(entry)
        raise Conflict

    monkeypatch.setattr(school.store, "append", late)
    answer = desk(school).take(sheet.code)
    assert answer.result is Result.ALREADY
    assert answer.lying is not None
    assert answer.lying.actor == "staff:wang"


def test_the_student_declares_anew_in_between(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = come(school, NUMBER)
    append = school.store.append

    def late(entry: Entry) -> tuple[Event, ...]:
        monkeypatch.setattr(school.store, "append", append)
        school.declare([CLAIM], visit=uuid4())
        return append(entry)

    monkeypatch.setattr(school.store, "append", late)
    assert desk(school).take(sheet.code).result is Result.SUPERSEDED
    assert not handins(school)


def test_a_write_whose_end_nobody_saw_is_still_accepted_and_not_doubled(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = come(school, NUMBER)
    append = school.store.append

    def torn(entry: Entry) -> tuple[Event, ...]:
        monkeypatch.setattr(school.store, "append", append)
        append(entry)
        raise StoreUnreachable

    monkeypatch.setattr(school.store, "append", torn)
    assert desk(school).take(sheet.code).result is Result.ACCEPTED
    assert len(handins(school)) == 1


def test_what_other_desks_take_shows(school: School) -> None:
    sheets = [come(school, f"3121920{n}") for n in range(4)]
    here, there = desk(school), desk(school)
    here.take(sheets[0].code)
    there.take(sheets[1].code)
    assert around(here.take(sheets[2].code)) == ("31219201", None)
    there.give_back(sheets[1].code)
    assert around(here.take(sheets[3].code)) == ("31219202", None)
    assert around(here.take(sheets[2].code)) == ("31219200", "31219203")


def test_looking_at_what_others_take_is_a_small_part_of_the_work(school: School) -> None:
    sheets = {f"312192{n:02}": come(school, f"312192{n:02}") for n in range(40)}
    timer = Timer()
    piles, there = Piles(school.store, timer), desk(school)
    here = HandIn(school.verifier, piles, school.clock, DESK)
    looks = 0
    whole = school.store.summaries

    def counted() -> Iterator[Summary]:
        nonlocal looks
        looks += 1
        return whole()

    school.store.summaries = counted  # type: ignore[method-assign]
    for sheet in sheets.values():
        here.take(sheet.code)
    assert looks < 12
    for number in list(sheets)[::2]:
        there.give_back(sheets[number].code)
    timer.seconds += 10
    told = [around(here.take(sheets["31219221"].code)) for _ in range(5)]
    assert told[-1] == ("31219219", "31219223")


def test_a_long_look_is_cut_in_slices_and_ends(school: School) -> None:
    sheets = [come(school, f"31219{n:03}") for n in range(120)]
    timer = Timer()
    piles, there = Piles(school.store, timer), desk(school)
    for sheet in sheets[:119]:
        there.take(sheet.code)
    last = HandIn(school.verifier, piles, school.clock, DESK).take(sheets[119].code)
    assert last.student is not None
    assert last.round is not None
    timer.seconds += 10
    for _ in range(10):
        before = timer.seconds
        piles.refresh()
        assert timer.seconds - before < 0.03
    after, _ = piles.between(last.student, last.round, Selection())
    assert after is not None
    assert after.student_no == "31219118"


def test_who_moved_to_another_class_moves_in_the_pile(school: School) -> None:
    sheet, last = come(school, NUMBER), come(school, "31219299")
    at = desk(school)
    at.take(sheet.code)
    school.enrol(replace(RECORD, class_name="质检3193"))
    assert around(at.take(last.code)) == (None, NUMBER)


def test_two_machines_on_one_database(school: School, database: str) -> None:
    school.store = PostgresStore(database)
    school.open()
    first, second = come(school, "31219201"), come(school, "31219202")
    elsewhere = PostgresStore(database)
    verifier = Verifier(elsewhere, school.keys)
    here = desk(school)
    there = HandIn(verifier, Piles(elsewhere, lambda: 0.0), school.clock, "staff:wang")
    assert here.take(first.code).result is Result.ACCEPTED
    assert there.take(first.code).result is Result.ALREADY
    assert around(there.take(second.code)) == ("31219201", None)
    assert around(here.take(first.code)) == (None, "31219202")
    with ThreadPoolExecutor(2) as pool:
        sheet = come(school, "31219203")
        results = pool.map(lambda at: at.take(sheet.code).result, (here, there))
        assert sorted(results) == [Result.ACCEPTED, Result.ALREADY]
