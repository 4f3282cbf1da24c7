"""What is typed and not to be seen: a PIN, a passphrase."""

import sys

import click

from kiosk.cli.errors import NotUtf8
from kiosk.cli.words import say


def unseen(prompt: str, again: str = "") -> str:
    """Return what is typed, unseen; without a terminal, a line of standard input.

    Args:
        prompt: Key of the question.
        again: Key of the question with which it is typed a second time; empty: it is not.

    Raises:
        NotUtf8: A terminal of another encoding gave it.
    """
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    second: str | bool = say(again) if again else False
    try:
        typed: str = click.prompt(
            say(prompt), hide_input=True, confirmation_prompt=second, err=True
        )
    except UnicodeDecodeError:  # it holds what was typed
        raise NotUtf8 from None
    return typed
