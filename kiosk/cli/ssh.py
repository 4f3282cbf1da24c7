"""``kiosk ssh``: what sshd runs for a key of the staff; the desk, or one command, never a shell."""

import os
import shlex
import signal
from pathlib import Path

import click

from kiosk.cli.caller import calling
from kiosk.cli.commands import GATE, command, kiosk
from kiosk.cli.gate import Gate
from kiosk.cli.home import Home, now
from kiosk.cli.usage import NotAWord
from kiosk.model.staff import Staff
from kiosk.services.staff.members import StaffBook

_ASKED = "SSH_ORIGINAL_COMMAND"
_DESK = "desk"


@command()
@click.option("--staff", "name", metavar="NAME", required=True)
@click.pass_obj
def ssh(path: Path, name: str) -> None:
    """Open the desk, or carry out the one command that was asked for.

    A command is ended by itself alone: whoever hangs up leaves nothing half done.
    """
    home = Home.open(path)
    staff = StaffBook(home.store, now).find(name)
    words = _words(os.environ.get(_ASKED, "")) or [_DESK]
    gate = Gate(home.whole, staff)
    if gate.name_of(words) != _DESK:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    _run(path, words, staff, gate)


def _run(path: Path, words: list[str], staff: Staff, gate: Gate) -> None:
    """Run one command in this process, in the staff's name and held to their role."""
    signs = {"declare": {"proxy": staff.name}}
    args = ["--home", str(path), *words]
    with calling(staff), kiosk.make_context("kiosk", args, default_map=signs) as context:
        context.meta[GATE] = gate
        kiosk.invoke(context)


def _words(asked: str) -> list[str]:
    """Return the words of a command as a shell would part them, without its own name.

    Raises:
        NotAWord: A quote is open.
    """
    try:
        words = shlex.split(asked)
    except ValueError as error:
        raise NotAWord from error
    return words[1:] if words[:1] == ["kiosk"] else words
