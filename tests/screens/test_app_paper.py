"""The way to paper on the screen: what the printer waits for, whether the sheet came."""

from itertools import product

import pytest

from assets import Lang
from kiosk.errors import StoreUnreachable
from kiosk.model.events import Kind
from kiosk.model.paper import Answer
from kiosk.model.signature import Signature, SignedBy
from kiosk.printing.contract import Outcome
from kiosk.visit import PaperMoved, PrintState, Step, Visit
from screens.messages import SignatureGiven
from screens.paper import PaperScreen
from screens.widgets.said import Said
from tests.school import ON_PAPER, RECORD, School
from tests.screens.patient import Patient, until
from tests.screens.visitor import Visitor, visiting

LANGUAGES: tuple[tuple[Lang, str], ...] = (("zh", "继续 Enter"), ("en", "Go on Enter"))
SIGNED = {
    Signature(SignedBy.NAME, name=RECORD.name): {"zh": "签名已经有效", "en": "ignature counts"},
    ON_PAPER: {"zh": "声明已经存好", "en": "eclaration is saved"},
}
"""What is true before the sheet is there: who signs on it has not signed."""
TROUBLES = [one for one in PrintState if one not in {PrintState.WORKING, PrintState.PRINTED}]


async def printed(visitor: Visitor, school: School) -> None:
    await visitor.go_to(Step.PRINT, school)
    assert visitor.visit.paper is PrintState.PRINTED
    assert visitor.sees("纸拿到手了吗")


def said(school: School) -> list[str]:
    events = school.store.events(RECORD.student_no)
    return [event.body["answer"] for event in events if event.kind is Kind.SEEN]


async def test_who_has_the_sheet_says_so_and_is_done(school: School) -> None:
    async with visiting(school) as visitor:
        await printed(visitor, school)
        visitor.send("1")
        await until(visitor, lambda: visitor.at(Step.FAREWELL))
        assert not visitor.sees("纸还没打出来")
    assert said(school) == ["yes"]
    assert school.queue.waiting() == ()


async def test_who_has_not_prints_again_or_asks_the_staff(school: School) -> None:
    async with visiting(school) as visitor:
        await printed(visitor, school)
        visitor.send("2")
        await until(visitor, lambda: visitor.visit.answer is Answer.NO)
        await visitor.settle()
        assert visitor.at(Step.PRINT)
        assert visitor.sees("再打 1 次", "再打一份 F8")
        assert len(school.queue.waiting()) == 1
        assert len(school.trays[0].jobs) == 1, "nothing is printed again by itself"
        await visitor.press("f8")
        assert visitor.sees("纸拿到手了吗")
        visitor.send("3")
        await until(visitor, lambda: visitor.visit.answer is Answer.BROKEN)
        await visitor.settle()
        assert visitor.sees("找工作人员")
        assert not visitor.sees("再打一份 F8")
        await visitor.press("enter")
        assert visitor.at(Step.FAREWELL)
        assert visitor.sees("纸还没打出来")
    assert said(school) == [Answer.NO.value, Answer.BROKEN.value]


async def test_answers_can_be_tapped(school: School) -> None:
    async with visiting(school) as visitor:
        await printed(visitor, school)
        await visitor.click_text("空白或破损")
        assert said(school) == ["broken"]
        await visitor.click_text("再打一份")
        await visitor.click_text("没有出来")
        assert said(school) == ["broken", "no"]
        await visitor.click_text("继续")
        assert visitor.at(Step.FAREWELL)


async def test_what_is_scanned_answers_nothing_and_goes_nowhere(school: School) -> None:
    async with visiting(school) as visitor:
        await printed(visitor, school)
        for scanned in ("31219201", "1", "HTTPS://XJ.EXAMPLE.EDU.CN/R/123ABC"):
            await visitor.scan(scanned)
            screen = visitor.app.screen
            assert isinstance(screen, PaperScreen)
            assert screen._answering is None or not screen._answering._task
            assert visitor.at(Step.PRINT)
    assert said(school) == []


async def test_nobodys_answer_is_not_sure_and_the_farewell_comes(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with visiting(school) as visitor:
        monkeypatch.setattr("screens.paper._PATIENCE", 20)
        await printed(visitor, school)
        for _ in range(19):
            visitor.app.second_passed()
        await visitor.settle()
        assert visitor.at(Step.PRINT)
        visitor.app.second_passed()
        await visitor.settle()
        assert visitor.at(Step.FAREWELL)
        assert not visitor.sees("纸还没打出来")
    assert said(school) == []
    assert school.queue.waiting() == ()


async def test_an_answer_that_cannot_be_noted_leads_to_the_staff(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise StoreUnreachable

    async with visiting(school) as visitor:
        await printed(visitor, school)
        monkeypatch.setattr(school.store, "append", fail)
        await visitor.click_text("没有出来")
        assert visitor.sees("找工作人员")


async def test_a_printer_that_waits_is_told_and_keys_are_free(school: School) -> None:
    printer = Patient()
    school.trays = [printer]  # type: ignore[list-item]
    async with visiting(school) as visitor:
        await visitor.go_to(Step.SIGN, school)
        visitor.app.post_message(SignatureGiven(ON_PAPER, None))
        await until(visitor, lambda: visitor.visit.paper is PrintState.OUT_OF_PAPER)
        await until(visitor, lambda: visitor.sees("打印机没纸了", "声明已经存好"))
        assert visitor.visit.printing
        visitor.send("f8")
        visitor.send("f2")
        await until(visitor, lambda: visitor.sees("the printer is out of paper"))
        visitor.send("f2")
        printer.mended.set()
        await until(visitor, lambda: visitor.sees("纸拿到手了吗"))
    assert len(printer.jobs) == 1, "what is on its way is not sent again"


async def test_who_leaves_while_the_printer_waits_gets_the_sheet_noted(school: School) -> None:
    printer = Patient(Outcome.JAM)
    school.trays = [printer]  # type: ignore[list-item]
    async with visiting(school) as visitor:
        await visitor.go_to(Step.SIGN, school)
        visitor.app.post_message(SignatureGiven(ON_PAPER, None))
        await until(visitor, lambda: visitor.sees("卡纸"))
        visitor.send("f10")
        await until(visitor, lambda: visitor.visit == Visit())
        printer.mended.set()
        await until(visitor, lambda: bool(school.student().prints))
        assert visitor.visit == Visit(), "nobody else is told of it"


@pytest.mark.parametrize("size", [(80, 24), (132, 43)])
@pytest.mark.parametrize("signature", SIGNED)
async def test_each_state_says_what_it_means(
    school: School, size: tuple[int, int], signature: Signature
) -> None:
    async with visiting(school, size) as visitor:
        await visitor.go_to(Step.SIGN, school)
        visitor.app.post_message(SignatureGiven(signature, None))
        await until(visitor, lambda: visitor.visit.paper is PrintState.PRINTED)
        for lang, leave in LANGUAGES:
            visitor.app.lang = lang
            for state, ended in product(TROUBLES, (True, False)):
                await visitor.post(PaperMoved(state, ended=ended))
                told = str(visitor.app.screen.query_one(".calm", Said).content)
                for way, true in SIGNED.items():
                    assert (true[lang] in told) is (way == signature), state
                assert visitor.sees(leave), state
