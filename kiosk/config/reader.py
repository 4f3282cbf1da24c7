"""A parsed settings file, from which values are taken until nothing may be left."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any, get_args
from unicodedata import category

from kiosk.errors import ConfigError

_TABLES = {("visit",), ("print",), ("identify",), ("serve",), ("contacts",), ("retention",)}
"""Tables that may be there and hold nothing."""


_ACTING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Unicode's categories of characters that act instead of being read: controls, directions."""


def is_plain(value: Any) -> bool:
    """Tell whether a value is a text in which nothing acts on the terminal that shows it."""
    return isinstance(value, str) and not any(category(char) in _ACTING for char in value)


class Reader:
    """Takes values out of a parsed file; what is left over is unknown."""

    def __init__(self, text: str) -> None:
        """Parse a file.

        Raises:
            ConfigError: It is no TOML; with the line.
        """
        self._lines = text.splitlines()
        try:
            self._values: dict[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"line (\d+)", str(error))
            raise ConfigError(line=found[1] if found else str(len(self._lines)), key="") from error

    def refuse(self, *path: str) -> ConfigError:
        """Return the error that names the line where the last part of ``path`` stands."""
        return ConfigError(line=str(self._line(path)), key=".".join(path))

    def _line(self, path: tuple[str, ...]) -> int:
        last = re.escape(path[-1])
        key = re.compile(rf"""(?:^|[\s{{,.\[])["']?{last}["']?\s*(?:[=.\]])""")
        for number, line in enumerate(self._lines, 1):
            if key.search(line.partition("#")[0]):
                return number
        return 1

    def take(self, *path: str) -> Any:
        """Remove and return the value at ``path``, or nothing."""
        values: Any = self._values
        for part in path[:-1]:
            values = values.get(part, {})
            if not isinstance(values, dict):
                raise self.refuse(part)
        return values.pop(path[-1], None)

    def text(self, default: str, *path: str) -> str:
        """Take a text."""
        value = self.take(*path)
        if value is None:
            return default
        if not is_plain(value):
            raise self.refuse(*path)
        return str(value).strip()

    def number(self, default: int, least: int, *path: str) -> int:
        """Take a whole number that is not under ``least``."""
        value = self.take(*path)
        if value is None:
            return default
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise self.refuse(*path)
        return value

    def one_of(self, choices: Any, default: str, *path: str) -> Any:
        """Take one of a closed set of texts."""
        value = self.text(default, *path)
        if value not in get_args(choices):
            raise self.refuse(*path)
        return value

    def texts(self, default: tuple[str, ...], *path: str) -> tuple[str, ...]:
        """Take a list of texts, none of them twice; a single text counts as a list of one."""
        value = self.take(*path)
        if value is None:
            return default
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(map(is_plain, values)):
            raise self.refuse(*path)
        if len(set(values)) != len(values):
            raise self.refuse(*path)
        return tuple(values)

    def finish(self) -> None:
        """Refuse whatever nobody took.

        Raises:
            ConfigError: With the line of the first unknown key.
        """
        self._refuse_rest(self._values, ())

    def _refuse_rest(self, values: Mapping[str, Any], path: tuple[str, ...]) -> None:
        for key, value in values.items():
            if isinstance(value, dict) and value:
                self._refuse_rest(value, (*path, key))
            elif not isinstance(value, dict) or (*path, key) not in _TABLES:
                raise self.refuse(*path, key)
