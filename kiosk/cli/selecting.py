"""The options by which commands are told whose sheets are meant."""

from collections.abc import Callable
from functools import partial, update_wrapper
from typing import Any

import click

from kiosk.cli import lookup
from kiosk.rules.text import squeeze
from kiosk.services.pile.selection import Selection

_Command = Callable[..., object]


def selecting(*, one_class: bool = False) -> Callable[[_Command], _Command]:
    """Decorate a command that takes 年级, college, major and class as one ``Selection``.

    Args:
        one_class: Whether a class must be named.
    """
    by_class = partial(click.option, "--class", "class_name", metavar="NAME")
    options = (
        click.option("--grade", default="", metavar="YEAR"),
        click.option("--college", default="", metavar="NAME"),
        click.option("--major", default="", metavar="NAME"),
        by_class(required=True) if one_class else by_class(default=""),
    )

    def decorated(command: _Command) -> _Command:
        def chosen(
            *args: Any, grade: str, college: str, major: str, class_name: str, **kwargs: Any
        ) -> object:
            selection = Selection(
                grade=lookup.grade(grade),
                college=squeeze(college),
                major=squeeze(major),
                class_name=squeeze(class_name),
            )
            return command(*args, selection=selection, **kwargs)

        whole: _Command = update_wrapper(chosen, command)
        for option in reversed(options):
            whole = option(whole)
        return whole

    return decorated
