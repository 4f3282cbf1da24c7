"""Keys that come faster than the screen follows: each has its turn, and none is lost."""

from collections import deque
from weakref import ref

from textual import events
from textual.dom import DOMNode
from textual.message import Message
from textual.widgets import Input

import assets
from screens.frame import FullScreen

Typed = events.Key | events.Paste
Place = tuple[ref[DOMNode], ref[DOMNode] | None]
"""The screen and what has the focus; neither is kept alive."""

_QUEUES = 4
"""What a key causes is handed on so often at most: by the line, its entry, the screen, the app."""
_FUNCTIONS = frozenset(f"f{number}" for number in range(1, 13))
_LONGEST_HOLD = 2
"""Seconds that keys wait at most, should something hang: no terminal may go deaf."""


class ReadyForKeys(Message):
    """A screen shows what keys had asked for: the next one may follow."""


class InTurn(FullScreen, inherit_bindings=False):
    """Lets one key in after the other.

    Textual gives a key to what has the focus, and looks for what it is bound to only when it has
    come up to the app again. A scanner is faster than that, and so is a hand while a screen is put
    up. So a key waits until somebody who followed the one before, from the focus up through every
    queue, has found screen and focus the same as often as something can be handed on. What is
    typed into a line stands in that line's queue anyway and need not wait for what was typed there.
    """

    def __init__(self, lang: assets.Lang) -> None:
        """Begin with no key under way."""
        super().__init__(lang)
        self._ahead: deque[Typed] = deque()
        self._rounds = 0
        self._turn = 0
        self._place: Place | None = None
        self._held = 0

    @property
    def ready(self) -> bool:
        """Tell whether what is shown can take a key; ``ReadyForKeys`` tells that it can again."""
        return True

    async def on_event(self, event: events.Event) -> None:
        """Put what is typed behind what was typed before."""
        if isinstance(event, Typed) and not event.is_forwarded:
            if not self._repeats(event):
                self._ahead.append(event)
            await self._go_on()
        else:
            await super().on_event(event)

    def _repeats(self, event: Typed) -> bool:
        """Tell whether a function key waits behind itself already.

        One that is held down comes faster than screens are put up; who lets go of it and wants to
        end would wait for all of them.
        """
        waiting = self._ahead[-1] if self._ahead else None
        if not isinstance(event, events.Key) or not isinstance(waiting, events.Key):
            return False
        return event.key == waiting.key and event.key in _FUNCTIONS

    async def let_in(self, event: Typed) -> None:
        """Do what a key does, now that it is its turn."""
        await super().on_event(event)

    async def on_ready_for_keys(self, _message: ReadyForKeys) -> None:
        """Let in what was typed meanwhile."""
        await self._go_on()

    async def _go_on(self) -> None:
        while self._ahead and not self._rounds and self.ready:
            self._held = 0
            event = self._ahead.popleft()
            printable = isinstance(event, events.Key) and event.is_printable
            into_line = printable and isinstance(self.focused, Input)
            await self.let_in(event)
            if not into_line:
                self._rounds = _QUEUES
                self._climb(self.focused or self.screen, self._turn)

    def _climb(self, node: DOMNode, turn: int) -> None:
        """Stand in the queue of a node, and after that in the queue of the one above it."""
        if node is self:
            self.call_later(self._arrived, turn)
            return
        above = node.parent or self
        if not node.call_later(self._climb, above, turn):
            self._climb(above, turn)

    async def _arrived(self, turn: int) -> None:
        """Go round again, or let the next key in."""
        if turn != self._turn:
            return
        place: Place = (ref(self.screen), ref(self.focused) if self.focused else None)
        self._rounds = self._rounds - 1 if place == self._place else _QUEUES
        self._place = place
        if self._rounds:
            self._climb(self.focused or self.screen, turn)
        else:
            await self._go_on()

    def second_passed(self) -> None:
        """Let everything in that has waited for too long."""
        self._held = self._held + 1 if self._ahead else 0
        if self._held > _LONGEST_HOLD:
            self.call_later(self._give_up)

    async def _give_up(self) -> None:
        self._turn += 1
        self._rounds = self._held = 0
        while self._ahead:
            await self.let_in(self._ahead.popleft())
