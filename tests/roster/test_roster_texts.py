"""Every problem and every error has its words in both languages, with braces that can be filled."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import assets
import kiosk.services.roster.importing  # noqa: F401 - its errors are leaves too
from assets import LANGS, Lang, texts
from kiosk.roster.errors import RosterError

ROOT = Path(assets.__file__).parent.parent
SOURCES = [*(ROOT / "kiosk").rglob("*.py"), *(ROOT / "screens").rglob("*.py")]


def keys_in_code() -> set[str]:
    found = (re.findall(r'"(problem\.[a-z_]+)"', path.read_text("utf-8")) for path in SOURCES)
    return {key for keys in found for key in keys}


def leaves(root: type[RosterError]) -> Iterator[type[RosterError]]:
    yield root
    for below in root.__subclasses__():
        yield from leaves(below)


@pytest.mark.parametrize("lang", LANGS)
def test_every_problem_has_words_and_no_words_are_left_over(lang: Lang) -> None:
    written = {key for key in texts(lang) if key.startswith("problem.")}
    assert written == keys_in_code()


@pytest.mark.parametrize("lang", LANGS)
def test_every_error_about_a_file_has_words(lang: Lang) -> None:
    assert {leaf.text for leaf in leaves(RosterError)} <= set(texts(lang))


def test_both_languages_fill_the_same_braces() -> None:
    def braces(text: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    for key in texts("zh"):
        if key.startswith(("problem.", "roster.")):
            assert braces(texts("zh")[key]) == braces(texts("en")[key]), key
