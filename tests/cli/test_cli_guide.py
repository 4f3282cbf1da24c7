import re
from unicodedata import east_asian_width

import pytest

import assets
from assets import LANGS, Lang
from kiosk.guide.content import load
from tests.cli.conftest import Kiosk
from tests.guide.pages import said

SHIPPED = assets.path("guide/guide.toml").read_text(encoding="utf-8")


def cells(line: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in line)


def squeezed(text: str) -> str:
    """Return a text without breaks and what marks a quoted line."""
    return re.sub(r"\s|> ", "", text)


def test_without_a_topic_all_names_with_their_titles(kiosk: Kiosk) -> None:
    ran = kiosk("guide")
    assert ran.code == 0
    names = re.findall(r"^  ([a-z0-9-]+) +\S", ran.out, re.MULTILINE)
    assert tuple(names) == load("zh").names
    assert not kiosk.home.exists()


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_can_be_read_and_says_all_of_it(kiosk: Kiosk, lang: Lang) -> None:
    guide = load(lang)
    hidden = {*re.findall(r'name = "([a-z0-9-]+)"', SHIPPED)}
    hidden |= {word for trouble in guide.troubles for word in trouble.words}
    for name in guide.names:
        ran = kiosk("guide", name, "--lang", lang)
        assert (ran.code, ran.err) == (0, "")
        told = squeezed(ran.out)
        for text in said(lang, name).splitlines():
            assert squeezed(text) in told or text in hidden, (name, text)


@pytest.mark.parametrize("lang", LANGS)
def test_lines_fit_a_narrow_terminal(kiosk: Kiosk, lang: Lang) -> None:
    for name in load(lang).names:
        for line in kiosk("guide", name, "--lang", lang).out.splitlines():
            assert cells(line) <= 80, (name, line)
            assert line == line.rstrip(), (name, line)


def test_every_answer_of_a_decision_leads_to_a_number_that_is_there(kiosk: Kiosk) -> None:
    for name in ("taken", "conscription"):
        out = kiosk("guide", name).out
        places = set(re.findall(r"^\[(\d+)\]$", out, re.MULTILINE))
        led_to = set(re.findall(r"-> \[(\d+)\]$", out, re.MULTILINE))
        assert len(places) > 5
        assert led_to == places - {"1"}


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("register", "register-1"),
        ("conscrption", "conscription"),
        ("sohu.com", "sohu"),
        ("正在等待激活", "waiting"),
        ("yxyjzckzj", "registered"),
    ],
)
def test_an_unknown_topic_is_refused_with_near_names(kiosk: Kiosk, typed: str, near: str) -> None:
    ran = kiosk("guide", typed)
    assert (ran.code, ran.out) == (2, "")
    assert near in ran.err
    assert len(ran.err.splitlines()) == 1


def test_where_nothing_is_near_the_list_is_named(kiosk: Kiosk) -> None:
    ran = kiosk("guide", "qwzx")
    assert ran.code == 2
    assert "kiosk guide" in ran.err


def test_names_may_be_typed_carelessly(kiosk: Kiosk) -> None:
    assert kiosk("guide", "Register_2").out == kiosk("guide", "register-2").out


def test_another_language_is_refused(kiosk: Kiosk) -> None:
    assert kiosk("guide", "--lang", "de").code == 2


def test_contacts_are_named_by_college(kiosk: Kiosk) -> None:
    kiosk.home.mkdir()
    settings = (
        '[contacts.default]\nname="王老师"\nphone="1"\n[contacts."机械工程学院"]\nname="李四"\n'
    )
    (kiosk.home / "kiosk.toml").write_text(settings, encoding="utf-8")
    out = kiosk("guide", "contacts").out
    assert "机械工程学院：李四" in out
    assert "王老师，1" in out


def test_a_broken_own_guide_is_told_to_staff_and_the_shipped_one_printed(kiosk: Kiosk) -> None:
    kiosk.home.mkdir()
    (kiosk.home / "kiosk.toml").write_text('guide = "own.toml"\n', encoding="utf-8")
    own = kiosk.home / "own.toml"
    own.write_text(SHIPPED.replace("step = 2", "stp = 2"), encoding="utf-8")
    ran = kiosk("guide", "register-2")
    assert ran.code == 0
    assert len(ran.err.splitlines()) == 2
    assert str(SHIPPED[: SHIPPED.index("step = 2")].count("\n") + 1) in ran.err
    assert "欢迎注册学信网帐号" in ran.out
    (found,) = (one for one in kiosk("doctor", "--json").json if one["check"] == "guide")
    assert not found["ok"]
    assert found["cure"]
    own.write_text(SHIPPED, encoding="utf-8")
    assert kiosk("guide", "register-2").err == ""
    (found,) = (one for one in kiosk("doctor", "--json").json if one["check"] == "guide")
    assert found["ok"]
