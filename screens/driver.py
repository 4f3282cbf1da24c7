"""Reads the terminal: whatever arrives from it, the app stays, and hears the next key."""

import fcntl
import os
import selectors
import struct
import termios
from codecs import getincrementaldecoder
from contextlib import suppress

from textual._xterm_parser import BRACKETED_PASTE_END, XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import InputEvent, Resize
from textual.geometry import Size
from textual.message import Message
from textual.messages import InBandWindowResize

_TURN = 0.1
"""Seconds between two looks whether the app ends."""
_LONGEST_PASTE = 20
"""Turns without a byte after which a paste is over that nothing ended: two seconds."""
_BYTES = 4096


class Keys(LinuxDriver):
    """Textual's driver, for terminals before which everybody may stand.

    Bytes that are no UTF-8 come from a scanner, or by SSH from a terminal of GBK; a report of a
    key may hold numbers that no character has, one of the window's size a size that it has not,
    and a paste may never end. Textual would end, draw a screen of any size, and hear no more keys.
    """

    _parser: XTermParser
    _asked = True
    """Whether the terminal may still answer what it was asked at the start."""

    def run_input_thread(self) -> None:
        """Read until the app ends; it does when its terminal is gone."""
        decode = getincrementaldecoder("utf-8")("ignore").decode
        self._parser = XTermParser()
        quiet = 0
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                quiet += 1
                if selector.select(_TURN):
                    quiet = 0
                    data = self._read()
                    if not data:
                        self._loop.call_soon_threadsafe(self._app.exit)
                        return
                    self._take(decode(data))
                elif quiet == _LONGEST_PASTE:
                    self._take(BRACKETED_PASTE_END)
                for message in self._parser.tick():
                    self.process_message(message)

    def _read(self) -> bytes:
        with suppress(OSError):
            return os.read(self.fileno, _BYTES)
        return b""

    def _take(self, text: str) -> None:
        for character in text:
            try:
                for message in self._parser.feed(character):
                    self.process_message(message)
            except (ValueError, OverflowError):
                self._parser = _like(self._parser)

    def process_message(self, message: Message) -> None:
        """Pass on what came; of a report of the window's size, the size that it has.

        What the terminal can do it tells at once, before anything is typed: later it is forged.
        """
        if isinstance(message, InBandWindowResize) and not self._asked:
            return
        if isinstance(message, InBandWindowResize | InputEvent):
            self._asked = False
        if isinstance(message, Resize):
            message = self._measured(message.pixel_size)
        super().process_message(message)

    def _measured(self, told: Size | None) -> Resize:
        """Return the window's size as the kernel knows it, and let the parser go by it.

        Args:
            told: Its size in pixels as the report has it, for terminals that tell no kernel.
        """
        cells = Size(*self._get_terminal_size())
        asked = fcntl.ioctl(self.fileno, termios.TIOCGWINSZ, bytes(8))
        known = (Size(*struct.unpack("4xHH", asked)), told or Size())
        dots = next((one for one in known if one.contains(*cells)), None)
        self._parser.terminal_size, self._parser.terminal_pixel_size = cells, dots
        self._parser.mouse_pixels = self._mouse_pixels
        return Resize(cells, cells, cells, dots)


def _like(last: XTermParser) -> XTermParser:
    """Return a parser that stands at no byte, and knows what the last one knew of the mouse."""
    parser = XTermParser()
    parser.mouse_pixels = last.mouse_pixels
    parser.terminal_size = last.terminal_size
    parser.terminal_pixel_size = last.terminal_pixel_size
    return parser
