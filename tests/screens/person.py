"""A person before an app: presses keys, moves the mouse, reads the screen."""

import asyncio
from collections.abc import Mapping
from typing import Any

from rich.cells import cell_len
from textual import events
from textual._context import visible_screen_stack
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tests.screens.thrift import paint

_CHARACTERS: Mapping[str, str] = {"space": " ", "enter": "\r", "tab": "\t"}


async def _nothing_to_do() -> None:
    """Wait until the loop has nothing that could run now: each part waits for something to come."""
    ready = vars(asyncio.get_running_loop())["_ready"]
    await asyncio.sleep(0)
    while ready:  # noqa: ASYNC110 - no event tells it
        await asyncio.sleep(0)


def _waits_for_paint(screen: Screen[Any]) -> bool:
    """Tell whether a screen will be laid out or painted, or is to do something after that."""
    changed = screen._layout_required or screen._scroll_required or screen._repaint_required
    return bool(changed or screen._dirty_widgets or screen._callbacks)


class Person:
    """Drives an app by what a terminal would send, and sees what it would show."""

    def __init__(self, app: App[int], pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot
        self.pressed = 0

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each after what the last one did."""
        for key in keys:
            self.pressed += 1
            self.send(key)
            await self.settle()

    async def write(self, text: str) -> None:
        """Type text as fast as a scanner."""
        for char in text:
            self.pressed += 1
            self.send(char)
        await self.settle()

    async def scan(self, digits: str) -> None:
        """Send digits and Enter in one burst."""
        for key in (*digits, "enter"):
            self.send(key)
        await self.settle()

    def send(self, key: str) -> None:
        character = key if len(key) == 1 else _CHARACTERS.get(key)
        driver = self.app._driver
        assert driver is not None
        event = events.Key("space" if key == " " else key, character)
        event.set_sender(self.app)
        driver.send_message(event)

    async def paste(self, text: str) -> None:
        self.app.post_message(events.Paste(text))
        await self.settle()

    def mouse(self, kind: type[events.MouseEvent], x: int, y: int, button: int = 0) -> None:
        driver = self.app._driver
        assert driver is not None
        event = kind(None, x, y, 0, 0, button, False, False, False, screen_x=x, screen_y=y)
        event.set_sender(self.app)
        driver.send_message(event)

    async def tap(self, x: int, y: int) -> None:
        """Tap a cell of the screen."""
        self.mouse(events.MouseDown, x, y, 1)
        await self.settle()
        self.mouse(events.MouseUp, x, y, 1)
        await self.settle()

    async def click(self, kind: type[Widget] | str) -> None:
        """Click the middle of a widget."""
        region = self.one(kind).region
        await self.tap(region.x + region.width // 2, region.y + region.height // 2)

    async def click_text(self, text: str) -> None:
        """Click the first place of the screen where a text stands."""
        for y, row in enumerate(self.rows()):
            if text in row:
                await self.tap(cell_len(row[: row.index(text)]), y)
                return
        raise AssertionError(text, self.text())

    async def draw(self, *points: tuple[int, int]) -> None:
        """Draw one stroke with the mouse, in cells of the screen."""
        self.mouse(events.MouseDown, *points[0], 1)
        for point in points[1:]:
            self.mouse(events.MouseMove, *point, 1)
        self.mouse(events.MouseUp, *points[-1], 1)
        await self.settle()

    async def settle(self) -> None:
        """Wait until everything that was caused has happened and is painted.

        Nobody answers in an app that has failed: its failure ends the test, and no wait begins.
        """
        quiet = 0
        while quiet < 2:
            lives = await self.pilot._wait_for_screen()
            if not lives or self.app._exception is not None:
                raise self.app._exception or AssertionError
            await self.app.workers.wait_for_complete()
            await self.app.animator.wait_until_complete()
            await _nothing_to_do()
            screen = self.app.screen
            behind = [one for one in self.app._background_screens if one._layout_required]
            busy = self.app.workers or behind or _waits_for_paint(screen)
            for one in (*behind, screen):
                one._on_timer_update()
            quiet = 0 if busy else quiet + 1
        paint(self.app.screen)

    def strips(self) -> list[Strip]:
        """Return the lines of the screen, and of what is seen through it."""
        visible_screen_stack.set(self.app._background_screens)
        return self.app.screen._compositor.render_strips()

    def rows(self) -> list[str]:
        return ["".join(segment.text for segment in strip) for strip in self.strips()]

    def text(self) -> str:
        return "\n".join(self.rows())

    def sees(self, *texts: str) -> bool:
        """Tell whether texts stand on the screen, lines broken anywhere."""
        shown = "".join(self.text().replace("│", "").split())
        return all("".join(text.split()) in shown for text in texts)

    def one(self, kind: type[Widget] | str) -> Widget:
        found: Widget = self.app.screen.query_one(kind)
        return found
