"""A student who asks for a correction and later signs it."""

from kiosk.model.record import Field
from kiosk.visit import FoundWrong, MarkedWrong, Step
from tests.school import RECORD
from tests.screens.visitor import Visitor, enter

TO_PAPER = ("space", "enter", "enter", "3", "space", "enter")
"""Keys from Statement on, signing on paper."""


async def sign_changes(visitor: Visitor) -> None:
    """Come back when no round is open, and sign what was corrected."""
    await enter(visitor)
    assert visitor.sees("已在学信网更正", "有变更待确认：专业", "确认变更，去签名")
    await visitor.press("enter")
    assert visitor.at(Step.SIGN)
    assert visitor.sees("专业：机械产品检测检验技术 → 数控技术")
    await visitor.press("2")
    await visitor.write(RECORD.name)
    await visitor.press("enter")
    assert visitor.at(Step.PRINT)
    assert visitor.visit.receipt is None


async def dispute(visitor: Visitor, lang: str = "zh") -> None:
    """Come to Farewell with a request."""
    await enter(visitor)
    if lang == "en":
        await visitor.press("f2")
    await visitor.post(MarkedWrong(Field.MAJOR, wrong=True), FoundWrong())
    await visitor.write("数控技术")
    await visitor.press("enter", "enter", *TO_PAPER, "enter")
    if visitor.at(Step.PRINT):
        await visitor.press("1")
    assert visitor.at(Step.FAREWELL)
