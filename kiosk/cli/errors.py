"""Why a command refuses, beyond what the use cases themselves refuse."""

from kiosk.errors import KioskError, UsageError


class UnknownCommand(UsageError):
    """There is no command ``command``."""

    text = "error.unknown_command"


class NotARound(UsageError):
    """``round`` is not written like a round."""

    text = "error.not_a_round"


class NotADate(UsageError):
    """``date`` is no day of the calendar."""

    text = "error.not_a_date"


class NotAGrade(UsageError):
    """``grade`` is no year."""

    text = "error.not_a_grade"


class EndsBeforeStart(UsageError):
    """A round cannot end before it begins."""

    text = "error.ends_before_start"


class WrongForm(UsageError):
    """``given`` is not of the form FIELD=VALUE."""

    text = "error.wrong_form"


class UnknownField(UsageError):
    """The record has no ``field``."""

    text = "error.unknown_field"


class WrongTwice(UsageError):
    """Two right values are given for one ``field``."""

    text = "error.wrong_twice"


class VerdictNeedsWrong(UsageError):
    """A verdict and what is said to be wrong contradict each other."""

    text = "error.verdict_needs_wrong"


class NeedsName(UsageError):
    """A helper signs with a name of a length that the sheet has room for."""

    text = "error.needs_name"


class NothingToSay(UsageError):
    """``act`` takes neither a field nor a reason."""

    text = "error.nothing_to_say"


class NothingToImport(UsageError):
    """Neither a roster nor a folder of photos was named, or a full roster without a file."""

    text = "error.nothing_to_import"


class NeedsFormat(UsageError):
    """Standard input has no name that tells what it holds."""

    text = "error.needs_format"


class BadValue(KioskError):
    """The value for a ``field`` cannot be right; ``problem`` says why, in words."""

    text = "error.bad_value"


class HasLeft(KioskError):
    """The student is no longer on the roster."""

    text = "error.has_left"


class CannotRead(KioskError):
    """A file named ``file`` cannot be read."""

    text = "seal.cannot_read"


class ShortPassphrase(UsageError):
    """A passphrase has at least ``least`` characters."""

    text = "seal.short_passphrase"


class VerifyWhat(UsageError):
    """Either a code or the whole store is verified."""

    text = "seal.verify_what"


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


class UnknownReason(UsageError):
    """``reason`` is none of the ``reasons`` why a sheet may be missing."""

    text = "error.unknown_reason"


class NoteTooLong(UsageError):
    """A note has at most ``longest`` characters."""

    text = "error.note_too_long"


class LiftOrReason(UsageError):
    """A reason is either given or taken back."""

    text = "error.lift_or_reason"


class AgainNeedsNumber(UsageError):
    """One more copy is asked for, and nobody is named."""

    text = "error.again_needs_number"


class NotAStore(UsageError):
    """What was given names no place of a store; it is not shown, for it may hold a password."""

    text = "store.not_a_store"


class NotADatabase(UsageError):
    """What was given is no address of a database."""

    text = "store.not_a_database"


class SameStore(UsageError):
    """A store cannot be moved to where it is."""

    text = "store.same_store"


class NoSuchTopic(UsageError):
    """The guide has no ``topic``; ``near`` tells in words which names may be meant."""

    text = "error.no_such_topic"


class NotOverSsh(KioskError):
    """It is no command that anybody may run from elsewhere; ``allowed`` are."""

    text = "error.not_over_ssh"


class FilesOverSsh(UsageError):
    """Over SSH a file is ``-``: standard input or output."""

    text = "error.files_over_ssh"


class NameOverSsh(UsageError):
    """Over SSH the key says who acts."""

    text = "error.name_over_ssh"


class NotAWord(UsageError):
    """A command has a quote that is not closed."""

    text = "error.not_a_word"


class BadHomeName(KioskError):
    """The home's path cannot stand in a line of keys."""

    text = "error.bad_home_name"


class NotAPicture(UsageError):
    """A picture is svg or png; the file's ending says which."""

    text = "error.not_a_picture"


class UnfitPlace(UsageError):
    """``place`` cannot be written into a unit, or is hidden from what units run."""

    text = "error.unfit_place"


class UnfitAccount(UsageError):
    """``name`` is no name of an account, or two accounts have it."""

    text = "error.unfit_account"


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
