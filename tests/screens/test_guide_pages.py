"""The guide's pages as they are read: whole at every size, searched, printed, forms in order."""

from dataclasses import replace
from itertools import product

import pytest
from rich.cells import cell_len
from textual.content import Content

import assets
from assets import LANGS, Lang
from kiosk.config import VisitRules
from kiosk.guide.content import load
from kiosk.guide.model import Form, Term
from kiosk.guide.model import Row as FormRow
from kiosk.printing.contract import Outcome
from kiosk.visit import Step
from screens.guide.base import GuideBar
from screens.guide.form import form
from screens.guide.page import Page
from screens.guide.rows import Sheet
from screens.guide.topic import TopicScreen
from screens.guide.troubles import TroublesScreen
from screens.widgets.choices import Choices
from screens.widgets.keys import KeyBar
from tests.school import RECORD, School
from tests.screens.turning import SIZES, turn
from tests.screens.visitor import Visitor, visiting


def speak(school: School, lang: Lang) -> None:
    school.config = replace(school.config, visit=VisitRules(lang=lang))


async def go(visitor: Visitor, place: str) -> None:
    visitor.app._usher.go(place)
    await visitor.settle()


def squeezed(text: str) -> str:
    return "".join(text.split())


def assert_room(visitor: Visitor) -> None:
    """See that each row of a page is as wide as its place at most."""
    screen = visitor.app.screen
    for page in screen.query(Page):
        for row in page._rows:
            assert cell_len(row.text) <= page.scrollable_content_region.width, row.text
    for bar in (GuideBar, KeyBar):
        one = screen.query_one(bar)
        shown_on_it = one.render()
        assert isinstance(shown_on_it, Content)
        assert shown_on_it.cell_length <= one.size.width, (screen, bar)


@pytest.mark.parametrize(
    "size", [SIZES[0], pytest.param(SIZES[1], marks=pytest.mark.torture)], ids=str
)
async def test_every_row_of_every_page_has_room(school: School, size: tuple[int, int]) -> None:
    async with visiting(school, size) as visitor:
        await visitor.go_to(Step.RECORD, school)
        await visitor.press("f1")
        for lang in LANGS:
            await turn(visitor, lang, size)
            shown = [one for one in visitor.app.screen.query(Page) if one.virtual_size.height]
            assert len(shown) == 2
            for page in shown:
                assert page.region.height == page.virtual_size.height, lang
        for name in load("zh").names:
            await go(visitor, name)
            for lang in LANGS:
                await turn(visitor, lang, size)
                assert_room(visitor)


@pytest.mark.parametrize("lang", LANGS)
async def test_the_whole_of_a_page_can_be_read_by_turning(school: School, lang: Lang) -> None:
    speak(school, lang)
    topic = load(lang).topic("what-for")
    assert topic is not None
    async with visiting(school) as visitor:
        await visitor.press("f1")
        await go(visitor, "what-for")
        page = visitor.app.screen.query_one(Page)
        seen = visitor.text()
        for _ in range(10):
            await visitor.press("pagedown")
            seen += visitor.text()
        assert page.scroll_offset.y == page.max_scroll_y
        for row in page._rows:
            assert row.text.strip() in seen
        await visitor.press("home")
        assert page.scroll_offset.y == 0
        for _ in range(len(page._rows)):
            await visitor.press("down")
        assert page.scroll_offset.y == page.max_scroll_y
        assert page.cursor == len(page._choices) - 1


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_registration_form_has_its_labels_in_order(
    school: School, size: tuple[int, int]
) -> None:
    labels = "手机号 校验码 密码 密码确认 姓名 证件类型 证件号码 安全邮箱 密保问题1 密保问题2"
    labels += " 密保问题3 我已阅读并同意服务条款 立即注册"
    async with visiting(school, size) as visitor:
        await visitor.press("f1", "2")
        rows = [row.text for row in visitor.app.screen.query_one(Page)._rows]
        drawn = rows[next(y for y, row in enumerate(rows) if "┌" in row) :]
        at = -1
        for label in labels.split():
            at = next(y for y, row in enumerate(drawn) if y > at and label in row)
        starred = [row for row in drawn if " * [" in row]
        assert len(starred) == 11


def test_no_value_of_a_form_is_cut() -> None:
    label = "一个写得很长很长的标签" * 4
    school = "一所名字很长的职业技术学院" * 3
    rows = (FormRow(label, "a long meaning", True, "按钮" * 20, "提示" * 30),)
    block = Form("标题" * 40, "meaning " * 12, rows, (Term("按", "press " * 15, ""),))
    for width in (40, 77, 92):
        drawn = tuple(form(block, width, {label: school}))
        assert {cell_len(row.text) for row in drawn} == {width}
        inside = squeezed("".join(row.text[1:-1] for row in drawn)).replace("][", "")
        for text in (label, "标题" * 40, "按钮" * 20, "提示" * 30):
            assert text in inside
        boxes = "".join(
            row.text.partition("[")[2].partition("]")[0].strip() for row in drawn if "[" in row.text
        )
        assert boxes == school


def test_a_choice_stands_whole_with_its_mark() -> None:
    sheet = Sheet(24)
    sheet.offer("x", "一个很长的题目，要占好几行才放得下", "1", "您在这里")
    text = "".join(row.text for row in sheet.rows)
    assert squeezed("1一个很长的题目，要占好几行才放得下您在这里") == squeezed(text)
    assert {row.choice for row in sheet.rows} == {0}


async def test_the_search_takes_what_the_screen_says(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.press("f1")
        await go(visitor, "troubles")
        assert isinstance(visitor.app.screen, TroublesScreen)
        for trouble in load("zh").troubles:
            assert visitor.sees(trouble.title)
        await visitor.write("证件号码对应的账号已存在")
        await visitor.press("enter")
        assert isinstance(visitor.app.screen, TopicScreen)
        assert visitor.sees("按顺序试")
        await visitor.press("escape")
        assert visitor.sees("证件号码对应的账号已存在")
        for _ in range(20):
            await visitor.press("backspace")
        await visitor.press("down", "down", "up", "enter")
        assert visitor.sees(load("zh").troubles[1].shown[0].text)
        await visitor.press("escape")
        await visitor.write("@#￥%")
        assert visitor.sees("没有找到") or visitor.sees(load("zh").troubles[0].title)


async def test_a_click_in_the_list_opens_a_trouble(school: School) -> None:
    trouble = load("zh").troubles[3]
    async with visiting(school) as visitor:
        await visitor.press("f1")
        await go(visitor, "troubles")
        await visitor.click_text(trouble.title)
        assert visitor.sees(trouble.shown[0].text)


async def test_a_click_on_a_list_that_is_another_by_now_opens_nothing(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.press("f1")
        await go(visitor, "troubles")
        visitor.app.screen.query_one(Choices).post_message(Choices.Chosen("昨天的题目"))
        await visitor.settle()
        assert isinstance(visitor.app.screen, TroublesScreen)


async def test_one_key_prints_and_says_how_it_went(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.press("f1", "f8")
        assert visitor.sees("已送到打印机")
        await visitor.press("f8")
        assert visitor.sees("刚打印过一份")
        await go(visitor, "four-values")
        await visitor.press("f8")
        assert visitor.sees("要先输入学号")
        await visitor.press("f10")
        await visitor.go_to(Step.RECORD, school)
        await visitor.press("f1")
        await go(visitor, "taken#values")
        await visitor.press("f8")
        assert visitor.sees("已送到打印机")
        await go(visitor, "conscription")
        await visitor.press("f2", "f8")
        assert visitor.sees("Sent to the printer")
    said = [job.pdf.decode().partition("/GUIDE")[2] for job in school.trays[0].jobs]
    assert said == [" zh", "/FOUR-VALUES zh", "/CONSCRIPTION-SLIP en"]
    assert not any(RECORD.student_no in job.name for job in school.trays[0].jobs)


async def test_an_empty_tray_is_told(school: School) -> None:
    school.trays[0].outcome = Outcome.OUT_OF_PAPER
    async with visiting(school) as visitor:
        await visitor.press("f1", "f8")
        assert visitor.sees("打印机没纸了")


async def test_the_overview_is_whole_at_every_step(school: School) -> None:
    async with visiting(school) as visitor:
        for step in (Step.WELCOME, Step.IDENTIFY, Step.RECORD, Step.SIGN, Step.FAREWELL):
            await visitor.go_to(step, school)
            await visitor.press("f1")
            for size, lang in product(SIZES, LANGS):
                await turn(visitor, lang, size)
                assert visitor.sees("010-82199588"), (step, size, lang)
            await visitor.press("escape")


async def test_hostile_words_of_a_schools_own_guide_are_shown_not_obeyed(school: School) -> None:
    school.folder.joinpath("own.toml").write_text(
        OWN.replace("学信网账号有什么用", "[red]x[/red][@click=app.bell]y[/]"), encoding="utf-8"
    )
    school.config = replace(school.config, guide="own.toml")
    async with visiting(school) as visitor:
        await visitor.press("f1")
        assert visitor.sees("[red]x[/red][@click=app.bell]y[/]")
        await visitor.press("a")
        assert visitor.sees("[red]x[/red][@click=app.bell]y[/]")


OWN = assets.path("guide/guide.toml").read_text(encoding="utf-8")
