"""QR codes as modules, for the sheet and for the screen (package ``qrcode``).

A pack draws hundreds of codes a second, and ``qrcode`` takes 1.3 ms for each. Here it lays out one
of each version; the text's bits and their checks are put into that, in a fifth of the time.
"""

from dataclasses import dataclass
from functools import cache
from itertools import chain, zip_longest

from qrcode.base import gexp, glog, rs_blocks
from qrcode.constants import ERROR_CORRECT_M
from qrcode.LUT import rsPoly_LUT
from qrcode.main import QRCode
from qrcode.util import ALPHA_NUM, MODE_ALPHA_NUM, length_in_bits

_MASK = 3
"""Any mask is valid; searching for the best takes 5 of 6 ms and wins nothing."""
_VALUES = {chr(char): value for value, char in enumerate(ALPHA_NUM)}
_PADDING = (0xEC, 0x11)

Matrix = tuple[tuple[bool, ...], ...]


def matrix(text: str) -> Matrix:
    """Return the rows of a QR code of level M without its quiet zone; true is dark.

    Upper-case URLs stay in alphanumeric mode: 169 characters make a version 7 (45 × 45).

    Args:
        text: What the code says.
    """
    if not _VALUES.keys() >= set(text):
        return by_library(text)
    layout = next(one for one in map(_layout, range(1, 41)) if one.holds(text))
    modules = list(layout.empty)
    words = int.from_bytes(layout.words(text), "big")
    for place, bit in zip(layout.places, f"{words:0{len(layout.places)}b}", strict=True):
        if bit == "1":
            modules[place] = not modules[place]
    side = layout.side
    return tuple(tuple(modules[at : at + side]) for at in range(0, side * side, side))


def by_library(text: str) -> Matrix:
    """Return the same rows as ``matrix``, of any text."""
    code = QRCode(error_correction=ERROR_CORRECT_M, mask_pattern=_MASK, border=0)
    code.add_data(text, optimize=0)  # one segment in the densest mode that fits all of it
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.modules)


@dataclass(frozen=True, slots=True)
class _Layout:
    """A version of level M: what is the same in all its codes, and where bits go."""

    version: int
    side: int
    blocks: tuple[tuple[int, int], ...]
    """Of each block the bytes of data, and of checks."""
    empty: tuple[bool, ...]
    """The modules row by row while all bits are 0."""
    places: tuple[int, ...]
    """The module of each bit."""

    @property
    def capacity(self) -> int:
        """Bytes of data."""
        return sum(data for data, _ in self.blocks)

    def holds(self, text: str) -> bool:
        """Tell whether there is room for a text."""
        return self._head + (11 * len(text) + 1) // 2 <= 8 * self.capacity

    @property
    def _head(self) -> int:
        return 4 + int(length_in_bits(MODE_ALPHA_NUM, self.version))

    def words(self, text: str) -> bytes:
        """Return data and checks in the order of the code (ISO/IEC 18004, 7.4 to 7.6)."""
        left = self._data(text)
        data: list[bytes] = []
        checks: list[bytes] = []
        for size, extra in self.blocks:
            block, left = left[:size], left[size:]
            data.append(block)
            checks.append(_checks(block, extra))
        columns = chain(zip_longest(*data), zip_longest(*checks))
        return bytes(word for column in columns for word in column if word is not None)

    def _data(self, text: str) -> bytes:
        bits: int = MODE_ALPHA_NUM << self._head - 4 | len(text)
        length = self._head
        for first, second in zip(text[::2], text[1::2], strict=False):
            bits = bits << 11 | 45 * _VALUES[first] + _VALUES[second]
            length += 11
        if len(text) % 2:
            bits = bits << 6 | _VALUES[text[-1]]
            length += 6
        room = 8 * self.capacity - length
        end = min(room, 4)
        end += -(length + end) % 8
        data = (bits << end).to_bytes((length + end) // 8, "big")
        missing = self.capacity - len(data)
        return data + bytes(_PADDING[at % 2] for at in range(missing))


@cache
def _layout(version: int) -> _Layout:
    """Lay out a version: the modules that differ between all zeros and all ones are the bits'."""
    blocks = rs_blocks(version, ERROR_CORRECT_M)
    words = sum(one.total_count for one in blocks)
    empty, full = (_filled(version, [word] * words) for word in (0, 0xFF))
    side = len(empty)
    places = [
        row * side + column
        for right in (*range(side - 1, 6, -2), *range(5, 0, -2))
        for row in (range(side) if _is_downwards(right, side) else range(side - 1, -1, -1))
        for column in (right, right - 1)
        if empty[row][column] != full[row][column]
    ]
    return _Layout(
        version,
        side,
        tuple((one.data_count, one.total_count - one.data_count) for one in blocks),
        tuple(module for row in empty for module in row),
        tuple(places),
    )


def _is_downwards(right: int, side: int) -> bool:
    """Tell which way the bits run in the two columns of which this is the right one."""
    turned = right if right > 6 else right + 1  # noqa: PLR2004 - column 6 holds the timing pattern
    return (side - 1 - turned) // 2 % 2 == 1


def _filled(version: int, words: list[int]) -> list[list[bool]]:
    code = QRCode(version, error_correction=ERROR_CORRECT_M, mask_pattern=_MASK, border=0)
    code.data_cache = words
    code.makeImpl(test=False, mask_pattern=_MASK)
    return [[bool(module) for module in row] for row in code.modules]


def _checks(data: bytes, count: int) -> bytes:
    """Return the Reed-Solomon checks of a block: what its division leaves."""
    table = _multiples(count)
    high = 8 * (count - 1)
    low = (1 << high) - 1
    rest = 0
    for byte in data:
        rest = (rest & low) << 8 ^ table[rest >> high ^ byte]
    return rest.to_bytes(count, "big")


@cache
def _multiples(count: int) -> tuple[int, ...]:
    """Return the generator of so many checks times each byte."""
    generator = rsPoly_LUT[count][1:]
    return tuple(
        int.from_bytes(bytes(_product(factor, byte) for factor in generator), "big")
        for byte in range(256)
    )


def _product(first: int, second: int) -> int:
    """Multiply in the field of 256 elements."""
    return int(gexp(glog(first) + glog(second))) if first and second else 0
