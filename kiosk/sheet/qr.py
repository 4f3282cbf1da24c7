"""QR codes as modules, for the sheet and for the screen (package ``qrcode``)."""

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

_MASK = 3
"""Any mask is valid; searching for the best takes 5 of 6 ms and wins nothing (facts/pdf.md)."""


def matrix(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of a QR code of level M without its quiet zone; true is dark.

    Upper-case URLs stay in alphanumeric mode: 169 characters make a version 7 (45 × 45).

    Args:
        text: What the code says.
    """
    code = QRCode(error_correction=ERROR_CORRECT_M, mask_pattern=_MASK, border=0)
    code.add_data(text, optimize=0)  # one segment in the densest mode that fits all of it
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.modules)
