"""The life of a correction request, and what is folded of paper, piles and reasons."""

from typing import Any

import pytest

from kiosk.model.events import Draft, Event, Kind
from kiosk.model.paper import Answer, Reason
from kiosk.model.record import Field, Photo
from kiosk.model.request import MoveKind, RequestState
from kiosk.model.rounds import Round
from kiosk.model.student import Student
from kiosk.rules import chain, requests
from kiosk.rules.fold import fold, summarize
from tests.store.samples import declared, imported

NUMBER = "31219201"
AT = "2020-09-16T09:30:00+08:00"
SHEET = "0" * 15
REQUEST = "R-7K3M-9Q2W-X"
INITIAL = Round(2020, "initial")


def said(what: Kind, **body: Any) -> Draft:
    return Draft(AT, "staff:demo", what, body)


def opened(*parts: str, kind: str = "fields") -> Draft:
    claims = [{"part": part, "old": "", "value": "某", "reason": "", "since": ""} for part in parts]
    missing = {"school": "示例大学", "level": "本科", "major": "会计学", "entry_year": "2018"}
    body: dict[str, Any] = {
        "number": REQUEST,
        "kind": kind,
        "visit": "a",
        "pin_hash": "00",
        "sheet_id": SHEET,
        "claims": claims,
    }
    return said(Kind.REQUEST_OPENED, **body | ({} if claims else {"missing": missing}))


def moved(move: str, *parts: str, text: str = "", **more: str) -> Draft:
    body = {"number": REQUEST, "move": move, "parts": list(parts), "text": text}
    return said(Kind.REQUEST_MOVED, **body | more)


def after(*drafts: Draft) -> Student:
    events: tuple[Event, ...] = chain.extend(NUMBER, (), (imported(NUMBER), *drafts))
    return fold(NUMBER, events)


def states(student: Student) -> list[str]:
    return [matter.state.value for matter in student.requests[0].matters]


@pytest.mark.parametrize(
    ("moves", "state"),
    [
        ((), "submitted"),
        (("take",), "reviewing"),
        (("take", "ask"), "need_material"),
        (("take", "ask", "supply"), "reviewing"),
        (("take", "forward", "accept", "correct"), "corrected"),
        (("take", "accept"), "agreed"),
        (("withdraw",), "withdrawn"),
        (("take", "ask", "reject"), "refused"),
        (("take", "reject", "reopen"), "reviewing"),
        (("accept",), "submitted"),
        (("take", "reject", "withdraw"), "refused"),
        (("take", "accept", "correct", "reopen"), "corrected"),
    ],
)
def test_the_way_of_a_request(moves: tuple[str, ...], state: str) -> None:
    student = after(opened("name"), *map(moved, moves))
    assert states(student) == [state]
    assert student.requests[0].state == state
    assert [move.kind for move in student.requests[0].moves] == list(moves)
    assert summarize(student).requests == {REQUEST: state}


def test_matters_move_singly_and_the_one_that_needs_somebody_leads() -> None:
    student = after(opened("name", "degree_photo"), moved("take"), moved("accept", "name"))
    assert states(student) == ["agreed", "reviewing"]
    request = student.requests[0]
    assert request.state is RequestState.REVIEWING
    assert request.moves[1].parts == (Field.NAME,)
    assert [one.part for one in requests.movable(request, MoveKind.FORWARD)] == [Photo.DEGREE]
    assert len(requests.movable(request, MoveKind.REJECT)) == 2


def test_an_enrolment_that_is_missing_is_one_matter() -> None:
    student = after(opened(kind="missing_enrolment"), moved("take"))
    assert states(student) == ["reviewing"]
    assert student.requests[0].matters[0].part is None


def test_a_third_value_is_told_until_somebody_moves() -> None:
    student = after(opened("name"), moved("take"), moved("differ", "name"))
    assert states(student) == ["reviewing"]
    assert student.requests[0].matters[0].differs
    student = after(opened("name"), moved("take"), moved("differ"), moved("accept"))
    assert not student.requests[0].matters[0].differs


def test_every_move_has_its_rule_and_no_closed_state_is_left_but_by_reopening() -> None:
    assert set(requests.MOVES) == set(MoveKind)
    closed = {state for state in RequestState if not state.open}
    leaving = {kind for kind, rule in requests.MOVES.items() if rule.after and rule.before & closed}
    assert leaving == {MoveKind.REOPEN}


def test_a_pin_can_be_renewed() -> None:
    student = after(opened("name"), moved("renew_pin", pin_hash="11"))
    assert student.requests[0].pin_hash == "11"
    assert states(student) == ["submitted"]


def test_a_sheet_is_on_paper_unless_its_owner_says_otherwise() -> None:
    printed = said(Kind.PRINTED, sheet_id=SHEET, printer="tray")

    def seen(answer: Answer) -> Draft:
        return said(Kind.SEEN, sheet_id=SHEET, answer=answer.value)

    waits = after(declared("a"))
    assert waits.to_print == waits.declarations[0]
    assert summarize(waits).waiting == waits.declarations[0].at
    for drafts, there in (
        ([printed], True),
        ([printed, seen(Answer.YES)], True),
        ([printed, seen(Answer.NO)], False),
        ([printed, seen(Answer.BROKEN)], False),
        ([printed, seen(Answer.BROKEN), printed], True),
        ([printed, seen(Answer.BROKEN), printed, seen(Answer.NO)], False),
    ):
        student = after(declared("a"), *drafts)
        assert student.on_paper(SHEET) is there
        assert (student.to_print is None) is there
        assert summarize(student).printed is there
    dropped = after(declared("a"), said(Kind.DROPPED, sheet_id=SHEET))
    assert dropped.to_print is None
    assert not summarize(dropped).printed


def test_the_pile_holds_what_was_not_given_back_and_only_the_latest_counts() -> None:
    handed = said(Kind.HANDED_IN, sheet_id=SHEET)
    student = after(declared("a"), handed)
    found = student.handed_in(SHEET)
    assert found is not None
    assert found.actor == "staff:demo"
    assert summarize(student).handed_in == ("2020/initial",)
    back = after(declared("a"), handed, said(Kind.HANDED_BACK, sheet_id=SHEET))
    assert back.handed_in(SHEET) is None
    again = after(declared("a"), handed, declared("b", "1" * 15))
    assert again.handed_in(SHEET) is not None
    assert summarize(again).handed_in == ()


def test_reasons_are_of_a_round_and_can_be_lifted() -> None:
    def excused(reason: str) -> Draft:
        return said(Kind.EXCUSED, round="2020/initial", reason=reason, note="")

    student = after(excused("suspended"), excused("enlisted"))
    excuse = student.excuse(INITIAL)
    assert excuse is not None
    assert excuse.reason is Reason.ENLISTED
    assert student.excuse(Round(2021, "year2")) is None
    assert summarize(student).excuses == {"2020/initial": "enlisted"}
    assert after(excused("suspended"), excused("")).excuses == ()


def test_a_change_that_is_confirmed_is_signed_on_the_page() -> None:
    body = {"visit": "b", "changes": [{"seq": 3, "field": "name"}], "signature": {"by": "paper"}}
    student = after(
        declared("a"), imported(NUMBER, name="柳清"), said(Kind.CHANGE_CONFIRMED, **body)
    )
    (change,) = student.changes
    assert change.seq == 3
    assert change.confirmed is not None
    assert change.confirmed.at == AT
    assert student.page_rev == 4
