"""Words on the screen that follow the language key, without anything being composed anew."""

from functools import cached_property
from string import Formatter
from typing import cast
from weakref import WeakSet

from textual.app import App
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

import assets
from assets import Lang

Value = str | Content
"""What a text's brace is filled with: shown as it is, never read as markup."""


class LangApp(App[int]):
    """An app that speaks one language at a time."""

    lang: reactive[Lang] = reactive[Lang]("zh", layout=False)
    """Assigning it changes every word on the screen and keeps what was typed."""

    @cached_property
    def listeners(self) -> "WeakSet[Speaks]":
        """Who follows the app. Textual's watchers would keep what they follow for, alive."""
        return WeakSet()

    def watch_lang(self) -> None:
        """Have everything said again."""
        self.retell(Speaks)

    def retell(self, kind: "type[Speaks]") -> None:
        """Have the widgets of a kind say again what they say."""
        for one in tuple(self.listeners):
            if isinstance(one, kind) and one.is_attached:
                one.retell()


def lang_of(widget: Widget) -> Lang:
    """Return the language that a widget's app speaks now."""
    return cast("LangApp", widget.app).lang


def spoken(lang: Lang, key: str, /, **values: Value) -> Content:
    """Return a text with its braces filled.

    ``‹…›`` in a text stands for a key cap or another word in bold; that is all the markup there is.

    Args:
        lang: Which language.
        key: As for ``assets.say``.
        values: By brace; styled content keeps its style.

    Raises:
        KeyError: No such text, or a brace without a value.
    """
    parts: list[Content] = []
    bold = ""
    for literal, name, _, _ in Formatter().parse(assets.texts(lang)[key]):
        for piece, cap in _caps(literal, bool(bold)):
            bold = "bold" if cap else ""
            parts.append(Content.styled(piece, bold))
        if name is not None:
            value = values[name]
            whole = value if isinstance(value, Content) else Content(value)
            parts.append(whole.stylize_before(bold) if bold else whole)
    return Content.assemble(*parts)


def _caps(literal: str, bold: bool) -> list[tuple[str, bool]]:
    """Split a literal at its key caps: each piece, and whether it is one."""
    pieces: list[tuple[str, bool]] = []
    for index, outer in enumerate(literal.split("‹")):
        inside = bold if index == 0 else True
        head, mark, tail = outer.partition("›")
        pieces.append((head, inside))
        if mark:
            pieces.append((tail, False))
    return pieces


class Speaks(Widget):
    """A widget whose words follow the app's language: ``retell`` says them again."""

    def on_mount(self) -> None:
        """Follow the app's language from now on."""
        cast("LangApp", self.app).listeners.add(self)
        self.retell()

    def retell(self) -> None:
        """Show the words in the language of now."""
        self.refresh(layout=True)

    def words(self, key: str, /, **values: Value) -> Content:
        """Return a text in the language of now."""
        return spoken(lang_of(self), key, **values)
