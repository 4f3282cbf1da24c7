"""From the printed QR to a request filed anew, in a real browser without JavaScript."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.ui import Select, WebDriverWait

import assets
from assets import LANGS, Lang
from kiosk import config
from kiosk.model.request import MoveKind, RequestState
from kiosk.services.paper.sheets import Sheets
from kiosk.sheet import draw
from kiosk.sheet.reader import pages
from tests.school import OTHER, RECORD, TAIL, School
from tests.web.chromium import WIDTH, chromium, needs_chromium
from tests.web.conftest import CLAIM, PIN
from tests.web.served import Served, served

pytestmark = needs_chromium


@pytest.fixture
def page(school: School, tmp_path: Path) -> Iterator[Served]:
    del school
    with served(tmp_path) as one:
        yield one


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with chromium(tmp_path_factory.mktemp("profile"), javascript=False) as one:
        yield one


@pytest.fixture
def phone(chrome: Chrome) -> Chrome:
    chrome.delete_all_cookies()
    return chrome


def scanned(school: School, page: Served, student_no: str, folder: Path) -> str:
    """Print a student's sheet, and return what its QR says, as another program reads it."""
    sheets = Sheets(school.store, school.keys, config.load(folder))
    pdf = folder / "sheet.pdf"
    pdf.write_bytes(draw(sheets.page(school.student(student_no))))
    ((url,),) = (seen.codes for seen in pages(pdf))
    assert url.startswith(page.url.upper())
    return url


def press(phone: Chrome, act: str) -> None:
    """Send the first form of a kind, and wait for the next page."""
    button = phone.find_element(By.XPATH, f"{_form(act)}//button")
    button.click()
    wait_for_next(phone, button)


def wait_for_next(phone: Chrome, element: WebElement) -> None:
    """Wait until another page has come; chromedriver may know the old one in part meanwhile."""
    wait = WebDriverWait(phone, 10, ignored_exceptions=[WebDriverException])
    wait.until(staleness_of(element))


def _form(act: str) -> str:
    return f'//form[input[@name="act" and @value="{act}"]]'


def fill(phone: Chrome, act: str, **values: str) -> None:
    for name, value in values.items():
        field = phone.find_element(By.XPATH, f'{_form(act)}//*[@name="{name}"]')
        if field.tag_name == "select":
            Select(field).select_by_value(value)
        elif field.get_attribute("type") == "checkbox":
            field.click()
        else:
            field.send_keys(value)


def unfold(phone: Chrome, text: str) -> None:
    phone.find_element(By.XPATH, f'//details[not(@open)]/summary[text()="{text}"]').click()


def shown(phone: Chrome) -> str:
    """Return what the page says; nothing of it may lie outside the phone."""
    size = phone.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
    assert size["width"] <= WIDTH
    return phone.find_element(By.TAG_NAME, "body").text


@pytest.mark.parametrize("lang", LANGS)
def test_a_students_way_through_the_page(
    school: School, page: Served, phone: Chrome, tmp_path: Path, lang: Lang
) -> None:
    def say(key: str, **values: object) -> str:
        return assets.say(lang, key, **values)

    number = school.declare([CLAIM]).requests[-1].number
    phone.get(scanned(school, page, RECORD.student_no, tmp_path))
    if lang == "en":
        link = phone.find_element(By.LINK_TEXT, "English")
        link.click()
        wait_for_next(phone, link)
    assert say("page.standing.current") in shown(phone)
    assert CLAIM.value not in phone.page_source
    fill(phone, "open", tail=TAIL)
    press(phone, "open")
    assert CLAIM.value in shown(phone)

    unfold(phone, say("page.write_note"))
    fill(phone, "write", text="我在外地实习", pin=PIN)
    press(phone, "write")
    assert "我在外地实习" in shown(phone)
    for kind in (MoveKind.TAKE, MoveKind.ASK):
        school.requests.move(number, kind, "staff:wang", text="请交录取名册复印页")
    phone.refresh()
    assert "请交录取名册复印页" in shown(phone)
    fill(phone, "write", text="已交到 203", pin=PIN)
    press(phone, "write")
    assert say("request.state.reviewing") in shown(phone)

    unfold(phone, say("page.withdraw"))
    fill(phone, "withdraw", sure="1", pin=PIN)
    press(phone, "withdraw")
    assert say("request.state.withdrawn") in shown(phone)
    unfold(phone, say("page.file"))
    fill(phone, "file", part0="class_name", value0="质检3191", why="分班时改过", pin=PIN)
    press(phone, "file")
    assert "质检3191" in shown(phone)
    press(phone, "leave")
    assert "质检3191" not in phone.page_source
    states = [one.state for one in school.student().requests]
    assert states == [RequestState.WITHDRAWN, RequestState.SUBMITTED]


def test_five_wrong_answers_lock_the_page_and_not_the_terminal(
    school: School, page: Served, phone: Chrome, tmp_path: Path
) -> None:
    school.enrol(OTHER)
    school.declare([CLAIM], student_no=OTHER.student_no)
    phone.get(scanned(school, page, OTHER.student_no, tmp_path))
    for _ in range(5):
        fill(phone, "open", tail=TAIL)
        press(phone, "open")
    fill(phone, "open", tail=OTHER.id_number[-6:].lower())
    press(phone, "open")
    assert "试错太多" in shown(phone)
    assert CLAIM.value not in phone.page_source
