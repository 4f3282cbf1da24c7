"""Why a whole file cannot be taken; what is wrong with one row is a ``Finding`` instead."""

from kiosk.errors import KioskError


class RosterError(KioskError):
    """The root of the errors about a file. ``file`` is its base name."""

    text = "roster.unreadable"


class UnreadableRoster(RosterError):
    """Not there, not allowed, torn, or not what its name says."""


class LockedRoster(RosterError):
    """The workbook asks for a password."""

    text = "roster.locked"


class UnknownFormat(RosterError):
    """A name that ends in nothing we read."""

    text = "roster.format"


class BadText(RosterError):
    """Neither UTF-8 nor GB18030, or quotes that never end; ``row`` is a line of the file."""

    text = "roster.text"


class TooLarge(RosterError):
    """More than any roster holds: the workbook would fill the memory."""

    text = "roster.too_large"


class NoHeader(RosterError):
    """No sheet has a row of column headers that we know."""

    text = "roster.no_header"


class NoStudentNumbers(RosterError):
    """A sheet (``sheet``) has known columns, but none with student numbers."""

    text = "roster.no_student_no"


class AmbiguousColumns(RosterError):
    """Two columns of a ``sheet`` (``first``, ``second``) would fill the same field."""

    text = "roster.ambiguous"


class RejectsUnwritable(RosterError):
    """The rows that were left out could not be written beside the file, so nothing was imported."""

    text = "roster.rejects_unwritable"


class NoPhotoFolder(RosterError):
    """The folder of photos (``folder``, its base name) cannot be read."""

    text = "roster.no_photo_folder"
