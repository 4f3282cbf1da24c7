"""The documents say what the program does, as far as that can be compared."""

import re
import tomllib
from dataclasses import replace
from functools import reduce
from pathlib import Path
from typing import Any

import click
import pytest

from kiosk.cli.commands import kiosk as root
from kiosk.config import Config, Contact, read
from kiosk.config.reader import Reader

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def settings() -> str:
    _, _, rest = text(ROOT / "docs" / "settings.md").partition("```toml\n")
    return rest.partition("```")[0]


def test_settings_are_told_with_their_defaults() -> None:
    config = read(settings())
    assert set(config.contacts.values()) == {Contact()}
    assert replace(config, contacts={}) == Config()


def test_every_setting_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[tuple[str, ...]] = set()
    take = Reader.take

    def noted(reader: Reader, *path: str) -> Any:
        asked.add(path)
        return take(reader, *path)

    monkeypatch.setattr(Reader, "take", noted)
    read(settings())
    told = tomllib.loads(settings())
    assert len(asked) > 10
    assert not [path for path in asked if path[-1] not in reduce(dict.__getitem__, path[:-1], told)]


def test_every_command_has_its_row() -> None:
    rows = re.findall(r"^\| (`kiosk .*?) \| ", text(ROOT / "README.md"), re.MULTILINE)
    told = {name for row in rows for name in re.findall(r"`kiosk (\w+)", row)}
    assert told == set(root.list_commands(click.Context(root)))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.name)
def test_what_a_document_names_is_there(document: Path) -> None:
    """Links, and files of tests and tools."""
    said = text(document)
    links = {
        document.parent / one for one in re.findall(r"\]\(([^):#]+)\)", said) if "//" not in one
    }
    named = {ROOT / one for one in re.findall(r"`((?:tests|tools|docs)/[\w/]+\.\w+)`", said)}
    assert not [str(one.relative_to(ROOT)) for one in links | named if not one.exists()]
