"""``kiosk handin``: sheets scanned in any order, each told where in the pile it belongs."""

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import click

from kiosk.cli import out
from kiosk.cli.commands import as_json, command
from kiosk.cli.home import Home, pass_home
from kiosk.cli.selecting import selecting
from kiosk.cli.usecases import hand_in
from kiosk.cli.words import say, tell
from kiosk.model.student import Summary
from kiosk.rules.code import short_number
from kiosk.rules.text import clean
from kiosk.services.pile.handin import Answer, Result
from kiosk.services.pile.piles import Piles
from kiosk.services.pile.selection import Selection, the_class
from kiosk.services.staff.guard import NotAllowed

_GOOD = frozenset({Result.ACCEPTED, Result.HANDED_BACK})
_LONGEST_ECHO = 40
"""Characters of a scan that are shown; a whole code tells a person nothing."""


@command()
@click.argument("codes", metavar="[CODE]…", nargs=-1)
@selecting()
@click.option("--back", is_flag=True)
@as_json
@pass_home
def handin(
    home: Home,
    *,
    codes: Sequence[str],
    selection: Selection,
    back: bool,
    as_json: bool,
) -> None:
    """Answer each sheet as it comes; any that is not accepted makes the exit code 1."""
    piles = Piles(home.store)
    collecting = the_class(piles.students(), selection) if selection.class_name else selection
    desk = hand_in(home, piles)
    take = partial(desk.take, collecting=collecting)
    act: Callable[[str], Answer] = desk.give_back if back else take
    good = total = 0
    for text in codes or _scanned():
        answer = _within(act, text)
        if as_json:
            out.row(_shape(answer))
        else:
            out.line(_told(answer))
        good += answer.result in _GOOD
        total += 1
    if not as_json and total > 1:
        out.aside(say("cli.handin.done", good=good, total=total))
    if good < total:
        raise click.exceptions.Exit(1)


def _within(act: Callable[[str], Answer], text: str) -> Answer:
    """Return the answer to a sheet; whose student is not the caller's, is of another class."""
    try:
        return act(text)
    except NotAllowed as error:
        out.aside(tell(error.problem))
        return Answer(text, Result.OTHER_CLASS)


def _scanned() -> Iterator[str]:
    """Yield what comes in by lines, each at once: a scanner types, and ends with Enter."""
    if sys.stdin.isatty():
        out.aside(say("cli.handin.waiting"))
    for line in sys.stdin.buffer:
        text = clean(line.decode(errors="replace"))
        if text:
            yield text


def _shape(one: Answer) -> dict[str, Any]:
    """Return an answer as ``--json`` prints it."""
    student, newest = one.student, one.newest
    superseded = one.result is Result.SUPERSEDED and newest is not None
    return {
        "code": one.code,
        "result": one.result.value,
        "student_no": student and student.student_no,
        "after": one.after and one.after.student_no,
        "before": one.before and one.before.student_no,
        "name": student and student.name,
        "class_name": student and student.class_name,
        "round": one.round and str(one.round),
        "current": short_number(newest.sheet_id) if superseded and newest else None,
        "at": one.lying and one.lying.at,
    }


def _told(one: Answer) -> str:
    mark = say("cli.handin.good" if one.result in _GOOD else "cli.handin.poor")
    if one.student is None or one.newest is None:
        shown = one.code if len(one.code) <= _LONGEST_ECHO else f"{one.code[:_LONGEST_ECHO]}…"
        return f"{mark} {say(f'cli.handin.{one.result}', code=shown)}"
    told = say(
        f"cli.handin.{one.result}",
        round=one.round,
        place=_place(one),
        number=short_number(one.newest.sheet_id),
        newest=one.newest.round,
        at=one.lying.at[5:16].replace("T", " ") if one.lying else "",
    )
    return f"{mark} {_whose(one.student)}  {told}"


def _whose(one: Summary) -> str:
    return say("cli.handin.whose", name=one.name, number=one.student_no, class_name=one.class_name)


def _place(one: Answer) -> str:
    """Return between whom a sheet belongs, in words."""
    found = {name: side for name in ("after", "before") if (side := getattr(one, name))}
    values = {name: _neighbour(side, one.student) for name, side in found.items()}
    return say(f"cli.handin.place.{'_'.join(found) or 'alone'}", **values)


def _neighbour(one: Summary, of: Summary | None) -> str:
    """Return a neighbour's name and number, and the class if it is another one."""
    same = of is not None and one.class_name == of.class_name
    key = "cli.handin.neighbour" if same else "cli.handin.whose"
    return say(key, name=one.name, number=one.student_no, class_name=one.class_name)
