"""``kiosk demo``: a fictional college to try everything on."""

import json
import shutil
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Self

import click

from kiosk.cli import out
from kiosk.cli.commands import command
from kiosk.cli.errors import CannotWrite, HomeInUse
from kiosk.cli.home import FOLDER, Home, now, print_folder, store_folder
from kiosk.cli.keeper.renewal import is_renewed
from kiosk.cli.lobby import lobby
from kiosk.cli.run import is_terminal, need_terminal, show
from kiosk.cli.settings import make
from kiosk.cli.words import lang, say
from kiosk.config import is_database
from kiosk.model.events import Kind
from kiosk.services import demo as college
from kiosk.services.ports import stamp

_STUDENTS = 200
_SEED = 1


@dataclass(frozen=True, slots=True)
class Made:
    """Which college a home holds: kept beside its data, for the hints of the next time."""

    students: int
    seed: int
    day: str
    """ISO date of its making."""

    @classmethod
    def read(cls, file: Path) -> Self | None:
        """Return what a home's file says, or nothing if it holds no demo."""
        try:
            return cls(**json.loads(file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def hints(self) -> tuple[college.Hint, ...]:
        """Return whom to be."""
        return college.hints(self.students, self.seed, date.fromisoformat(self.day))


@command()
@click.option("--students", type=click.IntRange(1, 100_000), metavar="N")
@click.option("--seed", type=int, metavar="S")
@click.pass_obj
def demo(path: Path, students: int | None, seed: int | None) -> None:
    """Make the college unless it is there, tell whom to be, and show the screens."""
    make(path)
    file = path / "demo.json"
    made = Made.read(file)
    home = Home.open(path)
    if made is None or _unfinished(home):
        wanted = Made(students or _STUDENTS, _SEED if seed is None else seed, stamp(now())[:10])
        home = _make(home, file, wanted, begun=made is not None)
        made = wanted
    elif students not in {None, made.students} or seed not in {None, made.seed}:
        raise HomeInUse
    told = list(college.tell(made.hints(), lang()))
    first = home.config.printer[0]
    if first.startswith(FOLDER):
        told.append(say("cli.demo.paper", folder=print_folder(path, first)))
    if not is_renewed():
        for line in told:
            out.line(line)
    if not is_terminal():
        out.aside(say("cli.demo.no_terminal"))
        return
    need_terminal()
    show(path, home.config, partial(lobby, home), hints=told)
    for line in told:
        out.line(line)


def _unfinished(home: Home) -> bool:
    """Tell whether the making was broken off: the desk's chain is written last."""
    return not any(event.kind is Kind.ROSTER_READ for event in home.store.desk())


def _make(home: Home, file: Path, wanted: Made, *, begun: bool) -> Home:
    """Fill the home, and return it opened anew.

    Args:
        home: Without students, or with what a broken-off demo left.
        file: What says that the home holds a demo; written first.
        wanted: Which college.
        begun: The home holds a demo's beginning.
    """
    if next(home.store.summaries(), None) and (not begun or is_database(home.config.store)):
        raise HomeInUse
    try:
        file.write_text(json.dumps(asdict(wanted)), encoding="utf-8")
        if begun and not is_database(home.config.store):
            shutil.rmtree(store_folder(home.path, home.config))
    except OSError as error:
        raise CannotWrite(file=file.name) from error
    home = Home.open(home.path)
    with out.bar(say("demo.making"), wanted.students) as step:
        for count in college.make(home.store, home.keys, now(), wanted.students, wanted.seed):
            step(count)
    return home
