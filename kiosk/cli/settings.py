"""The folder of a home and its settings; little, so that Welcome need not wait for the rest."""

from pathlib import Path

from kiosk import config
from kiosk.config import Config
from kiosk.errors import StoreUnreachable


def make(path: Path) -> None:
    """Make a home, for its owner alone, unless it is there.

    Raises:
        StoreUnreachable: It cannot be made.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnreachable from error


def need_home(path: Path) -> None:
    """Refuse a home that nobody has made: an empty folder is where its disk is not mounted.

    Raises:
        StoreUnreachable: It is empty, or not there, or may not be read.
    """
    try:
        if any(path.iterdir()):
            return
    except OSError as error:
        raise StoreUnreachable from error
    raise StoreUnreachable


def settings(path: Path) -> Config:
    """Return the settings of a home.

    Raises:
        ConfigError: ``kiosk.toml`` is wrong.
        StoreUnreachable: The home, or the file, may not be read.
    """
    try:
        return config.load(path)
    except OSError as error:
        raise StoreUnreachable from error
