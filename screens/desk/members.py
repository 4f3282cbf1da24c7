"""The students of a class as rows: how far each has come, and why a sheet may be missing."""

from collections.abc import Mapping

from assets import Lang
from kiosk.model.roll import State
from kiosk.model.rounds import Round, Verdict
from kiosk.services.pile.board import ClassPage, Member
from screens.desk.columns import Column, Piece, Row
from screens.langs import spoken

_COLUMNS = tuple(
    Column(f"screen.board.{name}") for name in ("student_no", "name", "state", "reason")
)
_LOOKS = {State.HANDED_IN: "good", State.PRINTED: "half", State.DISPUTED: "wrong"}


def listed(shown: ClassPage, lang: Lang, *, missing: bool) -> tuple[tuple[Column, ...], list[Row]]:
    """Return the students of a class.

    Args:
        shown: The class.
        lang: Of the words.
        missing: Leave out whose sheet is in.
    """
    rows = [
        Row(
            one.student.student_no,
            (
                one.student.student_no,
                one.student.name,
                _state(one, shown.page.round, lang),
                _reason(one, lang),
            ),
        )
        for one in shown.members
        if not missing or one.state is not State.HANDED_IN
    ]
    return _COLUMNS, rows


def told(shown: ClassPage, *, missing: bool) -> tuple[str, Mapping[str, str]]:
    """Return how many are missing: the key of a text, and what its braces are filled with."""
    whole = shown.page.whole.progress
    figures = {
        "missing": whole.missing,
        "excused": whole.excused,
        "left": whole.missing - whole.excused,
    }
    key = "screen.board.only_missing" if missing else "screen.board.all_members"
    return key, {name: str(figure) for name, figure in figures.items()}


def _state(one: Member, round_: Round, lang: Lang) -> tuple[Piece, ...]:
    found: list[Piece] = [(_say(lang, one.state.value), _LOOKS.get(one.state, ""))]
    disputed = one.student.verdicts.get(str(round_)) == Verdict.DISPUTED
    if disputed and one.state is not State.DISPUTED:
        found.append((f" {_say(lang, 'disputed')}", "wrong"))
    if one.state in {State.CHECKED, State.DISPUTED}:
        found.append((f" {_say(lang, 'to_print')}", "muted"))
    return tuple(found)


def _reason(one: Member, lang: Lang) -> tuple[Piece, ...]:
    if one.excuse is None:
        return (("", ""),)
    words = spoken(lang, f"cli.reason.{one.excuse.reason}").plain
    note = f" {one.excuse.note}" if one.excuse.note else ""
    return ((f"{_say(lang, 'excused')} {words}{note}", "half"),)


def _say(lang: Lang, state: str) -> str:
    return spoken(lang, f"screen.board.states.{state}").plain
