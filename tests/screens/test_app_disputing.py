"""Where the right value is given: told beside the field when it cannot be."""

from dataclasses import replace

from kiosk.model.record import Field, Photo
from kiosk.model.request import Claim
from kiosk.visit import FoundWrong, MarkedWrong, Step
from screens.widgets.record_grid import RecordGrid
from tests.school import OTHER, School
from tests.screens.visitor import Visitor, enter, visiting


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


async def test_disputed_with_several_parts(school: School) -> None:
    school.enrol(replace(OTHER, major="工商管理"))
    async with visiting(school) as visitor:
        await enter(visitor)
        grid = visitor.app.screen.query_one(RecordGrid)
        for part in (Field.BIRTH_DATE, Field.ID_NUMBER, Field.MAJOR, Photo.ADMISSION):
            grid.cursor = [*Field, *Photo].index(part)
            await visitor.press("space")
        assert visitor.sees("4 项有误")
        await visitor.press("enter")
        assert visitor.at(Step.DISPUTE)
        assert visitor.sees("第 1 项，共 4 项", "出生日期")
        await visitor.write("2001.2.4")
        await visitor.press("enter")
        assert visitor.sees("第 2 项，共 4 项", "证件号码")
        await visitor.write("999900200102030027")
        await visitor.press("enter")
        assert visitor.sees("校验位不对", "999900200102030027", "第 2 项")
        await visitor.press("end", *["backspace"] * 3)
        await visitor.write("36")
        await visitor.press("enter")
        assert visitor.sees("应为 18 位")
        await burst(visitor, *["backspace"] * 17)
        await visitor.write("99990020010203001x")
        await visitor.press("enter")
        assert visitor.sees("第 3 项，共 4 项", "专业")
        await visitor.write("gsgl")
        assert visitor.sees("工商管理")
        await visitor.press("enter", "enter")
        assert visitor.sees("第 4 项，共 4 项", "录取照片")
        await visitor.write("bu shi wo")
        await visitor.press("enter")
        assert visitor.at(Step.STATEMENT)
        statement = (
            "学籍信息中出生日期、证件号码、专业、录取照片有误，正确的应为：出生日期：2001年02月04日；"
            "证件号码：99990020010203001X；专业：工商管理；录取照片：本人照片，另行提交。"
        )
        assert visitor.sees(statement)
        await visitor.press("space", "enter", "enter", "3", "space", "enter")
        receipt = visitor.visit.receipt
        assert receipt is not None
        assert receipt.request is not None
        await visitor.press("enter")
        assert visitor.sees(receipt.request.number, receipt.request.pin)
    student = school.student()
    assert student.declarations[0].statement == statement
    assert student.declarations[0].claims == (
        Claim(Field.BIRTH_DATE, "2001-02-04"),
        Claim(Field.ID_NUMBER, "99990020010203001X"),
        Claim(Field.MAJOR, "工商管理"),
        Claim(Photo.ADMISSION, "本人照片，另行提交", "bu shi wo"),
    )
    assert [one.number for one in student.requests] == [receipt.request.number]


async def test_a_part_that_is_right_after_all(school: School) -> None:
    async with visiting(school) as visitor:
        await enter(visitor)
        await visitor.press("space", "down", "space", "enter")
        assert visitor.sees("共 2 项")
        await visitor.press("f4")
        assert visitor.sees("第 1 项，共 1 项")
        await visitor.press("f4")
        assert visitor.at(Step.RECORD)
        assert visitor.sees("全部正确")
