"""What can go wrong around a student, told calmly; nothing of it undoes a signature."""

from dataclasses import replace

import pytest

from kiosk.config import VisitRules
from kiosk.errors import StoreUnreachable
from kiosk.model.events import Event
from kiosk.model.record import Field
from kiosk.model.request import Claim
from kiosk.model.signature import SignedBy
from kiosk.printing.contract import Outcome
from kiosk.visit import PrintState, Step
from screens.guide.overview import OverviewScreen
from screens.messages import SignatureGiven
from screens.record import PhotosScreen, RecordScreen
from screens.widgets.buttons import Press
from screens.widgets.tick import Tick
from store.contract import Entry
from tests.school import INITIAL, ON_PAPER, OTHER, RECORD, TAIL, YEAR2, School
from tests.screens.visitor import Visitor, enter, visiting

SIGN_ON_PAPER = ("3", "space", "enter")


class Full:
    """A store on a disk that is full: everything can be read, nothing written."""

    def __init__(self, school: School) -> None:
        self._store = school.store

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    def append(self, entry: Entry) -> tuple[Event, ...]:
        del entry
        raise StoreUnreachable

    def put_blob(self, data: bytes) -> str:
        del data
        raise StoreUnreachable

    def check_writable(self) -> None:
        raise StoreUnreachable


async def test_a_full_disk_is_told_before_signing_and_keeps_what_was_done(school: School) -> None:
    good = school.store
    school.store = Full(school)  # type: ignore[assignment]
    async with visiting(school) as visitor:
        await enter(visitor)
        await visitor.press("enter", "space", "enter", "enter")
        assert visitor.at(Step.SIGN)
        assert visitor.sees("现在存不下签名", "也没有签上")
        await visitor.press(*SIGN_ON_PAPER)
        assert visitor.at(Step.SIGN)
        assert visitor.sees("数据读写不了")
        assert visitor.app.screen.query_one(Tick).ticked
    school.store = good
    assert not school.student().declarations


async def test_an_unknown_outcome_is_settled_without_a_word(school: School) -> None:
    class Once(Full):
        failed = False

        def append(self, entry: Entry) -> tuple[Event, ...]:
            written = self._store.append(entry)
            if not self.failed:
                self.failed = True
                raise StoreUnreachable
            return written

    school.store = Once(school)  # type: ignore[assignment]
    async with visiting(school) as visitor:
        await visitor.go_to(Step.ACCOUNT, school)
        await visitor.press("enter", *SIGN_ON_PAPER)
        assert visitor.at(Step.PRINT)
    assert len(school.student().declarations) == 1


async def test_a_store_that_comes_back_is_signed_in_by_the_same_visit(school: School) -> None:
    good = school.store.append
    async with visiting(school) as visitor:
        await visitor.go_to(Step.SIGN, school)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(school.store, "append", Full(school).append)
            await visitor.press(*SIGN_ON_PAPER)
            assert visitor.at(Step.SIGN)
        assert school.store.append == good
        await visitor.press("enter")
        assert visitor.at(Step.PRINT)
    assert len(school.student().declarations) == 1


async def test_who_signed_elsewhere_is_told_so(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.SIGN, school)
        school.declare()
        await visitor.press(*SIGN_ON_PAPER)
        assert visitor.at(Step.SIGN)
        assert visitor.sees("您刚在另一台机器上完成了本轮签名")
    assert len(school.student().declarations) == 1


async def test_a_record_that_moved_is_told_so(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.SIGN, school)
        school.enrol(replace(RECORD, major="数控技术"))
        await visitor.press(*SIGN_ON_PAPER)
        assert visitor.at(Step.SIGN)
        assert visitor.sees("档案刚刚按新名册更新")
    assert not school.student().declarations


@pytest.mark.parametrize(
    ("outcome", "before", "after"),
    [
        (Outcome.OUT_OF_PAPER, "打印机没纸了：可以先签", "打印机没纸了"),
        (Outcome.UNREACHABLE, "打印机连不上：可以先签", "打印机连不上"),
        (Outcome.REFUSED, "打印机现在不收：可以先签", "打印机不收这一页"),
    ],
)
async def test_a_printer_in_trouble(
    school: School, outcome: Outcome, before: str, after: str
) -> None:
    school.trays[0].outcome = outcome
    async with visiting(school) as visitor:
        await visitor.go_to(Step.SIGN, school)
        assert visitor.sees(before)
        await visitor.press(*SIGN_ON_PAPER)
        assert visitor.at(Step.PRINT)
        assert visitor.sees(after, "签名已经有效")
        school.trays[0].outcome = Outcome.PRINTED
        await visitor.press("f8")
        assert visitor.visit.paper is PrintState.PRINTED
        assert visitor.sees("✓出纸")
        school.trays[0].outcome = outcome
        await visitor.press("f8")
        await visitor.press("enter")
        assert visitor.at(Step.FAREWELL)
        assert visitor.sees("纸还没打出来")
    student = school.student()
    assert len(student.declarations) == 1
    assert student.copies(student.declarations[0].sheet_id) == 1


async def test_no_printer_at_all(school: School) -> None:
    school.trays = []
    async with visiting(school) as visitor:
        await visitor.go_to(Step.SIGN, school)
        assert visitor.sees("没有设打印机：可以先签")
        await visitor.press(*SIGN_ON_PAPER)
        assert visitor.sees("没有设打印机，纸以后补打")


async def test_a_name_that_no_font_prints_is_told_before_signing(school: School) -> None:
    school.missing_glyphs = "满"
    async with visiting(school) as visitor:
        await visitor.go_to(Step.SIGN, school)
        assert visitor.sees("打印不出的字（满）")


async def test_a_store_that_fails_while_printing_is_told(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.SIGN, school)
        real = school.store.append

        def failing(entry: Entry) -> tuple[Event, ...]:
            if entry.new[0].kind == "printed":
                raise StoreUnreachable
            return real(entry)

        monkeypatch.setattr(school.store, "append", failing)
        await visitor.press(*SIGN_ON_PAPER)
        assert visitor.at(Step.PRINT)
        assert visitor.sees("现在读写不了数据")
        await visitor.press("enter")
        assert visitor.at(Step.FAREWELL)


async def test_the_limit_of_copies(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.PRINT, school)
        await visitor.press("f8")
        assert visitor.sees("✓出纸")
        await visitor.press("f8")
        assert visitor.visit.paper is PrintState.LIMIT
        assert visitor.sees("已打够次数")
    assert len(school.trays[0].jobs) == 2


async def test_no_round_lets_look_and_reprint(school: School) -> None:
    school.declare()
    school.rounds.close(INITIAL, "", "staff:demo")
    async with visiting(school) as visitor:
        assert visitor.sees("现在没有开放的核对轮次")
        await enter(visitor)
        assert visitor.sees("可以查看、申请更正，不能声明", "补打档案页")
        await visitor.press("enter")
        assert visitor.at(Step.PRINT)
        assert visitor.visit.paper is PrintState.PRINTED
    assert len(school.student().declarations) == 1


async def test_no_round_and_nothing_signed_lets_look_only(school: School) -> None:
    school.rounds.close(INITIAL, "", "staff:demo")
    async with visiting(school) as visitor:
        await enter(visitor)
        await visitor.press("f8")
        assert visitor.at(Step.RECORD)
        assert visitor.sees("看完了")
        await visitor.press("enter")
        assert visitor.at(Step.WELCOME)


async def test_who_left_can_look_only(school: School) -> None:
    school.leave(RECORD.student_no)
    async with visiting(school) as visitor:
        await enter(visitor)
        assert visitor.sees("名册里已没有您", "看完了")
        await visitor.press("space")
        assert visitor.sees("看完了")
        await visitor.press("enter")
        assert visitor.at(Step.WELCOME)


async def test_declared_already_and_what_changed_since(school: School) -> None:
    school.declare()
    school.enrol(replace(RECORD, major="数控技术", class_name="数控3191"))
    async with visiting(school) as visitor:
        await enter(visitor)
        assert visitor.sees("有变更待确认：专业、班级", "2020-09-15已声明：正确无误")
        await visitor.press("f8")
        assert visitor.at(Step.PRINT)
        assert visitor.visit.paper is PrintState.PRINTED
        await visitor.press("f10")
        await enter(visitor)
        await visitor.press("enter", "space", "enter", "enter", *SIGN_ON_PAPER)
        assert visitor.at(Step.PRINT)
    assert len(school.student().declarations) == 2


async def test_a_round_for_another_grade_is_not_theirs(school: School) -> None:
    school.rounds.close(INITIAL, "", "staff:demo")
    school.open(YEAR2, grade="2018")
    async with visiting(school) as visitor:
        await enter(visitor)
        assert visitor.sees("可以查看、申请更正，不能声明")


# Wrong answers at the door


async def test_wrong_answers_are_told_and_the_number_stays(school: School) -> None:
    async with visiting(school) as visitor:
        await enter(visitor, tail="000000")
        assert visitor.at(Step.IDENTIFY)
        assert visitor.sees("还可试4次", RECORD.student_no, "王老师")
        unknown = visitor.text()
        await visitor.press("f10")
        await enter(visitor, "31219299", "000000")
        assert visitor.text() == unknown.replace(RECORD.student_no, "31219299")
        for _ in range(4):
            await visitor.write("000000")
            await visitor.press("enter")
        assert visitor.sees("请等15分钟")
        await visitor.press("f10")
        await enter(visitor, RECORD.id_number.lower(), RECORD.student_no[-4:])
        assert visitor.at(Step.RECORD)


async def test_empty_entries_are_told_beside_them(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.press("enter", "enter")
        assert visitor.sees("请先输入号码")
        await visitor.write(RECORD.student_no)
        await visitor.press("enter", "enter")
        assert visitor.sees("请输入这一项")
        await visitor.write(TAIL)
        await visitor.press("enter")
        assert visitor.at(Step.RECORD)


@pytest.mark.parametrize(("second", "typed"), [("name", "林小满"), ("none", "")])
async def test_other_second_factors(school: School, second: str, typed: str) -> None:
    school.config = replace(school.config, second=second)  # type: ignore[arg-type]
    async with visiting(school) as visitor:
        await visitor.write(RECORD.student_no)
        await visitor.press("enter")
        if typed:
            assert visitor.at(Step.IDENTIFY)
            await visitor.write("林大满")
            await visitor.press("enter")
            assert visitor.sees("不对")
            await visitor.write(typed)
            await visitor.press("enter")
        assert visitor.at(Step.RECORD)
        await visitor.press("enter", "space", "enter", "enter", *SIGN_ON_PAPER)
    assert school.student().declarations[0].factor == second


# Scanners


async def test_a_scan_on_welcome_begins_the_number(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.scan(RECORD.student_no)
        assert visitor.at(Step.IDENTIFY)
        await visitor.scan(TAIL)
        assert visitor.at(Step.RECORD)


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.WELCOME])
async def test_a_stray_scan_never_signs_declares_or_ticks(school: School, step: Step) -> None:
    async with visiting(school) as visitor:
        if step is Step.DISPUTE:
            await visitor.go_to(Step.RECORD, school)
            await visitor.press("space", "enter")
        elif step is Step.ENROLMENTS:
            await visitor.go_to(Step.RECORD, school)
            await visitor.press("f9")
        else:
            await visitor.go_to(step, school)
        declared = len(school.student().declarations)
        for digits in ("31219201", "999900200102030028", "6901234567892"):
            await visitor.scan(digits)
            assert len(school.student().declarations) == declared
            assert not any(tick.ticked for tick in visitor.app.screen.query(Tick))


async def test_a_stray_scan_does_not_sign_what_is_drawn_or_ticked(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.SIGN, school)
        await visitor.draw((10, 8), (20, 14), (34, 8), (44, 13))
        await visitor.scan("31219201")
        assert not school.student().declarations
        await visitor.press("3", "space")
        await visitor.scan("31219203")
        assert not school.student().declarations
        await visitor.press("enter")
        assert visitor.at(Step.PRINT)


async def test_a_stray_scan_does_not_end_the_farewell(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.FAREWELL, school)
        await visitor.scan("31219202")
        assert visitor.at(Step.FAREWELL)


# Ways to sign, and the copied sentence


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


# Where the right value is given


async def dispute(visitor: Visitor, school: School, *parts: Field) -> None:
    await visitor.go_to(Step.RECORD, school)
    for part in parts:
        await visitor.press("home", *["tab"] * list(Field).index(part), "space")
    await visitor.press("enter")


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
            await visitor.press("end", *["backspace"] * len(bad))
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
        await visitor.press("backspace", "backspace", "backspace")
        await visitor.write("2020.9")
        await visitor.press("tab")
        await visitor.write("zhuan ban")
        await visitor.press("enter")
        assert visitor.visit.claimed == (
            Claim(Field.CLASS_NAME, "质检3193", "zhuan ban", "2020-09"),
        )


async def test_help_lies_over_every_step_and_names_whom_to_ask(school: School) -> None:
    async with visiting(school) as visitor:
        for step in (Step.WELCOME, Step.IDENTIFY, Step.RECORD, Step.SIGN, Step.FAREWELL):
            await visitor.go_to(step, school)
            before = visitor.text()
            await visitor.press("f1")
            assert visitor.sees("010-82199588")
            who = "李老师" if step not in {Step.WELCOME, Step.IDENTIFY} else "王老师"
            assert visitor.sees(who)
            await visitor.press("escape")
            assert visitor.at(step)
            assert visitor.text() == before


async def test_no_initial_focus_is_on_a_button(school: School) -> None:
    async with visiting(school) as visitor:
        for step in Step:
            if step not in {Step.WELCOME, Step.ENROLMENTS, Step.DISPUTE}:
                await visitor.go_to(step, school)
                assert not isinstance(visitor.app.focused, Press), step


async def test_nothing_of_a_visit_stays(school: School) -> None:
    school.enrol(OTHER)
    async with visiting(school) as visitor:
        await visitor.go_to(Step.SIGN, school)
        await visitor.press("2")
        await visitor.write("林小")
        await visitor.press("f10")
        await visitor.go_to(Step.SIGN, school, OTHER.student_no)
        await visitor.press("2")
        assert not visitor.sees("林小")


async def test_what_closes_twice_closes_no_more_than_the_help(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.press("f1")
        lies_over = visitor.app.screen
        assert isinstance(lies_over, OverviewScreen)
        lies_over.action_close()
        lies_over.action_close()
        await visitor.settle()
        assert len(visitor.app.screen_stack) == 2


async def test_keys_and_taps_that_come_too_late_for_the_photos_do_nothing(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.RECORD, school)
        record = visitor.app.screen
        assert isinstance(record, RecordScreen)
        record.action_photos()
        record.action_photos()
        below = visitor.app.screen
        assert isinstance(below, PhotosScreen)
        visitor.app.push_screen(PhotosScreen(visitor.visit.enrolment))
        await visitor.settle()
        below.action_close()
        below.action_close()
        await visitor.press("escape")
        assert visitor.app.screen is below
        await visitor.press("escape")
        assert visitor.app.step_screen is record
        assert len(visitor.app.screen_stack) == 2
