"""What a page of the shipped guide says, as one text."""

from collections.abc import Iterator
from dataclasses import asdict, is_dataclass
from typing import Any

from assets import Lang
from kiosk.guide.content import load
from kiosk.guide.model import Slot


def said(lang: Lang, name: str) -> str:
    """Return every text on the page of a topic or trouble, a line each."""
    guide = load(lang)
    page = guide.topic(name) or guide.trouble(name)
    assert page is not None, name
    return "\n".join(texts(page))


def texts(value: Any) -> Iterator[str]:
    """Yield every text inside a value."""
    if is_dataclass(value) and not isinstance(value, type):
        value = list(asdict(value).values())
    if isinstance(value, str):
        if not isinstance(value, Slot):
            yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one)
