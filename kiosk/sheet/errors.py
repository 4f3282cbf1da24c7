"""Why a sheet cannot be drawn."""

from kiosk.errors import KioskError


class Unprintable(KioskError):
    """Text holds characters that no font has; ``char`` and ``code`` name them, space between.

    The sheet stops: an empty box or a look-alike is never printed.
    """

    text = "sheet.unprintable"


class Overfull(KioskError):
    """Values of characters far wider than Chinese ones leave no room; nothing is printed over."""

    text = "sheet.overfull"


class FontUnreadable(KioskError):
    """The file of a face, named ``file``, is missing or damaged."""

    text = "sheet.font_unreadable"


class PhotoUnreadable(KioskError):
    """A photo's bytes are no JPEG that a PDF can hold."""

    text = "sheet.photo_unreadable"


class UnreadablePdf(KioskError):
    """A file named ``file`` is no PDF that can be read."""

    text = "sheet.unreadable_pdf"
