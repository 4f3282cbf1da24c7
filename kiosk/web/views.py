"""What a page shows of a student, in words; without the factor the values are not even in it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import assets
from assets import Lang
from kiosk.model.record import Field, Part
from kiosk.model.request import Matter, MissingEnrolment, Move, MoveKind, Request
from kiosk.model.rounds import Round
from kiosk.model.student import Student
from kiosk.rules import code, form
from kiosk.rules.proofs import Advice
from kiosk.rules.requests import movable, who
from kiosk.services.requests.page import Seen, may_file

_MINUTES = 16
"""Characters of an event's time up to the minute."""


@dataclass(frozen=True, slots=True)
class MatterView:
    """One thing that a request asks for."""

    label: str
    state: str
    differs: bool
    old: str = ""
    new: str = ""
    why: str = ""
    advice: Advice | None = None
    """What to bring and who decides, while it is open; nothing for a missing enrolment."""


@dataclass(frozen=True, slots=True)
class MoveView:
    """One line of a request's history."""

    what: str
    who: str
    at: str
    of: str
    """Labels of what it moved; empty: the whole request."""
    text: str = ""


@dataclass(frozen=True, slots=True)
class RequestView:
    """A correction request."""

    number: str
    state: str
    open: bool
    asked: bool
    """The student is to supply material."""
    at: str
    matters: tuple[MatterView, ...]
    moves: tuple[MoveView, ...]
    withdrawable: tuple[tuple[str, str], ...]
    """Names and labels of several matters' parts; nothing if the request is about one."""


@dataclass(frozen=True, slots=True)
class View:
    """What a code leads to, as far as the visitor may see it."""

    standing: str
    """Last part of the keys ``page.standing.…``."""
    owner: str = ""
    """The surname, and that something is hidden."""
    number: str = ""
    round: str = ""
    at: str = ""
    requests: tuple[RequestView, ...] = ()
    may_file: bool = False
    record: tuple[tuple[str, str], ...] = ()
    """Labels and values; nothing without the factor."""


Advise = Callable[[Student, Request, Part], Advice]
"""What the coach says of one matter."""


def view(seen: Seen, lang: Lang, advise: Advise, *, known: bool) -> View:
    """Return what may be shown.

    Args:
        seen: What the code leads to.
        lang: The visitor's.
        advise: Asked for each open matter.
        known: They gave the factor: values are shown too.
    """
    standing = seen.result.value if seen.result else "request"
    student, sheet = seen.student, seen.declaration
    if student is None:
        return View(standing)
    advised = partial(advise, student)
    requests = (_request(one, lang, advised) for one in reversed(student.requests))
    if not known:
        requests = (_masked(one) for one in requests)
    return View(
        standing=standing,
        owner=f"{student.record.name[:1]}＊＊",
        number=code.short_number(sheet.sheet_id) if sheet else "",
        round=_round(sheet.round, lang) if sheet else "",
        at=_time(sheet.at) if sheet else "",
        requests=tuple(requests),
        may_file=known and may_file(student),
        record=_record(student, lang) if known else (),
    )


def _record(student: Student, lang: Lang) -> tuple[tuple[str, str], ...]:
    record = student.record
    return tuple((label(field, lang), form.value(record, field)) for field in Field)


def _masked(request: RequestView) -> RequestView:
    """Return a request without what anybody wrote and without values.

    Whether one has to wait depends on the record, so that is left out as well.
    """
    return replace(
        request,
        matters=tuple(
            MatterView(
                one.label,
                one.state,
                one.differs,
                advice=replace(one.advice, patience="") if one.advice else None,
            )
            for one in request.matters
        ),
        moves=tuple(replace(one, text="") for one in request.moves),
    )


def _request(
    request: Request, lang: Lang, advised: Callable[[Request, Part], Advice]
) -> RequestView:
    of = partial(advised, request)
    several = movable(request, MoveKind.WITHDRAW) if len(request.matters) > 1 else ()
    return RequestView(
        number=request.number,
        state=request.state.value,
        open=request.state.open,
        asked=bool(movable(request, MoveKind.SUPPLY)),
        at=_time(request.at),
        matters=tuple(
            replace(
                _matter(request, one, lang),
                advice=of(one.part) if one.part is not None and one.state.open else None,
            )
            for one in request.matters
        ),
        moves=tuple(_move(request, one, lang) for one in reversed(request.moves)),
        withdrawable=tuple(
            (one.part.value, label(one.part, lang)) for one in several if one.part is not None
        ),
    )


def _matter(request: Request, matter: Matter, lang: Lang) -> MatterView:
    state = matter.state.value
    if matter.part is None:
        missing = request.missing
        asked = (
            (missing.entry_year, missing.level, missing.school, missing.major) if missing else ()
        )
        new = "-".join(filter(None, asked))
        return MatterView(assets.say(lang, "page.missing"), state, matter.differs, new=new)
    claim = request.claim(matter.part)
    photo = not isinstance(matter.part, Field)
    return MatterView(
        label=label(matter.part, lang),
        state=state,
        differs=matter.differs,
        old="" if photo else form.shown(matter.part, matter.old),
        new=form.shown(matter.part, claim.value) if claim else "",
        why=claim.reason if claim else "",
    )


def _heading(missing: MissingEnrolment) -> str:
    """Return an enrolment as the form heads one, its entry year before it."""
    return "-".join(
        filter(None, (missing.entry_year, missing.level, missing.school, missing.major))
    )


def _move(request: Request, move: Move, lang: Lang) -> MoveView:
    comma = assets.say(lang, "field.comma")
    some = len(move.parts) < len(request.matters)
    return MoveView(
        what=assets.say(lang, f"request.move.{move.kind}"),
        who=assets.say(lang, f"request.who.{who(move.actor).value}"),
        at=_time(move.at),
        of=comma.join(label(part, lang) for part in move.parts) if some else "",
        text=move.text,
    )


def label(part: Part, lang: Lang) -> str:
    """Return what a field or photo is called."""
    return assets.say(lang, f"field.{part.value}")


def _round(one: Round, lang: Lang) -> str:
    kind = assets.say(lang, f"screen.rounds.{one.kind}")
    return assets.say(lang, "page.round", begins=one.year, ends=one.year + 1, kind=kind)


def _time(at: str) -> str:
    return at[:_MINUTES].replace("T", " ")
