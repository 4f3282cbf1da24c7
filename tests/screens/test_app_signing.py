"""Ways to sign, and the sentence copied out."""

from dataclasses import replace

import pytest

from kiosk.config import VisitRules
from kiosk.model.signature import SignedBy
from kiosk.visit import Step
from screens.messages import SignatureGiven
from tests.school import ON_PAPER, RECORD, School
from tests.screens.visitor import visiting


@pytest.mark.parametrize("way", list(SignedBy))
async def test_only_ways_that_the_school_allows(school: School, way: SignedBy) -> None:
    school.config = replace(school.config, visit=VisitRules(sign=(way.value,)))
    async with visiting(school) as visitor:
        await visitor.go_to(Step.SIGN, school)
        await visitor.press("enter")
        assert visitor.at(Step.SIGN)
        await visitor.press("1", "2", "3")
        match way:
            case SignedBy.PAD:
                assert not visitor.sees("打印后在纸上签")
                await visitor.draw((10, 8), (20, 14), (34, 8), (44, 13))
            case SignedBy.NAME:
                await visitor.write(RECORD.name)
            case SignedBy.PAPER:
                await visitor.press("space")
        await visitor.press("enter")
        assert visitor.at(Step.PRINT)
    assert school.student().declarations[0].signature.by is way


async def test_the_name_must_be_that_of_the_record(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.SIGN, school)
        await visitor.press("2")
        await visitor.write("林大满")
        await visitor.press("enter")
        assert visitor.sees("与档案里的姓名不一样", "林大满")
        await visitor.press("1")
        assert visitor.sees("请在", "白框") or visitor.sees("在白框内签")
        await visitor.press("2")
        await visitor.press("backspace", "backspace", "backspace")
        await visitor.write(" 林小满")
        await visitor.press("enter")
        assert visitor.at(Step.PRINT)
    assert school.student().declarations[0].signature.name == "林小满"


async def test_the_pad_keeps_vectors_and_takes_strokes_back(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.SIGN, school)
        await visitor.draw((10, 8), (11, 8))
        await visitor.press("delete", "enter")
        assert visitor.sees("请先在白框里签名")
        await visitor.draw((10, 8), (20, 14), (34, 8), (44, 13))
        await visitor.draw((12, 15), (50, 15))
        await visitor.press("backspace", "enter")
        assert visitor.at(Step.PRINT)
    signature = school.student().declarations[0].signature
    blob = school.store.blob(signature.blob)
    assert blob is not None
    assert blob.count(b"[[") >= 1
    assert school.sheets.page(school.student()).signed.strokes is not None
    strokes = school.sheets.page(school.student()).signed.strokes
    assert strokes is not None
    assert len(strokes.lines) == 1


async def test_two_presses_of_enter_sign_once(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.SIGN, school)
        await visitor.press("3", "space")
        for _ in range(3):
            visitor.send("enter")
        await visitor.settle()
        visitor.app.post_message(SignatureGiven(ON_PAPER, None))
        await visitor.settle()
    assert len(school.student().declarations) == 1


async def test_the_sentence_copied_out(school: School) -> None:
    school.config = replace(school.config, visit=VisitRules(statement="type"))
    async with visiting(school) as visitor:
        await visitor.go_to(Step.STATEMENT, school)
        await visitor.press("enter")
        assert visitor.sees("不一样")
        await visitor.paste("学籍信息已核对，正确无误。")
        assert visitor.sees("不能粘贴")
        await visitor.write("学籍信息已核对,正确无")
        await visitor.press("enter")
        assert visitor.sees("不一样", "学籍信息已核对,正确无")
        await visitor.write("误.")
        await visitor.press("enter")
        assert visitor.at(Step.STATEMENT)
        await visitor.press("space", "enter")
        assert visitor.at(Step.ACCOUNT)
