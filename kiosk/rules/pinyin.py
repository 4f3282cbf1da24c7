"""Finding Chinese values by their text, their pinyin, or its initials, without an input method."""

import os
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from kiosk.rules.text import comparable

_CHARACTER = "\x01"
_OR = "\x02"
_BEGIN = f"{_CHARACTER}(?:[^{_CHARACTER}]*{_OR})?"
_NEXT = f"(?:|[^{_CHARACTER}]*{_BEGIN})"


def matches(options: Sequence[str], typed: str) -> tuple[str, ...]:
    """Return the options that what was typed may mean, the likeliest first.

    Each typed character either begins the next character of the option or goes on with the pinyin
    of the last one, so ``jxzz``, ``jixiezz`` and ``机械`` all find 机械制造与自动化. What begins an
    option ranks before what stands inside, the usual reading of a character before the others
    (重 is both zhong and chong); else the order of the options stays.

    Args:
        options: Values to choose from.
        typed: Chinese, pinyin without tones (``v`` or ``u`` for ü), or initials; nothing means all.
    """
    wanted = comparable(typed).casefold()
    if not wanted:
        return tuple(options)
    pattern = re.compile(_BEGIN + _NEXT.join(map(re.escape, wanted)))
    ranked: list[tuple[int, str]] = []
    for option in options:
        every, usual = _spelled(option)
        found = pattern.search(every)
        if found is None:
            continue
        inside = found.start() > 0
        likely = pattern.match(usual) or (inside and pattern.search(usual))
        exact = comparable(option).casefold() == wanted
        ranked.append((-1 if exact else 2 * inside + (not likely), option))
    ranked.sort(key=lambda one: one[0])
    return tuple(option for _, option in ranked)


@lru_cache(maxsize=8192)
def _spelled(option: str) -> tuple[str, str]:
    """Return each character of an option with all its readings, and with its usual one."""
    every: list[str] = []
    usual: list[str] = []
    for char in comparable(option).casefold():
        found = readings(char)
        every += (_CHARACTER, _OR.join((char, *found)))
        usual += (_CHARACTER, _OR.join((char, *found[:1])))
    return "".join(every), "".join(usual)


@cache
def readings(char: str) -> tuple[str, ...]:
    """Return the pinyin of a character without tones, the usual one first; nothing if unknown."""
    plain: dict[str, None] = {}
    for reading in _table().get(ord(char), "").split(","):
        letters = unicodedata.normalize("NFD", reading).replace("u\u0308", "ü")
        bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
        plain |= dict.fromkeys((bare.replace("ü", "v"), bare.replace("ü", "u")) if bare else ())
    return tuple(plain)


@cache
def _table() -> Mapping[int, str]:
    """Load the readings; without the phrases, which take 40 MB and are not needed."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin.pinyin_dict import pinyin_dict  # noqa: PLC0415 - 13 MB that few visits need

    return pinyin_dict
