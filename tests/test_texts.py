"""Every text exists in both languages, with the same braces, and every text that code names."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest

import assets
import kiosk
import screens
import store
from assets import LANGS
from kiosk.errors import KioskError

ROOT = Path(__file__).parents[1]
ZH, EN = (assets.texts(lang) for lang in LANGS)
FILES = sorted({key.partition(".")[0] for key in ZH})
NAMED = re.compile(rf'"((?:{"|".join(FILES)})(?:\.[a-z0-9_-]+)+)"')
BEGUN = re.compile(rf'f"((?:{"|".join(FILES)})\.[a-z0-9_.-]+\.)\{{')
"""Keys of which code names the beginning, and a value the rest."""
DELIBERATELY_EMPTY = {"roster.between_reasons"}
NOT_TEXTS = {"demo.json", "guide.toml", "sheet.html"}


def modules(package: ModuleType) -> Iterator[ModuleType]:
    yield package
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def leaves(error: type[KioskError]) -> Iterator[type[KioskError]]:
    yield error
    for below in error.__subclasses__():
        yield from leaves(below)


def braces(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def sources() -> Iterator[tuple[Path, str]]:
    for folder in ("kiosk", "screens", "store", "assets"):
        for path in (ROOT / folder).rglob("*.py"):
            yield path, path.read_text(encoding="utf-8")


def test_both_languages_have_the_same_texts() -> None:
    assert set(ZH) == set(EN)


def test_both_have_the_same_braces_and_say_something() -> None:
    for key in ZH:
        assert braces(ZH[key]) == braces(EN[key]), key
        assert key in DELIBERATELY_EMPTY or (ZH[key].strip() and EN[key].strip()), key


def test_every_text_that_code_names_exists() -> None:
    unknown = {
        f"{path.name}: {key}"
        for path, source in sources()
        for key in NAMED.findall(source)
        if key not in ZH and key not in NOT_TEXTS
    }
    assert not unknown


def test_every_error_has_its_words() -> None:
    for package in (kiosk, store, screens):
        for _ in modules(package):
            pass
    texts = {error.text for error in leaves(KioskError)}
    assert len(texts) > 30
    assert not texts - set(ZH)


@pytest.mark.parametrize("file", ["error", "door", "problem", "roster", "sheet"])
def test_no_text_is_left_over(file: str) -> None:
    named = {key for _, source in sources() for key in NAMED.findall(source)}
    begun = {key for _, source in sources() for key in BEGUN.findall(source)}
    own = {key for key in ZH if key.startswith(f"{file}.")}
    assert {key for key in own - named if not key.startswith(tuple(begun))} == set()
