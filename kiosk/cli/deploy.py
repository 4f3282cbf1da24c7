"""``kiosk deploy``: files for a lab machine, to be looked through and copied by root."""

import sys
from pathlib import Path

import click

from kiosk.cli import out
from kiosk.cli.commands import command
from kiosk.cli.errors import CannotWrite, FolderInUse
from kiosk.cli.machine import ROLES, Accounts, Machine
from kiosk.cli.settings import settings
from kiosk.cli.words import say
from kiosk.errors import LEFT_BY_STAFF

_PROGRAMS = "usr/local/sbin/"


@command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@click.option("--program", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--terminal", metavar="NAME", default="kiosk")
@click.option("--page", metavar="NAME", default="kiosk-page")
@click.option("--desk", metavar="NAME", default="desk")
@click.option("--group", metavar="NAME", default="hedui")
@click.pass_obj
def deploy(home: Path, /, folder: Path, program: Path | None, **accounts: str) -> None:
    """Write the files, filled in from the home's settings; nothing of the machine is touched."""
    runs = program or Path(sys.executable).with_name("kiosk")
    machine = Machine(
        home=home.absolute(),
        program=runs.absolute(),
        config=settings(home),
        accounts=Accounts(**accounts),
        quit_code=LEFT_BY_STAFF,
    )
    files = dict(machine.files())
    _write(folder, files)
    for line in say("cli.deploy.done", count=len(files), folder=folder).splitlines():
        out.line(line)
    if ROLES in files:
        out.line(say("cli.deploy.database", file=folder / ROLES))


def _write(folder: Path, files: dict[str, str]) -> None:
    """Write all files into an empty folder, for everybody to read: they hold no secret."""
    try:
        folder.mkdir(exist_ok=True)
        if any(folder.iterdir()):
            raise FolderInUse(folder=str(folder))
        folder.chmod(0o755)
        for name, text in files.items():
            _write_one(folder, Path(name), text)
    except OSError as error:
        raise CannotWrite(file=folder.name) from error


def _write_one(folder: Path, name: Path, text: str) -> None:
    for above in reversed(name.parents[:-1]):
        (folder / above).mkdir(exist_ok=True)
        (folder / above).chmod(0o755)
    (folder / name).write_text(text, encoding="utf-8")
    (folder / name).chmod(0o755 if str(name).startswith(_PROGRAMS) else 0o644)
