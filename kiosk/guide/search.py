"""Finding a trouble by what the screen says, typed roughly."""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from kiosk.guide.model import Guide, Trouble
from kiosk.rules import pinyin
from kiosk.rules.text import clean

_LONGEST = 300
"""Characters of what was typed that are looked at; the longest message has under 100."""
_LONGEST_PINYIN = 60
_ALIKE = 0.5
"""Part of the typed pairs of characters that a text must hold."""
_WHOLE = 4
"""Characters that a text must have to be found inside what was typed."""
_RUN = re.compile(r"[!-~]+")
_VARYING = re.compile(r"[0-9*@]")
_NOT_HAN = re.compile(r"[^㐀-鿿\U00020000-\U0003ffff]+")
_SPELLINGS = str.maketrans({"帐": "账", "陆": "录"})
"""帐号 and 账号, 登陆 and 登录 are written both ways, by CHSI too."""


def search(guide: Guide, typed: str) -> tuple[Trouble, ...]:
    """Return the troubles that what was typed may mean, the likeliest first.

    Width, punctuation, digits, stars and accounts do not matter. A part of a message is enough, or
    a few of its words, the initials of its pinyin, or words of its translation. The first call
    loads the readings, 40 ms; a face makes it before somebody types.

    Args:
        guide: In the reader's language.
        typed: As typed; nothing means all, in the guide's order.
    """
    wanted = _fold(typed[:_LONGEST])
    if not wanted:
        return guide.troubles
    spelled = _by_pinyin(guide, wanted)
    found = []
    for place, one in enumerate(guide.troubles):
        scores = (spelled.get(one.name), _by_text(one, wanted), _by_words(one, typed))
        best = min((score for score in scores if score is not None), default=None)
        if best is not None:
            found.append((best, place, one))
    return tuple(one for _, _, one in sorted(found, key=lambda each: each[:2]))


def _by_pinyin(guide: Guide, wanted: str) -> dict[str, float]:
    """Return by name how far off a trouble is, -1 to 0, if pinyin or its initials were typed."""
    if _NOT_HAN.search(wanted) is None or len(wanted) > _LONGEST_PINYIN:
        return {}
    owners: dict[str, str] = {}
    for one in guide.troubles:
        for text in _texts(one):
            owners.setdefault(text, one.name)
    found: dict[str, float] = {}
    for rank, text in enumerate(pinyin.matches(tuple(owners), wanted)):
        found.setdefault(owners[text], rank / len(owners) - 1)
    return found


def _by_text(trouble: Trouble, wanted: str) -> float | None:
    """Return how far off the Chinese characters of a trouble are, 0 to 3."""
    han = _NOT_HAN.sub("", wanted)
    if not han:
        return None
    distances = (_distance(han, _NOT_HAN.sub("", text)) for text in _texts(trouble))
    return min((one for one in distances if one is not None), default=None)


def _distance(wanted: str, text: str) -> float | None:
    if wanted in text:
        return 1 - len(wanted) / len(text)
    if len(text) >= _WHOLE and text in wanted:
        return 3 - len(text) / len(wanted)
    pairs, known = set(pairwise(wanted)), set(pairwise(text))
    alike = len(pairs & known) / len(pairs) if pairs else 0
    return 3 - alike if alike >= _ALIKE else None


def _by_words(trouble: Trouble, typed: str) -> float | None:
    """Return 4 if each word that was typed is in a trouble or its translation."""
    words = unicodedata.normalize("NFKC", clean(typed)).casefold().split()
    return 4 if all(word in _everything(trouble) for word in words) else None


@lru_cache(maxsize=256)
def _texts(trouble: Trouble) -> tuple[str, ...]:
    """Return the folded texts that a trouble is found by."""
    shown = (quote.text for quote in trouble.shown)
    folded = map(_fold, (*shown, trouble.title, *trouble.words))
    return tuple(dict.fromkeys(filter(None, folded)))


@lru_cache(maxsize=256)
def _everything(trouble: Trouble) -> str:
    shown = (part for quote in trouble.shown for part in (quote.text, quote.meaning))
    return "\n".join((trouble.title, *trouble.words, *shown, *trouble.remedies)).casefold()


def _fold(text: str) -> str:
    """Return the letters of a text in one width and case, without accounts and numbers."""
    plain = unicodedata.normalize("NFKC", clean(text)).casefold().translate(_SPELLINGS)
    stable = _RUN.sub(lambda run: "" if _VARYING.search(run[0]) else run[0], plain)
    return "".join(char for char in stable if char.isalpha() or _NOT_HAN.match(char) is None)
