"""The main of ``kiosk``: whatever happens ends in an exit code and at most two lines.

Exit codes: 0 done, 1 refused, 2 wrong usage, 3 the store is damaged or unreachable, 4 staff left
the terminal. A fault of the program itself is 1 as well. As shells have it, 130 is Ctrl+C, and 141
a reader of the output who left.
"""

import gc
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from kiosk.cli import out
from kiosk.cli.commands import COMPLETING, kiosk
from kiosk.cli.keeper import KEEPER, log
from kiosk.cli.words import say, tell
from kiosk.errors import KioskError

if TYPE_CHECKING:
    from pathlib import Path

REFUSED = 1
WRONG_USAGE = 2
INTERRUPTED = 130
READER_LEFT = 141


def main() -> None:
    """Run ``kiosk`` with the arguments of the process, and exit."""
    os.umask(0o077)
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if COMPLETING in os.environ:
        from kiosk.cli.completion import complete  # noqa: PLC0415 - a shell asks, no person

        sys.exit(complete(os.environ[COMPLETING]))
    sys.exit(run(sys.argv[1:]))


def run(args: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    home: Path | None = None
    code = 0
    try:
        try:
            with kiosk.make_context("kiosk", list(args)) as context:
                home = context.params["home"]
                gc.enable()
                kiosk.invoke(context)
        finally:
            sys.stdout.flush()
    except click.exceptions.Exit as asked:
        code = asked.exit_code
    except KioskError as error:
        out.aside(tell(error.problem))
        code = error.exit_code
    except click.UsageError as error:
        out.aside(_usage(error))
        out.aside(say("cli.see_help", command=error.ctx.command_path if error.ctx else "kiosk"))
        code = WRONG_USAGE
    except (KeyboardInterrupt, click.Abort):
        code = INTERRUPTED
    except BrokenPipeError:
        _leave_pipe()
        code = READER_LEFT
    except Exception as error:  # noqa: BLE001 - one of the two mains: nothing leaves as a traceback
        if KEEPER.keeps:
            KEEPER.crashed(error)
        log.note(home, error)
        out.aside(say("error.crashed", file=log.LOG.as_posix()))
        code = REFUSED
    return code


def _usage(error: click.UsageError) -> str:
    """Return what is wrong with a call, in words."""
    match error:
        case click.NoSuchOption():
            return say("cli.no_such_option", option=error.option_name)
        case click.MissingParameter():
            return say("cli.missing", parameter=_named(error.param))
        case click.BadOptionUsage():
            return say("cli.missing_value", option=error.option_name)
        case click.BadParameter():
            return say("cli.bad_value", parameter=_named(error.param))
        case _:
            return say("cli.wrong_call")


def _named(parameter: click.Parameter | None) -> str:
    """Return an option or argument as its help names it."""
    if parameter is None:
        return ""
    shown = parameter.metavar or (parameter.name or "").upper()
    if isinstance(parameter, click.Option):
        return f"{max(parameter.opts, key=len)} {shown}"
    return shown


def _leave_pipe() -> None:
    """Let what is still to be written go nowhere, so that the exit is quiet."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
