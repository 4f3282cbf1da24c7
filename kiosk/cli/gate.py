"""What the staff may run over SSH: commands of their role, under their own name, without files.

The command is looked at as it was parsed, never as it was typed: an option has many spellings.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from kiosk.cli.errors import NotOverSsh
from kiosk.cli.home import now
from kiosk.cli.place import STREAM
from kiosk.cli.usage import FilesOverSsh, NameOverSsh
from kiosk.errors import KioskError
from kiosk.model.staff import Staff
from kiosk.rules.access import MAY_RUN, who_may_run
from kiosk.services.staff.guard import NotAllowed, note_denied
from store.contract import Store

_NAME = "--as"
"""The option by which a helper signs: it is the key's name."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets the commands of one of the staff through, and notes what it refuses."""

    store: Store
    """Without a guard."""
    staff: Staff

    def name_of(self, words: Sequence[str]) -> str:
        """Return the command that the first words name.

        Raises:
            NotAllowed: Others may run it.
            NotOverSsh: Nobody may from elsewhere, or there is no such command.
        """
        names = (words[0], " ".join(words[:2]))
        own = next((one for one in names if one in MAY_RUN[self.staff.role]), None)
        if own is not None:
            return own
        known = next((one for one in names if who_may_run(one)), "")
        role = who_may_run(known)
        raise self._refused(known, NotAllowed(role) if role else NotOverSsh(allowed=self._own))

    def __call__(self, context: click.Context) -> None:
        """Look at a call that was parsed.

        Raises:
            NotAllowed, NotOverSsh: As ``name_of`` says.
            FilesOverSsh: A file is named.
            NameOverSsh: Another name is given than the key's.
        """
        command = self.name_of(context.command_path.split()[1:])
        for parameter in context.command.params:
            given = context.params.get(parameter.name or "")
            if any(path != STREAM for path in _paths(given)):
                raise self._refused(command, FilesOverSsh())
            source = context.get_parameter_source(parameter.name or "")
            if _NAME in parameter.opts and source is ParameterSource.COMMANDLINE:
                raise self._refused(command, NameOverSsh())

    @property
    def _own(self) -> str:
        return ", ".join(sorted(MAY_RUN[self.staff.role]))

    def _refused(self, command: str, error: KioskError) -> KioskError:
        note_denied(self.store, self.staff, now, f"kiosk {command}".rstrip())
        return error


def _paths(value: Any) -> Iterator[Path]:
    if isinstance(value, Path):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _paths(one)
