"""``kiosk verify FILE.pdf``: every page's own code, and its printed values."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.cli import out, shapes
from kiosk.cli.home import Home
from kiosk.cli.usecases import verifier
from kiosk.cli.words import say
from kiosk.keys.bundle import PublicKeys
from kiosk.services.evidence.printed import PageAnswer, PageVerifier, sheet_codes
from kiosk.services.evidence.verify import Answer, Result, verify_offline
from kiosk.sheet import reader

_GOOD = frozenset({Result.CURRENT, Result.GENUINE})


def by_store(home: Home, file: Path, *, as_json: bool) -> bool:
    """Print what the pages of a file are; return whether every sheet is current."""
    return _go_through(file, PageVerifier(home.store, verifier(home)).verify, as_json=as_json)


def by_keys(publics: PublicKeys, file: Path, *, as_json: bool) -> bool:
    """Print what keys alone tell of the pages; return whether every sheet is genuine."""

    def verify(page: int, codes: tuple[str, ...], _text: str) -> PageAnswer:
        several = len(codes) > 1
        answer = Answer(Result.ALTERED) if several else verify_offline(codes[0], publics.genuine)
        return PageAnswer(page, answer, compared=False)

    return _go_through(file, verify, as_json=as_json)


def _go_through(
    file: Path, verify: Callable[[int, tuple[str, ...], str], PageAnswer], *, as_json: bool
) -> bool:
    found: list[PageAnswer] = []
    bare: list[int] = []
    for number, seen in enumerate(reader.pages(file), start=1):
        codes = sheet_codes(seen.codes)
        if codes:
            found.append(verify(number, codes, seen.text))
        else:
            bare.append(number)
    worst = next((one for one in found if one.answer.result not in _GOOD), None)
    told = worst or next(iter(found), PageAnswer(0, Answer(Result.UNKNOWN), compared=False))
    if as_json:
        out.value(_shape(told, found, bare))
    else:
        _tell(found, bare)
    return told.answer.result in _GOOD


def _shape(told: PageAnswer, found: list[PageAnswer], bare: list[int]) -> dict[str, Any]:
    pages = [
        {"page": one.page, **shapes.answer(one.answer), "compared": one.compared} for one in found
    ]
    whole = shapes.answer(told.answer) if len(found) == 1 else {"result": told.answer.result.value}
    return whole | {"pages": pages, "without_code": bare}


def _tell(found: list[PageAnswer], bare: list[int]) -> None:
    for one in found:
        result = say(f"cli.verify.{one.answer.result}")
        of = ""
        if one.answer.round:
            values = {"student_no": one.answer.student_no, "round": one.answer.round}
            of = say("cli.verify.of", **values)
        out.line(say("verify.page", page=one.page, result=result, of=of))
        if not one.compared and one.answer.result in _GOOD:
            out.line(say("verify.not_compared"))
    if not found:
        out.line(say("verify.no_code"))
    elif bare:
        out.line(say("verify.without_code", pages=", ".join(map(str, bare))))
