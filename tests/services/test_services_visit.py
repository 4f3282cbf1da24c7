"""The use cases of a visit on a real store: letting in, declaring, printing, verifying."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock
from uuid import UUID, uuid4

import pytest

from kiosk.config import VisitRules
from kiosk.errors import KioskError, Problem, StoreUnreachable
from kiosk.model.events import Draft, Event, Kind
from kiosk.model.record import Field, Photo
from kiosk.model.request import Claim, MissingEnrolment
from kiosk.model.rounds import OpenRound, Round, Verdict
from kiosk.model.signature import Signature, SignedBy, Strokes
from kiosk.printing.contract import Outcome
from kiosk.rules import code
from kiosk.services.acts.appending import NoSuchStudent
from kiosk.services.acts.declaring import Act, RecordMoved, SignedElsewhere
from kiosk.services.acts.signing import strokes_json
from kiosk.services.evidence.verify import Answer, Result
from kiosk.services.rounds import ManyRounds, NoOpenRound, RoundNotOpen, Rounds
from kiosk.services.visit import people
from kiosk.services.visit.picks import Picks
from kiosk.visit import Identified, PrintState
from store.contract import Entry
from tests.school import INITIAL, ON_PAPER, OTHER, RECORD, SECOND, TAIL, VISIT, YEAR2, School, Tray

VISIT_2 = UUID("6f1c2f1e-0000-4000-8000-000000000002")
CLAIM = Claim(Field.MAJOR, "工商管理")
MISSING = MissingEnrolment("示例大学", "本科", "会计学", "2018")
NUMBER = RECORD.student_no


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path)
    school.enrol()
    school.open()
    return school


def act(**given: object) -> Act:
    usual: dict[str, object] = {
        "visit": VISIT,
        "round": INITIAL,
        "claims": (),
        "signature": ON_PAPER,
        "pin": "271828",
    }
    return Act(**(usual | given))  # type: ignore[arg-type]


def identified(found: Identified | Problem) -> list[str]:
    assert isinstance(found, Identified), found
    return [one.student.student_no for one in found.enrolments]


def refused(found: Identified | Problem) -> tuple[str, dict[str, str]]:
    assert isinstance(found, Problem), found
    return found.text.removeprefix("door."), dict(found.values)


# Letting in


def test_by_student_number_or_by_id_number(school: School) -> None:
    assert identified(school.door().identify(f" {NUMBER} ", TAIL.lower())) == [NUMBER]
    assert identified(school.door().identify(RECORD.id_number, NUMBER[-4:])) == [NUMBER]


def test_all_enrolments_of_a_person_and_of_nobody_else(school: School) -> None:
    school.enrol(SECOND)
    school.enrol(OTHER)
    found = school.door().identify(NUMBER, TAIL)
    assert identified(found) == [NUMBER, SECOND.student_no]
    assert identified(school.door().identify(RECORD.id_number, SECOND.student_no[-4:])) == [
        NUMBER,
        SECOND.student_no,
    ]
    assert isinstance(found, Identified)
    assert [one.round for one in found.enrolments] == [INITIAL, INITIAL]
    assert len(found.pin) == 6
    assert str(UUID(found.uuid)) == found.uuid


def test_who_has_no_id_number_is_not_let_in_by_an_empty_tail(school: School) -> None:
    school.enrol(replace(OTHER, id_number=""))
    assert isinstance(school.door().identify(OTHER.student_no, ""), Problem)


def test_photos_come_with_the_enrolment(school: School) -> None:
    school.enrol(school.with_photos())
    enrolment = school.door().enrolment(NUMBER)
    assert set(enrolment.photos) == set(Photo)
    assert enrolment.photos[Photo.ADMISSION].startswith(b"\xff\xd8")


@pytest.mark.parametrize("number", [NUMBER, "31219299", "学号", "../../etc", "", RECORD.id_number])
def test_wrong_answers_are_counted_alike_for_known_and_unknown(school: School, number: str) -> None:
    for left in (4, 3, 2, 1):
        assert refused(school.door().identify(number, "000000")) == (
            "no_match",
            {"left": str(left)},
        )
    assert refused(school.door().identify(number, "000000")) == ("number_locked", {"minutes": "15"})
    assert refused(school.door().identify(number, TAIL))[0] == "number_locked"
    school.clock.move(minutes=14, seconds=30)
    assert refused(school.door().identify(number, TAIL)) == ("number_locked", {"minutes": "1"})
    school.clock.move(seconds=30)
    if number == NUMBER:
        assert identified(school.door().identify(number, TAIL)) == [NUMBER]
    else:
        assert refused(school.door().identify(number, "000000"))[0] == "no_match"


@pytest.mark.parametrize(
    ("number", "whose"),
    [(NUMBER, NUMBER), (RECORD.id_number, NUMBER), ("31219299", ""), ("110101199003070000", "")],
)
def test_the_desk_is_told_of_a_lock_and_of_no_number_that_was_typed(
    school: School, number: str, whose: str
) -> None:
    for terminal in ("t1", "t2", "t3", "t4"):
        for _ in range(6):
            school.door(terminal).identify(number, "000000")
        school.clock.move(minutes=20)
    locks = [one for one in school.store.desk() if one.kind is Kind.NUMBER_LOCKED]
    told = [(one.actor, one.body["student_no"], one.body["terminal"]) for one in locks]
    assert told == [("kiosk", whose, terminal) for terminal in ("t1", "t2", "t3", "t4")]
    assert [one.body["everywhere"] for one in locks] == [False, False, False, True]


def test_a_miss_takes_as_long_for_whatever_number(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = (tick / 128 for tick in range(1000))
    monkeypatch.setattr(people, "time", Mock(monotonic=lambda: next(hands)))
    for number in (NUMBER, "31219299", "99999999", RECORD.id_number, "110101199003070000", "?"):
        school.door().identify(number, "000000")
    assert school.pauses == [people.A_MISS - 1 / 128] * 6
    assert identified(school.door("t2").identify(NUMBER, TAIL)) == [NUMBER]
    assert len(school.pauses) == 6, "who is right does not wait"


def test_a_lookup_that_took_longer_is_told_at_once(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "time", Mock(monotonic=Mock(side_effect=[1.0, 9.0])))
    school.door().identify(NUMBER, "000000")
    assert school.pauses == [0.0]


def test_the_store_is_written_alike_for_known_and_unknown(school: School) -> None:
    written = []
    for number in (NUMBER, "31219299", RECORD.id_number, "110101199003070000"):
        store = Mock(wraps=school.store)
        replace(school.door(), store=store).identify(number, "000000")
        called = Counter(name for name, _, _ in store.mock_calls)
        written.append((called["add_miss"], called["misses"], called["students_of"]))
        assert called["events"] <= 2
    assert set(written) == {(2, 5, 1)}


def test_a_lock_here_is_none_there_but_twenty_a_day_lock_everywhere(school: School) -> None:
    for terminal in ("t1", "t2", "t3", "t4"):
        for _ in range(5):
            school.door(terminal).identify(NUMBER, "000000")
    assert refused(school.door("t5").identify(NUMBER, TAIL)) == ("number_locked_today", {})
    school.clock.move(hours=14, minutes=30)
    assert identified(school.door("t5").identify(NUMBER, TAIL)) == [NUMBER]


def test_nineteen_elsewhere_lock_nobody_out(school: School) -> None:
    for terminal, misses in (("t1", 5), ("t2", 5), ("t3", 5), ("t4", 4)):
        for _ in range(misses):
            school.door(terminal).identify(NUMBER, "000000")
    assert identified(school.door("t5").identify(NUMBER, TAIL)) == [NUMBER]


def test_ten_misses_in_a_row_pause_the_terminal_for_a_minute(school: School) -> None:
    for last in range(9):
        school.door().identify(f"3121929{last}", "000000")
    assert refused(school.door().identify("31219299", "0")) == (
        "terminal_paused",
        {"seconds": "60"},
    )
    assert refused(school.door().identify(NUMBER, TAIL))[0] == "terminal_paused"
    assert identified(school.door("t2").identify(NUMBER, TAIL)) == [NUMBER]
    school.clock.move(minutes=1)
    assert identified(school.door().identify(NUMBER, TAIL)) == [NUMBER]
    for last in range(9):
        assert refused(school.door().identify(f"3121928{last}", "0"))[0] == "no_match"


def test_a_right_answer_forgets_the_wrong_ones(school: School) -> None:
    for _ in range(4):
        school.door().identify(NUMBER, "000000")
    school.door().identify(NUMBER, TAIL)
    assert refused(school.door().identify(NUMBER, "000000")) == ("no_match", {"left": "4"})


@pytest.mark.parametrize(("second", "answer"), [("name", "林小满"), ("none", "")])
def test_other_second_factors(school: School, second: str, answer: str) -> None:
    school.config = replace(school.config, second=second)  # type: ignore[arg-type]
    found = school.door().identify(NUMBER, answer)
    assert isinstance(found, Identified)
    assert found.factor == second
    if second == "name":
        assert isinstance(school.door().identify(NUMBER, "林大满"), Problem)


# Declaring


def test_a_correct_record_is_one_event(school: School) -> None:
    receipt = school.declaring.declare(school.student(), act(account="136****1011"))
    student = school.student()
    assert student.declarations == (receipt.declaration,)
    assert receipt.request is None
    assert receipt.declaration.verdict is Verdict.CORRECT
    assert receipt.declaration.account == "136****1011"
    assert student.rev == 2
    assert school.store.student_of(receipt.declaration.sheet_id) == NUMBER
    assert school.keys.genuine(code.parse(receipt.declaration.code))


def test_a_disputed_record_opens_a_request_in_the_same_write(school: School) -> None:
    claims = (CLAIM, Claim(Field.NAME, "林晓满", "写错", "2019-09"))
    receipt = school.declaring.declare(school.student(), act(claims=claims))
    student = school.student()
    assert receipt.request is not None
    assert [one.part for one in student.declarations[0].claims] == [Field.NAME, Field.MAJOR]
    assert student.requests[0].number == receipt.request.number
    number = code.short_number(receipt.declaration.sheet_id)
    assert receipt.request.number == f"R-{number}"
    events = school.store.events(NUMBER)
    assert [event.kind for event in events[1:]] == ["declared", "request_opened"]
    assert events[1].body["claims"][1]["old"] == RECORD.major
    assert "271828" not in str(events)
    assert student.requests[0].pin_hash == school.keys.pin_hash(receipt.request.number, "271828")


def test_the_same_visit_again_returns_the_first(school: School) -> None:
    seen = school.student()
    first = school.declaring.declare(seen, act(claims=(CLAIM,)))
    again = school.declaring.declare(seen, act(claims=()))
    assert again == first
    assert len(school.student().declarations) == 1


def test_two_kiosks_for_one_student_and_one_wins(school: School) -> None:
    seen = school.student()
    school.declaring.declare(seen, act())
    with pytest.raises(SignedElsewhere):
        school.declaring.declare(seen, act(visit=VISIT_2))
    assert len(school.student().declarations) == 1
    school.declaring.declare(school.student(), act(visit=VISIT_2, claims=(CLAIM,)))
    latest = school.student().declared(INITIAL)
    assert latest is not None
    assert latest.verdict is Verdict.DISPUTED


def test_a_record_that_moved_is_not_signed(school: School) -> None:
    seen = school.student()
    school.enrol(replace(RECORD, major="数控技术"))
    with pytest.raises(RecordMoved):
        school.declaring.declare(seen, act())


def test_a_conflict_about_something_else_is_tried_again(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = school.student()
    real = school.store.append
    tried: list[int] = []

    def append(entry: Entry) -> tuple[Event, ...]:
        if not tried:
            tried.append(entry.after)
            again = school.store.events(NUMBER)[0]
            draft = Draft(again.at, again.actor, again.kind, again.body)
            real(Entry(NUMBER, entry.after, (draft,)))
        return real(entry)

    monkeypatch.setattr(school.store, "append", append)
    receipt = school.declaring.declare(seen, act())
    assert tried == [1]
    assert receipt.declaration.seq == 3


def test_an_unknown_outcome_is_settled_by_the_same_act(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = school.student()
    real = school.store.append

    def durable_but_unsaid(entry: Entry) -> tuple[Event, ...]:
        real(entry)
        raise StoreUnreachable

    monkeypatch.setattr(school.store, "append", durable_but_unsaid)
    with pytest.raises(StoreUnreachable):
        school.declaring.declare(seen, act(claims=(CLAIM,)))
    monkeypatch.setattr(school.store, "append", real)
    receipt = school.declaring.declare(seen, act(claims=(CLAIM,)))
    assert receipt.request is not None
    assert receipt.request.pin == "271828"
    student = school.student()
    assert (len(student.declarations), len(student.requests)) == (1, 1)


def test_strokes_are_kept_before_the_event_names_them(school: School) -> None:
    strokes = Strokes(640, 240, (((1, 2), (3, 4)),))
    receipt = school.declaring.declare(
        school.student(), act(signature=Signature(SignedBy.PAD), strokes=strokes)
    )
    assert school.store.blob(receipt.declaration.signature.blob) == strokes_json(strokes)
    assert school.sheets.page(school.student()).signed.strokes == strokes


def test_nobody_declares_for_who_does_not_exist(school: School) -> None:
    with pytest.raises(NoSuchStudent):
        school.declaring.student("31219299")


def test_a_helper_is_named(school: School) -> None:
    school.declaring.declare(school.student(), act(proxy="周老师", factor="proxy", actor="helper"))
    assert school.store.events(NUMBER)[-1].actor == "helper"
    assert school.sheets.page(school.student()).signed.name == "周老师（代）"


def test_a_missing_enrolment_is_filed_once(school: School) -> None:
    first = school.declaring.file_missing(NUMBER, VISIT, MISSING, "271828")
    assert first.pin == "271828"
    assert school.declaring.file_missing(NUMBER, VISIT, MISSING, "271828") == first
    later = school.declaring.file_missing(NUMBER, VISIT_2, MISSING, "314159")
    assert (later.number, later.pin) == (first.number, "")
    assert len(school.student().requests) == 1
    other = school.declaring.file_missing(NUMBER, VISIT_2, replace(MISSING, major="法学"), "314159")
    assert other.number != first.number


# Rounds


def test_a_new_home_has_this_years_initial_open(tmp_path: Path) -> None:
    school = School(tmp_path)
    school.rounds.begin()
    school.rounds.begin()
    assert [str(one.round) for one in school.rounds.all_open()] == ["2020/initial"]


def test_rounds_open_close_and_are_seen_at_once_by_whoever_asks(school: School) -> None:
    rounds = Rounds(school.store, school.clock)
    assert [one.round for one in rounds.today()] == [INITIAL]
    school.open(YEAR2, grade="2019")
    assert [one.round for one in rounds.today()] == [INITIAL, YEAR2]
    school.rounds.close(INITIAL, "", "staff:demo")
    assert [one.round for one in rounds.today()] == [YEAR2]
    with pytest.raises(RoundNotOpen):
        rounds.close(INITIAL, "", "staff:demo")
    with pytest.raises(RoundNotOpen):
        rounds.close(YEAR2, "2018", "staff:demo")


def test_dates_of_a_round_hold_to_the_day(school: School) -> None:
    school.rounds.close(INITIAL, "", "staff:demo")
    school.rounds.open(OpenRound(YEAR2, "", "2020-09-16", "2020-09-17"), "staff:demo")
    seen = []
    for _ in range(4):
        seen.append(bool(school.rounds.today()))
        school.clock.move(days=1)
    assert seen == [False, True, True, False]


def test_the_round_that_a_command_means(school: School) -> None:
    student = school.student()
    assert school.rounds.the_one(student, None) == INITIAL
    school.open(YEAR2)
    with pytest.raises(ManyRounds):
        school.rounds.the_one(student, None)
    assert school.rounds.the_one(student, YEAR2) == YEAR2
    with pytest.raises(RoundNotOpen):
        school.rounds.the_one(student, Round(2021, "year2"))
    for one in (INITIAL, YEAR2):
        school.rounds.close(one, "", "staff:demo")
    with pytest.raises(NoOpenRound):
        school.rounds.the_one(student, None)


def test_who_left_has_no_round(school: School) -> None:
    school.leave(NUMBER)
    assert school.rounds.asked_for(school.student()) is None


# Paper


def test_a_printed_sheet_is_noted_and_named_by_its_number(school: School) -> None:
    sheet_id = school.declare().declarations[0].sheet_id
    assert school.paper.print(NUMBER) is PrintState.PRINTED
    assert school.trays[0].jobs[0].name == f"{code.short_number(sheet_id)}.1"
    assert school.trays[0].jobs[0].pdf == f"%PDF- {code.short_number(sheet_id)}".encode()
    assert school.student().copies(sheet_id) == 1
    assert school.paper.print(NUMBER) is PrintState.PRINTED
    assert school.trays[0].jobs[1].name.endswith(".2")
    assert school.paper.print(NUMBER) is PrintState.LIMIT
    assert len(school.trays[0].jobs) == 2


@pytest.mark.parametrize(
    ("outcomes", "state", "took"),
    [
        ((Outcome.PRINTED, Outcome.PRINTED), PrintState.PRINTED, "a"),
        ((Outcome.OUT_OF_PAPER, Outcome.PRINTED), PrintState.PRINTED, "b"),
        ((Outcome.UNREACHABLE, Outcome.REFUSED), PrintState.REFUSED, ""),
        ((Outcome.REFUSED, Outcome.OUT_OF_PAPER), PrintState.OUT_OF_PAPER, ""),
        ((), PrintState.NO_PRINTER, ""),
    ],
)
def test_printers_are_tried_in_their_order(
    school: School, outcomes: Sequence[Outcome], state: PrintState, took: str
) -> None:
    school.declare()
    school.trays = [Tray(name, outcome) for name, outcome in zip("ab", outcomes, strict=False)]
    assert school.paper.print(NUMBER) is state
    assert [one.printer for one in school.student().prints] == ([took] if took else [])
    (summary,) = school.store.summaries()
    assert summary.printed == bool(took)
    assert bool(summary.waiting) == (not took)


def test_what_stands_in_the_way_is_known_before_signing(school: School) -> None:
    assert school.paper.trouble() is None
    school.trays = [Tray("a", Outcome.OUT_OF_PAPER), Tray("b", Outcome.UNREACHABLE)]
    assert school.paper.trouble() is PrintState.OUT_OF_PAPER
    school.trays[1].outcome = Outcome.PRINTED
    assert school.paper.trouble() is None
    school.trays = []
    assert school.paper.trouble() is PrintState.NO_PRINTER


def test_a_sheet_that_cannot_be_drawn_waits(school: School) -> None:
    class Unprintable(KioskError):
        text = "error.unprintable"

    def refuse(_: object) -> bytes:
        raise Unprintable

    school.declare()
    assert replace(school.paper, draw=refuse).print(NUMBER) is PrintState.UNPRINTABLE
    assert not school.trays[0].jobs
    assert not school.student().prints


def test_a_print_is_noted_though_somebody_else_wrote(school: School) -> None:
    school.declare()
    paper = school.paper

    class Busy(Tray):
        def print(self, job: object, told: object) -> Outcome:
            del job, told
            school.leave(NUMBER)
            return Outcome.PRINTED

    assert replace(paper, printers=[Busy()]).print(NUMBER) is PrintState.PRINTED
    assert len(school.student().prints) == 1


# The page


def test_the_page_before_any_declaration_has_no_code(school: School) -> None:
    page = school.sheets.page(school.student())
    assert (page.statement, page.url, page.sheet_number, page.round) == ("", "", "", None)
    assert page.enrolments == 1
    assert page.host == "XJ.EXAMPLE.EDU.CN"
    assert [row.label for row in page.rounds] == [
        "第二学年学年注册",
        "第三学年学年注册",
        "图像采集/学历注册",
    ]


def test_the_page_of_a_declaration(school: School) -> None:
    school.enrol(SECOND)
    student = school.declare([CLAIM])
    page = school.sheets.page(student)
    issued = student.declarations[0]
    assert page.statement == "学籍信息中专业有误，正确的应为：工商管理。"
    assert page.url == f"HTTPS://XJ.EXAMPLE.EDU.CN/R/{issued.code}"
    assert page.request_number == f"R-{page.sheet_number}"
    assert page.enrolments == 2
    assert (page.rev, page.head, page.day) == (2, school.store.events(NUMBER)[1].hash, "2020-09-15")
    assert page.copy_by_hand
    school.config = replace(school.config, visit=VisitRules(statement="type"))
    assert not school.sheets.page(student).copy_by_hand


def test_a_later_round_keeps_the_statement_and_fills_its_row(school: School) -> None:
    school.declare([CLAIM])
    school.open(YEAR2)
    student = school.declare(visit=VISIT_2, round_=YEAR2)
    page = school.sheets.page(student)
    assert "专业有误" in page.statement
    assert page.round == YEAR2
    assert page.rounds[0].verdict == "正确无误"
    assert page.rounds[1].verdict == ""


def test_paper_does_not_change_the_page(school: School) -> None:
    before = school.sheets.page(school.declare())
    school.paper.print(NUMBER)
    assert school.sheets.page(school.student()) == before


# Verifying


def test_current_superseded_outdated(school: School) -> None:
    first = school.declare().declarations[0]
    verify = school.verifier.verify
    current = Answer(Result.CURRENT, NUMBER, INITIAL, first.sheet_id)
    for text in (
        first.code,
        f"HTTPS://XJ.EXAMPLE.EDU.CN/R/{first.code}",
        code.short_number(first.sheet_id),
        f"R-{code.short_number(first.sheet_id)}",
        f"https://xj.example.edu.cn/S/{first.sheet_id}",
    ):
        assert verify(text) == current
    second = school.declare([CLAIM], visit=VISIT_2).declarations[1]
    assert verify(first.code).result is Result.SUPERSEDED
    assert verify(second.code) == replace(current, sheet_id=second.sheet_id)
    school.enrol(replace(RECORD, major="工商管理"))
    assert verify(second.code).result is Result.OUTDATED


def test_altered_and_unknown(school: School, tmp_path: Path) -> None:
    issued = school.declare().declarations[0]
    real = code.parse(issued.code)
    forged = replace(real, digest=bytes(10)).text
    assert school.verifier.verify(forged) == Answer(Result.ALTERED)
    resigned = school.keys.sign(replace(real, signature=b"", digest=bytes(10))).text
    assert school.verifier.verify(resigned).result is Result.ALTERED
    for text in ("", "x", "学号", "0" * 141, "0000-0000-0", "7K3M9Q2WTB4XE0G", "../" * 9):
        assert school.verifier.verify(text) == Answer(Result.UNKNOWN)
    (tmp_path / "elsewhere").mkdir()
    elsewhere = School(tmp_path / "elsewhere")
    elsewhere.enrol()
    elsewhere.open()
    foreign = elsewhere.declare().declarations[0]
    assert school.verifier.verify(foreign.code) == Answer(Result.UNKNOWN)


# Picks


def test_picks_come_from_the_code_tables_and_the_roster(school: School) -> None:
    school.enrol(OTHER)
    picks = Picks(school.store)
    assert picks.options(Field.GENDER, RECORD) == ("男",)
    assert picks.options(Field.MAJOR, RECORD) == ("数控技术",)
    neither = replace(RECORD, college=OTHER.college, class_name="质检3193")
    assert picks.options(Field.CLASS_NAME, neither) == ("数控3191", "质检3192")
    assert picks.options(Field.NAME, RECORD) == ()
    assert picks.options(Photo.DEGREE, RECORD) == ()
    assert "回族" in picks.options(Field.ETHNICITY, RECORD)
    assert picks.options(Field.LEVEL, RECORD)[0] == "本科"
    school.leave(OTHER.student_no)
    assert picks.options(Field.MAJOR, OTHER) == ("机械产品检测检验技术",)


def test_a_later_round_that_finds_something_wrong_says_so_on_its_sheet(school: School) -> None:
    school.declare(visit=uuid4())
    school.open(YEAR2)
    right = school.declare(visit=uuid4(), round_=YEAR2)
    assert school.sheets.page(right).statement == "学籍信息已核对，正确无误。"
    claim = Claim(Field.MAJOR, "数控技术")
    wrong = school.declare([claim], visit=uuid4(), round_=YEAR2)
    page = school.sheets.page(wrong)
    assert page.statement == "学籍信息中专业有误，正确的应为：数控技术。"
    assert page.request_number == wrong.requests[-1].number
    assert [row.verdict for row in page.rounds] == ["有误", "", ""]
