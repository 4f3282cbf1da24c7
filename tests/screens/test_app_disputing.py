"""Where the right value is given: told beside the field when it cannot be."""

from kiosk.model.record import Field
from kiosk.model.request import Claim
from kiosk.visit import FoundWrong, MarkedWrong, Step
from tests.school import School
from tests.screens.visitor import Visitor, visiting


async def dispute(visitor: Visitor, school: School, *parts: Field) -> None:
    """Come to the first of the parts that are marked as wrong."""
    await visitor.go_to(Step.RECORD, school)
    await visitor.post(*(MarkedWrong(part, wrong=True) for part in parts), FoundWrong())


async def burst(visitor: Visitor, *keys: str) -> None:
    """Press keys as fast as from a key that is held down."""
    for key in keys:
        visitor.send(key)
    await visitor.settle()


async def test_each_editor_tells_bad_input_beside_the_field_and_keeps_it(school: School) -> None:
    cases = (
        (Field.NAME, "", "请给出正确的值", "林晓满"),
        (Field.BIRTH_DATE, "2001-02-30", "没有这一天", "20010204"),
        (Field.ID_NUMBER, "99990020010203002", "应为18位", "99990020010203001X"),
        (Field.DURATION, "三年", "学制写年数", "2.5年"),
        (Field.STUDENT_NO, "3121/9201", "学号只能有", "31219299"),
        (Field.ENTRY_DATE, "去年", "不是日期", "2019年9月2日"),
    )
    async with visiting(school) as visitor:
        await dispute(visitor, school, *(case[0] for case in cases))
        for _, bad, told, good in cases:
            assert visitor.at(Step.DISPUTE)
            await visitor.write(bad)
            await visitor.press("enter")
            assert visitor.sees(told)
            if bad:
                assert visitor.sees(bad)
            await burst(visitor, "end", *["backspace"] * len(bad))
            await visitor.write(good)
            await visitor.press("enter")
        assert visitor.at(Step.STATEMENT)
        right = {one.part: one.value for one in visitor.visit.claimed}
    assert right == {
        Field.NAME: "林晓满",
        Field.BIRTH_DATE: "2001-02-04",
        Field.ID_NUMBER: "99990020010203001X",
        Field.DURATION: "2.5",
        Field.STUDENT_NO: "31219299",
        Field.ENTRY_DATE: "2019-09-02",
    }


async def test_the_same_value_is_no_dispute(school: School) -> None:
    async with visiting(school) as visitor:
        await dispute(visitor, school, Field.GENDER)
        await visitor.write("女")
        await visitor.press("enter", "enter")
        assert visitor.sees("和档案里写的一样")


async def test_since_and_why_are_optional_and_checked(school: School) -> None:
    async with visiting(school) as visitor:
        await dispute(visitor, school, Field.CLASS_NAME)
        assert visitor.sees("分院学籍管理员", "先别急")
        await visitor.write("质检3193")
        await visitor.press("enter", "tab")
        await visitor.write("上个月")
        await visitor.press("enter")
        assert visitor.sees("写成2020-09")
        await burst(visitor, *["backspace"] * 3)
        await visitor.write("2020.9")
        await visitor.press("tab")
        await visitor.write("zhuan ban")
        await visitor.press("enter")
        assert visitor.visit.claimed == (
            Claim(Field.CLASS_NAME, "质检3193", "zhuan ban", "2020-09"),
        )
