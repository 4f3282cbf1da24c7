"""``kiosk retention``: takes out who has been kept as long as the school's rule says."""

import sys
from typing import Any

import click

from kiosk.cli import evidence, out
from kiosk.cli.cells import columns
from kiosk.cli.commands import as_json, command
from kiosk.cli.errors import NotConfirmed
from kiosk.cli.home import FOLDER, Home, pass_home, print_folder
from kiosk.cli.words import say
from kiosk.services.evidence.leftovers import Leftovers
from kiosk.services.evidence.retention import Plan, Removed, Retention

_MADE = ("packs", "exports")
"""Folders of the home where the desk puts what it makes."""


@command()
@click.option("--check", is_flag=True)
@click.option("--yes", is_flag=True)
@as_json
@pass_home
def retention(home: Home, check: bool, yes: bool, as_json: bool) -> None:
    """Tell who would go, by class; then remove them for ever, once that was confirmed."""
    rule = Retention(
        store=home.store,
        keys=home.keys,
        sealing=evidence.sealing(home),
        leftovers=_leftovers(home),
        years=home.config.years_kept,
    )
    plan = rule.plan()
    if not as_json:
        _tell(plan, rule.leftovers.count())
    if check:
        if as_json:
            out.value(_shape(plan, rule.leftovers.count()))
        return
    if plan.due and not yes:
        _confirm(len(plan.due))
    with out.bar(say("cli.retention.removing"), len(plan.due)) as step:
        removed = rule.carry_out(plan, step)
    if as_json:
        out.value(_gone(removed))
        return
    if removed.any:
        out.line(say("cli.retention.removed", **_gone(removed)))
    if removed.stayed:
        out.line(say("cli.retention.stayed", n=removed.stayed))


def _leftovers(home: Home) -> Leftovers:
    return Leftovers(
        printed=tuple(
            print_folder(home.path, one) for one in home.config.printer if one.startswith(FOLDER)
        ),
        made=tuple(home.path / folder for folder in _MADE),
    )


def _confirm(students: int) -> None:
    """Let somebody at a terminal type how many go.

    Raises:
        NotConfirmed: They typed something else, or nobody is there.
    """
    if not sys.stdin.isatty():
        raise NotConfirmed
    asked = say("cli.retention.really", students=students)
    if click.prompt(asked, default="", show_default=False, err=True).strip() != str(students):
        raise NotConfirmed


def _tell(plan: Plan, files: int) -> None:
    """Print the rule and figures, no names of people."""
    key = "cli.retention.due" if plan.due else "cli.retention.nobody"
    told = {"day": plan.began.date().isoformat(), "years": plan.years, "students": len(plan.due)}
    out.line(say(key, **told))
    rows = (
        (one.grade, one.college, one.class_name, str(count)) for one, count in plan.classes.items()
    )
    for line in columns(rows):
        out.line(line)
    if plan.owed:
        out.line(say("cli.retention.owed", n=plan.owed))
    if plan.due and files:
        out.line(say("cli.retention.files", n=files))


def _shape(plan: Plan, files: int) -> dict[str, Any]:
    return {
        "day": plan.began.date().isoformat(),
        "years": plan.years,
        "students": len(plan.due),
        "classes": [
            {
                "grade": one.grade,
                "college": one.college,
                "class_name": one.class_name,
                "students": count,
            }
            for one, count in plan.classes.items()
        ],
        "owed": plan.owed,
        "files": files,
    }


def _gone(removed: Removed) -> dict[str, Any]:
    return {
        "students": removed.students,
        "blobs": removed.blobs,
        "files": removed.files,
        "stayed": removed.stayed,
    }
