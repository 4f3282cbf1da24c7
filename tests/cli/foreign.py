"""Words that come from nowhere good, and what of a text acts on a terminal."""

import os
import unicodedata

from tests.screens.hostile import HOSTILE

WORDS = os.fsdecode(b"\xff\xfe" + HOSTILE.encode())
"""As a process gets what is no UTF-8: with lone surrogates."""


def acting(text: str) -> list[str]:
    return [
        char
        for char in text.replace("\n", "")
        if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    ]
