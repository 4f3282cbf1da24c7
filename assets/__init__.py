"""The content: wording, tables, fonts and style sheets. Only this module knows where they lie."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")
_HERE = Path(__file__).parent


@cache
def table(name: str) -> Mapping[str, Any]:
    """Return a table of content as TOML holds it.

    Args:
        name: Path under ``assets`` without its ending, such as ``form`` or ``tables/codes``.
    """
    text = path(f"{name}.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))


@cache
def names(folder: str) -> tuple[str, ...]:
    """Return the names of the tables in a folder under ``assets``, in order."""
    found = (entry.name for entry in path(folder).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


@cache
def texts(lang: Lang) -> Mapping[str, str]:
    """Return every text shown to people in one language, by dotted key.

    The first part of a key is the name of the file up to a hyphen: ``error.conflict`` stands in
    ``texts/<lang>/error.toml``, or in an ``error-….toml`` beside it.

    Raises:
        ValueError: A key stands twice.
    """
    found: dict[str, str] = {}
    for entry in path(f"texts/{lang}").iterdir():
        if entry.name.endswith(".toml"):
            stem = entry.name.removesuffix(".toml").partition("-")[0]
            for key, value in tomllib.loads(entry.read_text(encoding="utf-8")).items():
                _flatten(f"{stem}.{key}", value, found)
    return MappingProxyType(found)


def _flatten(key: str, value: str | Mapping[str, Any], into: dict[str, str]) -> None:
    if isinstance(value, str):
        if key in into:
            raise ValueError(key)
        into[key] = value
        return
    for part, below in value.items():
        _flatten(f"{key}.{part}", below, into)


def say(lang: Lang, key: str, /, **values: object) -> str:
    """Return a text with its braces filled.

    Raises:
        KeyError: No such text, or a brace without a value.
    """
    return texts(lang)[key].format_map(values)


def path(name: str) -> Path:
    """Return the file of a content that a library wants to open by itself (fonts, styles)."""
    return _HERE / name


def sql(name: str) -> str:
    """Return a script for the database.

    Args:
        name: Path under ``assets/sql`` without its ending.
    """
    return path(f"sql/{name}.sql").read_text(encoding="utf-8")


def migrations() -> tuple[str, ...]:
    """Return the scripts that make the database's schema: the first one makes version 1 of it."""
    names = sorted(entry.name for entry in path("sql").iterdir())
    return tuple(sql(name.removesuffix(".sql")) for name in names if name[0].isdigit())


def deployed() -> Iterator[tuple[str, str]]:
    """Yield the templates of a lab machine's files: path under the machine's root, and text."""
    root = path("deploy")
    for file in sorted(each for each in root.rglob("*") if each.is_file()):
        yield file.relative_to(root).as_posix(), file.read_text(encoding="utf-8")
