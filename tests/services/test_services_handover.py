"""Handing over: the list, the seal that covers it, the event; once for the same pile."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest

from kiosk.keys.book import SealBook
from kiosk.model.events import Event, Kind
from kiosk.model.handover import Handover
from kiosk.model.paper import Reason
from kiosk.model.rounds import Verdict
from kiosk.model.seal import End
from kiosk.rules import sealing
from kiosk.services.evidence.examining import Examiner
from kiosk.services.evidence.sealing import Sealing
from kiosk.services.pile.handin import HandIn
from kiosk.services.pile.handover import BeingHandedOver, Handovers, Unsealable
from kiosk.services.pile.missing import Excusing
from kiosk.services.pile.piles import Piles
from kiosk.services.pile.selection import Selection
from store import layout
from store.tiny import TinyStore
from tests.school import INITIAL, RECORD, School

DESK = "staff:li"
NUMBERS = ["31219201", "31219202", "31219203"]
CLASS = Selection(class_name=RECORD.class_name)


class Desk:
    """A class of three, of whom the first has handed in."""

    def __init__(self, folder: Path) -> None:
        self.school = School(folder)
        self.school.open()
        for number in NUMBERS:
            self.school.enrol(replace(RECORD, student_no=number))
        self.school.enrol(replace(RECORD, student_no="31219101", class_name="质检3191"))
        self.book = SealBook.open(folder / "seals")
        self.data = folder / "data"
        self.hand_in(NUMBERS[0])

    def hand_in(self, number: str) -> None:
        school = self.school
        sheet = school.declare(visit=uuid4(), student_no=number).declarations[-1]
        piles = Piles(school.store)
        HandIn(school.verifier, piles, school.clock, DESK).take(sheet.code)

    def excuse(self, number: str, reason: Reason, note: str = "") -> None:
        Excusing(self.school.store, self.school.clock, DESK).excuse(number, INITIAL, reason, note)

    def hand_over(self, wanted: Selection = CLASS) -> tuple[Handover, bool]:
        self.school.clock.move(days=1)
        examiner = Examiner(self.school.store, self.book, partial(TinyStore, self.data))
        sealing = Sealing(examiner, self.school.clock, DESK)
        return Handovers(self.school.store, sealing).hand_over(wanted, INITIAL)

    def events(self, kind: Kind) -> list[Event]:
        return [event for event in self.school.store.desk() if event.kind is kind]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_the_list_says_what_lies_there_and_what_is_missing(desk: Desk) -> None:
    desk.excuse(NUMBERS[2], Reason.OTHER, "住院")
    made, new = desk.hand_over()
    assert new
    content = made.content
    assert [one.student_no for one in content.filed] == NUMBERS[:1]
    assert content.filed[0].verdict is Verdict.CORRECT
    assert [(one.student_no, one.reason) for one in content.absent] == [
        (NUMBERS[1], ""),
        (NUMBERS[2], "其他：住院"),
    ]
    assert (content.students, content.excused, content.grades) == (3, 1, ("2019",))
    (event,) = desk.events(Kind.HANDED_OVER)
    assert event.actor == DESK
    assert event.body == {
        "round": "2020/initial",
        "college": RECORD.college,
        "major": RECORD.major,
        "class_name": RECORD.class_name,
        "grade": "",
        "digest": made.digest,
        "students": 3,
        "handed_in": 1,
        "excused": 1,
        "seal": made.seal,
        "sealed_at": made.sealed_at,
        "replaces": "",
        "replaced_at": "",
    }


def test_the_seal_covers_the_pile(desk: Desk) -> None:
    made, _ = desk.hand_over()
    (event,) = desk.events(Kind.SEALED)
    seal = sealing.of_json(event.body)
    assert (seal.root, desk.book.fault(seal)) == (made.seal, None)
    listing = desk.school.store.blob(seal.listing)
    assert listing is not None
    sealed = dict(map(sealing.end_of, sealing.unpacked(listing)))
    for number in NUMBERS:
        student = desk.school.student(number)
        assert sealed[number] == End(student.rev, student.head)


def test_classes_handed_over_together_share_a_seal(desk: Desk) -> None:
    first, _ = desk.hand_over()
    second, _ = desk.hand_over(Selection(class_name="质检3191"))
    assert first.seal == second.seal
    assert len(desk.events(Kind.SEALED)) == 1
    assert len(desk.events(Kind.HANDED_OVER)) == 2


def test_the_same_pile_again_is_the_same_list(desk: Desk) -> None:
    first, _ = desk.hand_over()
    desk.hand_in("31219101")
    assert desk.hand_over() == (first, False)
    assert len(desk.events(Kind.HANDED_OVER)) == 1


def test_what_changed_since_makes_a_new_list_that_says_so(desk: Desk) -> None:
    first, _ = desk.hand_over()
    desk.hand_in(NUMBERS[1])
    second, new = desk.hand_over()
    assert new
    assert (second.replaces, second.replaced_at) == (first.digest, first.at)
    assert second.digest != first.digest
    assert second.seal != first.seal
    desk.excuse(NUMBERS[2], Reason.ENLISTED)
    third, _ = desk.hand_over()
    assert third.replaces == second.digest
    assert desk.hand_over() == (third, False)


def test_a_sheet_whose_record_changed_in_the_pile_is_marked(desk: Desk) -> None:
    changed = replace(RECORD, student_no=NUMBERS[0], ethnicity="回族")
    desk.school.enrol(changed)
    made, _ = desk.hand_over()
    assert [one.outdated for one in made.content.filed] == [True]


def test_two_desks_do_not_hand_over_one_class_at_once(desk: Desk) -> None:
    name = f"handover/2020/initial/{RECORD.college}/{RECORD.major}/{RECORD.class_name}"
    with desk.school.store.hold(name) as held:
        assert held
        with pytest.raises(BeingHandedOver):
            desk.hand_over()
    assert not desk.events(Kind.HANDED_OVER)


@pytest.mark.parametrize("sealed", [False, True])
def test_a_chain_that_does_not_hold_is_not_handed_over(desk: Desk, *, sealed: bool) -> None:
    """A seal of before knows the chain's end alone, and that is as it was."""
    if sealed:
        desk.hand_over(Selection(class_name="质检3191"))
    file = desk.data / layout.student(NUMBERS[0])
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("汉族", "回族", 1), encoding="utf-8")
    with pytest.raises(Unsealable):
        desk.hand_over()
    assert len(desk.events(Kind.HANDED_OVER)) == sealed
