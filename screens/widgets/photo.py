"""A photo on the screen, as far as a terminal can show one."""

from functools import partial
from io import BytesIO

from rich.color import Color
from rich.segment import Segment, SegmentLines
from rich.style import Style
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message

from screens.langs import Speaks


def scaled(jpeg: bytes, size: Size) -> SegmentLines | None:
    """Return a photo as half blocks, as large as it fits, in the middle; nothing if it is broken.

    Args:
        jpeg: The file.
        size: Cells; each is twice as high as wide.
    """
    from PIL import Image  # noqa: PLC0415 - 0.1 s to load, and only where photos are shown

    try:
        with Image.open(BytesIO(jpeg)) as photo:
            scale = min(size.width / photo.width, 2 * size.height / photo.height)
            width = max(1, round(photo.width * scale))
            height = max(2, round(photo.height * scale) // 2 * 2)
            pixels = photo.convert("RGB").resize((width, height)).tobytes()
    except (OSError, ValueError, SyntaxError):  # what Pillow raises for a broken file
        return None
    colours = [Color.from_rgb(*pixels[at : at + 3]) for at in range(0, len(pixels), 3)]
    margin = Segment(" " * ((size.width - width) // 2))
    lines: list[list[Segment]] = [[]] * ((size.height - height // 2) // 2)
    for top in range(0, width * height, 2 * width):
        pairs = zip(colours[top : top + width], colours[top + width : top + 2 * width], strict=True)
        lines.append([margin, *(Segment("▀", Style(color=up, bgcolor=low)) for up, low in pairs)])
    return SegmentLines(lines, new_lines=True)


class PhotoView(Speaks):
    """A photo of the record; an empty frame when there is none.

    Sixteen colours cannot show a face: there the frame says that the sheet does.
    """

    class Scaled(Message):
        """The photo is ready to be shown."""

        def __init__(self, lines: SegmentLines | None) -> None:
            """Hand over the lines; nothing: the photo is broken."""
            super().__init__()
            self.lines = lines

    def __init__(self, jpeg: bytes | None) -> None:
        """Show a photo.

        Args:
            jpeg: The file; nothing: not taken.
        """
        super().__init__(classes="" if jpeg else "-empty")
        self._jpeg = jpeg
        self._lines: SegmentLines | None = None
        self._unreadable = False

    def on_resize(self) -> None:
        """Scale the photo, in a thread: Pillow may have to be loaded first."""
        if self._jpeg and self.size and not self.app.native_ansi_color:
            self.run_worker(
                partial(self._scale, self._jpeg, self.size), thread=True, exclusive=True
            )

    def _scale(self, jpeg: bytes, size: Size) -> None:
        self.post_message(self.Scaled(scaled(jpeg, size)))

    def on_photo_view_scaled(self, event: Scaled) -> None:
        """Show it."""
        event.stop()
        self._lines = event.lines
        self._unreadable = event.lines is None
        self.refresh()

    def render(self) -> RenderResult:
        """Return the photo, or what stands in its frame instead."""
        if self._jpeg is None:
            return self.words("widget.no_photo")
        if self._unreadable or self.app.native_ansi_color:
            return self.words("widget.see_sheet")
        return self._lines or Content()
