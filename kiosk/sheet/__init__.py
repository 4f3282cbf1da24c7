"""The archive sheet 《个人学信档案》 as PDF, and QR codes. Reportlab and qrcode live here only."""

from kiosk.model.page import Page


def draw(page: Page) -> bytes:
    """Return the archive sheet as a PDF of one A4 page.

    The same page gives the same bytes: nothing is taken from the clock. The PDF library and the
    fonts are loaded by the first call.

    Raises:
        Unprintable: A character that no font has; nothing was drawn.
        PhotoUnreadable: A photo's bytes are no JPEG.
        Overfull: The longest values of the widest characters leave no room for each other.
    """
    from kiosk.sheet import sheet  # noqa: PLC0415 - an on-screen QR must not load reportlab

    return sheet.draw(page)
