"""``kiosk completion``: what a shell needs to complete commands and options."""

import click
from click.shell_completion import get_completion_class, shell_complete

from kiosk.cli.commands import COMPLETING, command, kiosk

SHELLS = ("bash", "zsh", "fish")


@command()
@click.argument("shell", type=click.Choice(SHELLS), metavar="|".join(SHELLS))
def completion(shell: str) -> None:
    """Print the script; the shell reads it at its start."""
    found = get_completion_class(shell)
    if found is not None:
        click.echo(found(kiosk, {}, "kiosk", COMPLETING).source())


def complete(instruction: str) -> int:
    """Answer a shell that asks what may come next, and return the exit code.

    Args:
        instruction: As the script says it, such as ``bash_complete``.
    """
    return shell_complete(kiosk, {}, "kiosk", COMPLETING, instruction)
