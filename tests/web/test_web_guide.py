"""The guide on a phone: the same for everybody, in both languages, and nobody's data."""

import re
from html import unescape

import pytest

from assets import LANGS, Lang
from kiosk.guide.content import load
from kiosk.services.guide.leaflets import guide_url
from tests.guide.pages import said
from tests.school import RECORD
from tests.web.conftest import Browser


def squeezed(text: str) -> str:
    return "".join(text.split())


def shown(html: str) -> str:
    main = html.partition("<main>")[2].partition('<section class="contact"')[0]
    return squeezed(unescape(re.sub("<[^>]+>", "", main)))


@pytest.mark.parametrize("lang", LANGS)
async def test_every_page_says_all_of_its_content(browser: Browser, lang: Lang) -> None:
    guide = load(lang)
    hidden = {word for trouble in guide.troubles for word in trouble.words}
    hidden |= {*guide.names, "checker", "troubles", "values", "used", "answer_by", "contacts"}
    hidden |= {branch for name in ("taken", "conscription") for branch in nodes(lang, name)}
    for name in guide.names:
        answer = await browser.get(f"/guide/{name}?lang={lang}")
        assert answer.status == 200, name
        page = shown(answer.text)
        for text in said(lang, name).splitlines():
            assert squeezed(text) in page or text in hidden, (name, text)


def nodes(lang: Lang, name: str) -> set[str]:
    topic = load(lang).topic(name)
    assert topic is not None
    return {node.name for block in topic.blocks for node in getattr(block, "nodes", ())}


async def test_every_link_leads_to_a_page_and_every_answer_to_its_place(browser: Browser) -> None:
    for name in ("", *(f"/{one}" for one in load("zh").names)):
        text = (await browser.get(f"/guide{name}?lang=en")).text
        for link in set(re.findall(r'href="(/guide[^"]*)"', text)):
            assert "lang=en" in link
            assert (await browser.get(unescape(link))).status == 200, link
        places = set(re.findall(r' id="([\w-]+)"', text))
        assert set(re.findall(r'href="#([\w-]+)"', text)) <= places


@pytest.mark.parametrize("topic", ["", "four-values", "conscription-slip", "taken"])
async def test_what_codes_on_paper_say_leads_to_its_topic(browser: Browser, topic: str) -> None:
    url = guide_url("http://127.0.0.1", topic)
    assert url == url.upper()
    assert (await browser.get(url.removeprefix("HTTP://127.0.0.1"))).status == 200


async def test_it_can_be_cached_knows_nobody_and_runs_nothing(browser: Browser) -> None:
    for path in ("/guide", "/guide/four-values", "/guide/taken"):
        answer = await browser.get(path)
        assert "max-age" in answer.headers["Cache-Control"]
        assert "Set-Cookie" not in answer.headers
        assert "<script" not in answer.text
        for value in (RECORD.name, RECORD.id_number, RECORD.student_no, RECORD.college):
            assert value not in answer.text


async def test_no_such_topic(browser: Browser) -> None:
    for path in ("/guide/nothing", "/guide/taken/x", "/guide/%3Cb%3E"):
        answer = await browser.get(path)
        assert answer.status == 404
        assert "<b>" not in answer.text
