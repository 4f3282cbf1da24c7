"""Why a command refuses, beyond what the use cases themselves refuse."""

from kiosk.errors import KioskError


class BadValue(KioskError):
    """The value for a ``field`` cannot be right; ``problem`` says why, in words."""

    text = "error.bad_value"


class HasLeft(KioskError):
    """The student is no longer on the roster."""

    text = "error.has_left"


class CannotRead(KioskError):
    """A file named ``file`` cannot be read."""

    text = "seal.cannot_read"


class CannotWrite(KioskError):
    """A file named ``file`` cannot be written."""

    text = "error.cannot_write"


class HomeInUse(KioskError):
    """The home holds a real college, or a demo of other people."""

    text = "error.home_in_use"


class NoTerminal(KioskError):
    """A full screen needs a terminal."""

    text = "error.no_terminal"


class LinuxConsole(KioskError):
    """The Linux console has no Chinese glyphs."""

    text = "error.terminal_linux"


class NobodyChosen(KioskError):
    """A selection holds no student."""

    text = "error.nobody_chosen"


class NotOverSsh(KioskError):
    """It is no command that anybody may run from elsewhere; ``allowed`` are."""

    text = "error.not_over_ssh"


class BadHomeName(KioskError):
    """The home's path cannot stand in a line of keys."""

    text = "error.bad_home_name"


class FolderInUse(KioskError):
    """There is something in ``folder`` already."""

    text = "error.folder_in_use"


class NoSuchTerminal(KioskError):
    """No terminal called ``name`` gave a sign of life."""

    text = "cli.terminals.unknown"


class NotUtf8(KioskError):
    """What was typed is in another encoding."""

    text = "error.not_utf8"


class NotConfirmed(KioskError):
    """Nobody said that the data may go."""

    text = "retention.not_confirmed"
