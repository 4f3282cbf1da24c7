"""One correction request in words: its matters, what to do now, the registrar, the history."""

from typing import ClassVar

from textual.content import Content
from textual.widgets import Static

from kiosk.model.request import Matter, Move, Request, RequestState
from kiosk.rules import mask
from kiosk.rules.requests import Who, who
from screens.langs import Speaks

_MINUTE = 16
"""Characters of an ISO time down to the minute."""


class RequestView(Speaks, Static):
    """Reads a request out; values that the screen hides elsewhere are masked here too."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "request--title",
        "request--state",
        "request--yours",
        "request--muted",
    }

    def __init__(self, request: Request) -> None:
        """Show a request."""
        super().__init__(classes="request")
        self._request = request

    def show(self, request: Request) -> None:
        """Show another one, or the same as it is now."""
        self._request = request
        self.retell()

    def render(self) -> Content:
        """Return the blocks from top to bottom: what matters most comes first."""
        return Content("\n\n").join(
            [
                Content("\n").join(map(self._matter, self._request.matters)),
                self._todo(),
                self._history(),
            ]
        )

    def _matter(self, matter: Matter) -> Content:
        yours = matter.state is RequestState.NEED_MATERIAL
        style = self.get_visual_style("request--yours" if yours else "request--state")
        state = self.words(f"request.state.{matter.state.value}")
        pill = Content.styled(f" {state.plain} ", style)
        return Content.assemble(pill, "  ", self._asked(matter))

    def _asked(self, matter: Matter) -> Content:
        if matter.part is None:
            missing = self._request.missing
            heading = missing.heading if missing else ""
            return self.words("screen.requests.missing", heading=heading)
        claim = self._request.claim(matter.part)
        value = mask.shown(matter.part, claim.value) if claim else ""
        label = self.words(f"field.{matter.part.value}")
        return self.words("screen.requests.claim", label=label, value=value)

    def _todo(self) -> Content:
        state = self._request.state
        lines = [self.words(f"screen.requests.todo.{state.value}")]
        if self._request.reply:
            title = self.get_visual_style("request--title")
            said = self.words("screen.requests.reply").stylize(title)
            lines.insert(0, Content.assemble(said, " ", self._request.reply))
        return Content("\n").join(lines)

    def _history(self) -> Content:
        title = self.words("screen.requests.history")
        filed = Content.assemble(
            _minute(self._request.at), "  ", self.words("screen.requests.filed")
        )
        lines = [title.stylize(self.get_visual_style("request--title")), filed]
        lines += map(self._move, self._request.moves)
        return Content("\n").join(lines)

    def _move(self, move: Move) -> Content:
        by = who(move.actor)
        name = self.words(f"request.who.{by.value}")
        done = self.words(f"request.move.{move.kind.value}")
        line = Content.assemble(_minute(move.at), "  ", name, "  ", done)
        parts = [self.words(f"field.{part.value}") for part in move.parts]
        if parts and len(self._request.matters) > 1:
            joined = self.words("field.comma").join(parts)
            line = Content.assemble(line, " (", joined, ")")
        if not move.text or (by is Who.STAFF and move.text == self._request.reply):
            return line
        said = Content.styled(move.text, self.get_visual_style("request--muted"))
        return Content.assemble(line, "  ", said)


def _minute(at: str) -> str:
    return at[:_MINUTE].replace("T", " ")
