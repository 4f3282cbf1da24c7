"""Every text exists in both languages, with the same braces, and every text that code names."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from types import ModuleType

import assets
import kiosk
import screens
import store
from assets import LANGS
from kiosk.errors import KioskError

ROOT = Path(__file__).parents[1]
ZH, EN = (assets.texts(lang) for lang in LANGS)
FILES = sorted({key.partition(".")[0] for key in ZH})
NAMED = re.compile(rf'"((?:{"|".join(FILES)})(?:\.[a-z0-9_-]+)+)"(?! ~)')
CALLED = re.compile(rf"""(["'])((?:{"|".join(FILES)})\.(?:(?!\1).)+)\1( ~)?""")
"""What code calls a text by: the key, with braces where a value stands, or how it begins."""
READ_WHOLE = "calm."
"""What the keeper reads before anything else is loaded."""
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
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".py", ".html"}:
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


def test_no_text_is_left_over() -> None:
    called = {
        ".+".join(re.escape(part) for part in re.split(r"{[^}]*}", name))
        + (".+" if goes_on else "")
        for _, source in sources()
        for _, name, goes_on in CALLED.findall(source)
    }
    assert len(called) > 900
    anything = re.compile("|".join(called))
    assert [key for key in ZH if not anything.fullmatch(key)] == [
        key for key in ZH if key.startswith(READ_WHOLE)
    ]
