"""The roster at the desk: every change is seen before it is written, and told when it was."""

from pathlib import Path

from kiosk.model.record import Field
from kiosk.model.request import Claim, RequestState
from kiosk.model.staff import Role, Staff
from screens.desk.asking import Form
from screens.desk.preview import PreviewScreen
from screens.desk.roster import RosterScreen
from screens.widgets.entry import Line
from tests.fakes import grey
from tests.roster import samples
from tests.roster.samples import id_number, student, table
from tests.school import RECORD, School
from tests.screens.clerk import Clerk, at_desk, desk_of

MANY = 1300
"""More than two durable steps of the store."""
REGISTRAR = Staff("zhao", Role.REGISTRAR, key="k", colleges=(RECORD.college,))


def roster(school: School, *rows: dict[str, str], name: str = "名册.xlsx") -> Path:
    return samples.xlsx(school.folder / name, {"名册": table(*rows)})


def known(**changes: str) -> dict[str, str]:
    """Return the row of the student who is there already."""
    return RECORD.fields() | changes


async def previewed(clerk: Clerk) -> PreviewScreen:
    await clerk.open("f6")
    await clerk.open("enter")
    page = clerk.app.screen
    assert isinstance(page, PreviewScreen)
    return page


async def imported(clerk: Clerk, key: str = "i") -> None:
    await clerk.press(key)
    await clerk.settle()
    assert isinstance(clerk.app.screen, RosterScreen)


async def test_every_change_is_seen_and_then_written(school: School) -> None:
    claims = [Claim(Field.MAJOR, "数控技术"), Claim(Field.CLASS_NAME, "质检3193")]
    school.declare(claims)
    roster(school, known(major="数控技术", class_name="质检3199"), student(1, name="柳小青"))
    async with at_desk(desk_of(school), (132, 43)) as clerk:
        await previewed(clerk)
        assert clerk.sees("新增 1  更改 1  不变 0  离册 0  错误 0")
        assert clerk.sees("专业  机械产品检测检验技术 → 数控技术", "2019000001", "柳小青")
        assert clerk.sees("申请不符")
        assert school.student().record == RECORD
        await imported(clerk)
        assert clerk.sees("名册已导入：写入 2 人")
    assert school.student().record.major == "数控技术"
    matter = school.student().requests[0].matter(Field.MAJOR)
    assert matter is not None
    assert matter.state is RequestState.CORRECTED
    assert school.store.events("2019000001")[0].actor == "staff:wang"


async def test_esc_imports_nothing(school: School) -> None:
    roster(school, student(1))
    async with at_desk(desk_of(school)) as clerk:
        page = await previewed(clerk)
        await clerk.press("escape")
        assert isinstance(clerk.app.screen, RosterScreen)
        assert page._import is not None
        assert page._import._work._process.returncode is not None
    assert not school.store.events("2019000001")


async def test_bad_rows_are_told_with_their_place_and_stop_all(school: School) -> None:
    roster(school, student(1), student(2, birth_date="某日"))
    async with at_desk(desk_of(school)) as clerk:
        await previewed(clerk)
        assert clerk.sees("错误 1", "名册 第 3 行", "出生日期", "某日", "按 K 跳过")
        await clerk.press("i")
        assert isinstance(clerk.app.screen, PreviewScreen)
        assert not school.store.events("2019000001")
        await imported(clerk, "k")
        assert clerk.sees("写入 1 人", "名册.bad.csv")
    assert school.store.events("2019000001")
    assert not school.store.events("2019000002")


async def test_who_is_in_no_file_leaves_only_if_that_is_wanted(school: School) -> None:
    roster(school, student(1))
    async with at_desk(desk_of(school)) as clerk:
        await clerk.open("f6")
        assert clerk.sees("名册里没有的学生：不动")
        await clerk.press("l")
        assert clerk.sees("标为已离册")
        await clerk.open("enter")
        assert clerk.sees("离册 1", RECORD.student_no)
        await imported(clerk)
    assert school.student().left


async def test_several_files_are_one_roster(school: School) -> None:
    roster(school, student(1), name="甲.xlsx")
    roster(school, student(2), name="乙.xlsx")
    roster(school, student(3), name="丙.xlsx")
    async with at_desk(desk_of(school)) as clerk:
        await clerk.open("f6")
        await clerk.press("home", "space", "down", "space")
        await clerk.open("enter")
        assert clerk.sees("新增 2")


async def test_photos_come_from_a_folder(school: School) -> None:
    album = school.folder / "照片"
    album.mkdir()
    (album / f"{RECORD.student_no}_1.jpg").write_bytes(grey(99))
    roster(school, known())
    async with at_desk(desk_of(school)) as clerk:
        await clerk.open("f6")
        await clerk.press("p")
        assert clerk.sees("照片文件夹：照片")
        await clerk.open("enter")
        assert clerk.sees("更改 1", "录取照片  换新照片")
        await imported(clerk)
    assert school.student().record.admission_photo


async def test_a_file_that_is_no_roster_is_told(school: School) -> None:
    (school.folder / "别的.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    async with at_desk(desk_of(school)) as clerk:
        await clerk.open("f6")
        await clerk.press("enter")
        while not clerk.sees("没有读成，什么也没有改"):
            await clerk.settle()
        assert clerk.sees("找不到表头")
        await clerk.press("i")
        assert isinstance(clerk.app.screen, PreviewScreen)


async def test_an_import_is_stopped_and_told(school: School) -> None:
    numbers = [id_number(at % 900, f"200109{1 + at // 900:02}") for at in range(MANY)]
    rows = [
        student(at % 900, student_no=f"2019{at:06}", id_number=number)
        for at, number in enumerate(numbers)
    ]
    file = school.folder / "名册.csv"
    file.write_text(samples.delimited(table(*rows)), encoding="utf-8")
    async with at_desk(desk_of(school)) as clerk:
        await previewed(clerk)
        clerk.send("i")
        clerk.send("f12")
        await clerk.settle()
        assert clerk.sees("已停下") or clerk.sees("名册已导入")
        written = sum(1 for _ in school.store.students()) - 1
        assert clerk.sees(f"写入 {written} 人")


async def test_others_than_the_school_import_nothing_but_add_by_hand(school: School) -> None:
    roster(school, student(1))
    async with at_desk(desk_of(school, REGISTRAR)) as clerk:
        await clerk.open("f6")
        assert clerk.sees("导入名册由学校学籍管理员做")
        assert not clerk.sees("名册.xlsx")
        await clerk.press("a")
        assert isinstance(clerk.app.screen, Form)


async def fill(clerk: Clerk, *values: str) -> None:
    for value in values:
        await clerk.write(value)
        await clerk.press("enter")


async def test_somebody_is_added_by_hand(school: School) -> None:
    async with at_desk(desk_of(school, REGISTRAR)) as clerk:
        await clerk.open("f6")
        await clerk.press("a")
        await fill(clerk, "31219203", "丙三", "", RECORD.college, RECORD.class_name)
        await clerk.press("ctrl+s")
        assert clerk.sees("证件号码")
        assert not school.store.events("31219203")
        line = clerk.app.screen.query(Line)[2]
        assert line.has_focus
        assert clerk.app.screen.query(Line)[1].value == "丙三"
        await clerk.write(id_number(777))
        await clerk.press("ctrl+s")
        assert clerk.sees("已录入 31219203")
    added = school.student("31219203")
    assert added.source.manual
    assert added.record.class_name == RECORD.class_name


async def test_nobody_is_added_twice_or_elsewhere(school: School) -> None:
    async with at_desk(desk_of(school, REGISTRAR)) as clerk:
        await clerk.open("f6")
        await clerk.press("a")
        await fill(
            clerk,
            RECORD.student_no,
            "丙三",
            id_number(777),
            "机械工程学院",
            RECORD.class_name,
        )
        await clerk.press("ctrl+s")
        form = clerk.app.screen
        assert isinstance(form, Form)
        assert len(school.store.events(RECORD.student_no)) == 1
        assert form.query(Line)[1].value == "丙三"
