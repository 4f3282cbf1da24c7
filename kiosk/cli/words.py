"""The reader's language, and texts in it."""

import os

import assets
from assets import Lang
from kiosk.errors import Problem

_LOCALE = ("KIOSK_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def lang() -> Lang:
    """Return the language to speak: English for an English locale, else Chinese.

    ``KIOSK_LANG`` decides over the locale. The Linux console has no Chinese glyphs, so it is
    spoken to in English.
    """
    chosen = next((value for name in _LOCALE if (value := os.environ.get(name))), "")
    if chosen.lower().startswith("en"):
        return "en"
    linux_console = os.environ.get("TERM") == "linux" and not os.environ.get("KIOSK_LANG")
    return "en" if linux_console else "zh"


def say(key: str, /, **values: object) -> str:
    """Return a text in the reader's language."""
    return assets.say(lang(), key, **values)


def tell(problem: Problem) -> str:
    """Return what is wrong, in the reader's language."""
    return say(problem.text, **problem.values)
