"""What commands print: results on stdout, everything else on stderr."""

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from kiosk.rules.text import ACTING, scrub

_MADE_WAY = "kiosk.out.made_way"


def make_way() -> None:
    """Leave stdout to a file: results go to stderr for the rest of the command."""
    click.get_current_context().meta[_MADE_WAY] = True


def _on_stderr() -> bool:
    context = click.get_current_context(silent=True)
    return context is not None and _MADE_WAY in context.meta


def line(text: str = "") -> None:
    """Print one line of a result; what a roster holds cannot drive the terminal."""
    click.echo(scrub(text), err=_on_stderr())


def value(result: Any) -> None:
    """Print a result as the one JSON value that ``--json`` asks for: UTF-8 in every locale."""
    click.echo(_json(result, indent=2), err=_on_stderr())


def row(result: Any) -> None:
    """Print one JSON value of a stream, on a line of its own, at once."""
    click.echo(_json(result))


def _json(result: Any, indent: int | None = None) -> bytes:
    """Return JSON in which nothing acts that its library would leave raw."""
    return ACTING.sub(_escaped, json.dumps(result, ensure_ascii=False, indent=indent)).encode()


def _escaped(found: re.Match[str]) -> str:
    """Return a character as JSON escapes it; the ends of its own lines stay."""
    return found[0] if found[0] == "\n" else json.dumps(found[0])[1:-1]


def aside(text: str) -> None:
    """Print one line on stderr."""
    click.echo(scrub(text), err=True)


@contextmanager
def bar(label: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show a progress bar on stderr, if people look at it.

    Yields:
        What to call with the number of steps done since the last call.
    """
    if not sys.stderr.isatty() or not total:
        yield _unseen
        return
    with click.progressbar(length=total, label=label, file=sys.stderr) as shown:
        yield shown.update


def _unseen(_steps: int) -> None:
    """Show nothing."""
