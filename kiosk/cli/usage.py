"""How a command can be called wrongly."""

from kiosk.errors import UsageError


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


class ShortPassphrase(UsageError):
    """A passphrase has at least ``least`` characters."""

    text = "seal.short_passphrase"


class VerifyWhat(UsageError):
    """Either a code or the whole store is verified."""

    text = "seal.verify_what"


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


class FilesOverSsh(UsageError):
    """Over SSH a file is ``-``: standard input or output."""

    text = "error.files_over_ssh"


class NameOverSsh(UsageError):
    """Over SSH the key says who acts."""

    text = "error.name_over_ssh"


class NotAWord(UsageError):
    """A command has a quote that is not closed."""

    text = "error.not_a_word"


class NotAPicture(UsageError):
    """A picture is svg or png; the file's ending says which."""

    text = "error.not_a_picture"


class UnfitPlace(UsageError):
    """``place`` cannot be written into a unit, or is hidden from what units run."""

    text = "error.unfit_place"


class UnfitAccount(UsageError):
    """``name`` is no name of an account, or two accounts have it."""

    text = "error.unfit_account"
