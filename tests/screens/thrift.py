"""What an app of a test need not do again and again: parse the same styles, paint what nobody sees.

A screen is painted whenever everything has settled; what it looked like on the way there, within
less than a frame of a real terminal, is not.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from textual.css import stylesheet
from textual.css.model import RuleSet
from textual.css.parse import parse
from textual.css.types import CSSLocation
from textual.screen import Screen

_paint = Screen._compositor_refresh
_parsed: dict[tuple[object, ...], list[RuleSet]] = {}


@contextmanager
def thrift() -> Iterator[None]:
    """Let apps paint when they are told to, and take rules of styles that were parsed before."""
    with (
        patch.object(Screen, "_compositor_refresh", _paint_later),
        patch.object(stylesheet, "parse", _parsed_once),
    ):
        yield


def paint(screen: Screen[Any]) -> None:
    """Paint what changed since the last time."""
    _paint(screen)


def _paint_later(screen: Screen[Any]) -> None:
    if screen is screen.app.screen:
        screen._dirty_widgets.clear()  # the compositor knows which cells they were
    else:
        _paint(screen)


def _parsed_once(scope: str, css: str, read_from: CSSLocation, **how: Any) -> list[RuleSet]:
    values = tuple(
        (name, tuple(token.value for token in tokens))
        for name, tokens in how["variable_tokens"].items()
    )
    key = (scope, css, read_from, how["is_default_rules"], how["tie_breaker"], values)
    if key not in _parsed:
        _parsed[key] = list(parse(scope, css, read_from, **how))
    return _parsed[key]
