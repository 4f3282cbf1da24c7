"""TOML tables taken value by value, so that whatever is wrong is told with its line."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Self

from assets import Lang
from kiosk.guide.errors import GuideBroken, GuideLacks, GuideNotToml, GuideWrong
from kiosk.rules.text import clean

Place = tuple[tuple[str, int], ...]
"""Where a table stands: names with their places in arrays, such as the second block of the first
topic: ``(("topic", 0), ("block", 1))``."""

_HEADER = re.compile(r"\s*\[\[\s*([\w.-]+)\s*\]\]")
_TABLE = re.compile(r"\s*\[")


class _Lines:
    """Finds the line of a table or key; tomllib does not tell it."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._begins: dict[Place, int] = {(): 0}
        place: Place = ()
        for number, line in enumerate(self._lines):
            header = _HEADER.match(line)
            if header:
                place = self._next(header[1].split("."), place)
                self._begins[place] = number

    def _next(self, names: list[str], last: Place) -> Place:
        """Return the place of an array's next table."""
        above = last[: len(names) - 1]
        count = 0
        while (*above, (names[-1], count)) in self._begins:
            count += 1
        return (*above, (names[-1], count))

    def of(self, place: Place, key: str = "", value: str = "") -> int:
        """Return the line of a table, of a key in it, or of a text behind that; from 1 on."""
        inner: list[tuple[str, int]] = []
        while place not in self._begins:  # written within the table above it
            inner.insert(0, place[-1])
            place = place[:-1]
        line = self._begins[place]
        for name, number in inner:
            line = self._row(self._named(line, name), number)
        if key:
            line = self._named(line, key)
        if value:
            line = self._first(line, re.compile(re.escape(f'"{value}"')))
        return line + 1

    def _named(self, line: int, key: str) -> int:
        return self._first(
            line, re.compile(rf"""^[^#]*?(?:^|[\s{{,.])["']?{re.escape(key)}["']?\s*[=.]""")
        )

    def _first(self, line: int, wanted: re.Pattern[str]) -> int:
        """Return the first line of a table, from one of it on, that holds something."""
        return next((number for number, text in self._rest(line) if wanted.search(text)), line)

    def _row(self, line: int, number: int) -> int:
        """Return the line of a row, if each has its own below that of their key."""
        if not self._lines[line].rstrip().endswith("["):
            return line
        rows = [at for at, text in self._rest(line + 1) if text.lstrip().startswith("{")]
        return rows[number] if number < len(rows) else line

    def _rest(self, line: int) -> Iterator[tuple[int, str]]:
        """Yield the lines of a table from one of it on."""
        for number, text in enumerate(self._lines[line:], line):
            if number > line and _TABLE.match(text):
                return
            yield number, text


class Table:
    """One table of a file; what nobody takes is unknown."""

    def __init__(
        self, values: Mapping[str, Any], lang: Lang, lines: _Lines, place: Place = ()
    ) -> None:
        """Read ``values`` in one language; they stand at ``place``."""
        self._values = dict(values)
        self._lang = lang
        self._lines = lines
        self._place = place

    @classmethod
    def of(cls, text: str, lang: Lang) -> Self:
        """Return the table that a whole file is.

        Raises:
            GuideNotToml: With the line.
        """
        return cls(_parsed(text), lang, _Lines(text))

    def refuse(self, error: type[GuideBroken], key: str, *, named: str = "") -> GuideBroken:
        """Return an error with the line of a key.

        Args:
            error: What is wrong.
            key: What it is about.
            named: What to call it instead: the text behind the key that is wrong.
        """
        return error(line=str(self._lines.of(self._place, key, named)), key=named or key)

    def lacks(self, key: str) -> GuideBroken:
        """Return the error that a key is not there, with the line of the table."""
        return GuideLacks(line=str(self._lines.of(self._place)), key=key)

    def word(self, key: str) -> str:
        """Take a text that is the same in every language.

        Raises:
            GuideLacks: It is not there, or empty.
            GuideWrong: It is no text.
        """
        value = self.maybe(key)
        if not value:
            raise self.lacks(key)
        return value

    def maybe(self, key: str) -> str:
        """Take a text that may be left out."""
        return self._text(self._values.pop(key, ""), key)

    def flag(self, key: str) -> bool:
        """Take a truth value; left out it is false."""
        value = self._values.pop(key, False)
        if not isinstance(value, bool):
            raise self.refuse(GuideWrong, key)
        return value

    def number(self, key: str) -> int | None:
        """Take a whole number over nought that may be left out."""
        value = self._values.pop(key, None)
        if value is not None and (type(value) is not int or value < 1):
            raise self.refuse(GuideWrong, key)
        return value

    def meaning(self) -> str:
        """Take the translation of a Chinese text: empty in Chinese."""
        value = self.maybe("en")
        return value if self._lang == "en" else ""

    def said(self) -> str:
        """Take the table's own text in the language; the Chinese where there is none.

        Raises:
            GuideLacks: There is not even the Chinese.
        """
        chinese, english = self.word("zh"), self.maybe("en")
        return english if self._lang == "en" and english else chinese

    def said_of(self, key: str) -> str:
        """Take a text of its own table, such as ``source = { zh = "…", en = "…" }``."""
        table = self._below(key)
        said = table.said()
        table.finish()
        return said

    def hint(self, key: str) -> str:
        """Take such a text that may be empty, or left out."""
        if key not in self._values:
            return ""
        table = self._below(key)
        chinese, english = table.maybe("zh"), table.maybe("en")
        table.finish()
        return english if self._lang == "en" and english else chinese

    def said_list(self, key: str = "") -> tuple[str, ...]:
        """Take a list of texts in the language, from this table or from one below it."""
        table = self._below(key) if key else self
        chinese, english = table.texts("zh"), table.texts("en")
        if not chinese:
            raise table.lacks("zh")
        if english and len(english) != len(chinese):
            raise table.refuse(GuideWrong, "en")
        if key:
            table.finish()
        return english if self._lang == "en" and english else chinese

    def texts(self, key: str) -> tuple[str, ...]:
        """Take a list of texts; left out it is empty."""
        values = self._values.pop(key, [])
        if not isinstance(values, list):
            raise self.refuse(GuideWrong, key)
        return tuple(self._text(one, key) for one in values)

    def tables(self, key: str) -> Iterator["Table"]:
        """Take a list of tables; each is finished when the next one is asked for."""
        values = self._values.pop(key, [])
        if not isinstance(values, list) or not all(isinstance(one, dict) for one in values):
            raise self.refuse(GuideWrong, key)
        for number, one in enumerate(values):
            table = Table(one, self._lang, self._lines, (*self._place, (key, number)))
            yield table
            table.finish()

    def finish(self) -> None:
        """Refuse what nobody took.

        Raises:
            GuideWrong: With the line of the first unknown key.
        """
        for key in self._values:
            raise self.refuse(GuideWrong, key)

    def _below(self, key: str) -> "Table":
        value = self._values.pop(key, None)
        if value is None:
            raise self.lacks(key)
        if not isinstance(value, dict):
            raise self.refuse(GuideWrong, key)
        return Table(value, self._lang, self._lines, (*self._place, (key, 0)))

    def _text(self, value: Any, key: str) -> str:
        if not isinstance(value, str):
            raise self.refuse(GuideWrong, key)
        return clean(value)


@lru_cache(maxsize=1)
def _parsed(text: str) -> Mapping[str, Any]:
    """Return what a file holds; each language reads the same, and no reader changes it."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = found[1] if found else str(len(text.splitlines()))
        raise GuideNotToml(line=line) from error
