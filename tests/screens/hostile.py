"""Text that would rather act than be read, and what a terminal is sent by who shows it."""

import re
import unicodedata
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules

from textual.app import App
from textual.widget import Widget

from kiosk.model.record import Field, Record

MARKUP = "[red]x[/] [@click=app.bell]y[/] a[/b] $z"
HOSTILE = "".join(
    (
        "甲",
        "\x1b[2J\x1b[31m",
        "\x1b]0;title\x07",
        "\x1b]52;c;bW9ua2V5\x07",
        "\x1b]8;;http://example.edu\x1b\\",
        "\x9b31m\x9d0;c1\x9c",
        "\x0e\x0f\x08\x7f\r",
        "\u202e\u2066\u200f\u061c",
        "\u200b\u2060\ufeff\U000e0041",
        "z" + "\u0334\u0310" * 50,
        MARKUP,
    )
)
LONG = HOSTILE + "长" * 500
_OWN = re.compile(r"\x1b\[[0-9;]*[mH]")
"""Styles and places of the cursor: all that a picture of the screen is made of."""
_MOST_MARKS = 4
_KEPT = {
    Field.STUDENT_NO,
    Field.ID_NUMBER,
    Field.BIRTH_DATE,
    Field.ENTRY_DATE,
    Field.EXPECTED_GRADUATION,
}
"""By these a visit goes on; and what is no day is no record (``kiosk.rules.bodies``)."""


def poisoned(record: Record, text: str = HOSTILE) -> Record:
    """Return a record with a text in every field that takes one."""
    return replace(record, **{field.value: text for field in Field if field not in _KEPT})


def sent(app: App[int]) -> str:
    """Return what a terminal is sent to show the uppermost screen."""
    return app.screen._compositor.render_full_update().render_segments(app.console)


def assert_inert(app: App[int]) -> None:
    """See that nothing acts on the terminal, and that no markup was read."""
    rest = _OWN.sub("", sent(app)).replace("\n", "")
    acting = [char for char in rest if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]
    assert not acting, (app.screen, acting)
    marks = "".join("m" if unicodedata.combining(char) else " " for char in rest).split()
    assert max(map(len, marks), default=0) <= _MOST_MARKS, app.screen
    for strip in app.screen._compositor.render_strips():
        assert not any("bell" in str(one.style.meta) for one in strip if one.style)


def seen(app: App[int]) -> set[type]:
    """Return the kinds of this house's widgets that stand on the uppermost screen."""
    everybody = app.screen.walk_children(with_self=True)
    return set(filter(_is_ours, map(type, everybody)))


def kinds(*packages: str) -> set[type]:
    """Return all kinds of widgets and screens that are made in modules, their subfolders left out.

    Those that only serve as the base of others are left out too.
    """
    modules = [
        import_module(module.name)
        for package in packages
        for module in iter_modules(import_module(package).__path__, f"{package}.")
        if not module.ispkg
    ]
    found = {one for module in modules for one in vars(module).values() if isinstance(one, type)}
    ours = {one for one in found if issubclass(one, Widget) and _is_ours(one)}
    return {one for one in ours if not any(map(_is_ours, one.__subclasses__()))}


def _is_ours(kind: type) -> bool:
    return kind.__module__.startswith("screens")
