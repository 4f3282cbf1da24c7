"""A request as the registrar reads it, and the record beside it with what is claimed marked."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import ClassVar

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from kiosk.model.record import Field, Part
from kiosk.model.request import Claim, Matter, Move
from kiosk.rules import form, mask
from kiosk.rules.proofs import advice
from kiosk.rules.requests import Who, who
from kiosk.services.requests.queue import Queued
from kiosk.services.requests.table import enrolment
from screens.langs import Speaks, lang_of
from screens.widgets.wrapping import wrap

_MINUTE = 16
"""Characters of an ISO time down to the minute."""
_LABEL = 12
"""Cells of a field's label beside its value."""


def shown(part: Part, value: str, *, revealed: bool) -> str:
    """Return a value as the form prints it, masked where the screen hides it."""
    return form.shown(part, value) if revealed else mask.shown(part, value)


class RequestTold(Speaks, Static):
    """One matter of a request: old, now, claimed, why; who decides, the proofs; the history."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"told--label", "told--title", "told--claim"}
    revealed: reactive[bool] = reactive(False, layout=True)
    """ID number and birth date are shown in full."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self._queued: Queued | None = None
        self._at = 0
        self._province = ""

    def show(self, queued: Queued, at: int, province: str) -> None:
        """Show a matter.

        Args:
            queued: The request.
            at: Index of the matter.
            province: Whose rules say who decides, and what to bring.
        """
        self._queued, self._at, self._province = queued, at, province
        self.retell()

    def render(self) -> Content:
        """Return the lines."""
        if self._queued is None:
            return Content()
        matter = self._queued.request.matters[self._at]
        lines = [*self._matter(self._queued, matter), Content(), *self._history(self._queued)]
        return Content("\n").join(lines)

    def _line(self, key: str, value: str, style: str = "") -> Content:
        label = self.words(f"screen.desk_requests.{key}")
        said = Content.styled(value, self.get_visual_style(style) if style else "")
        return Content.assemble(label.stylize(self.get_visual_style("told--label")), " ", said)

    def _matter(self, queued: Queued, matter: Matter) -> Iterator[Content]:
        part = matter.part
        if part is None:
            missing = queued.request.missing
            if missing:
                yield self._line("claimed", enrolment(missing), "told--claim")
            return
        claim = queued.request.claim(part)
        if claim:
            yield from self._values(queued, matter, part, claim)
        known = advice(part, lang_of(self), self._province)
        yield self._line("decides", known.decides)
        yield self._line("proofs", self.words("field.comma").plain.join(known.proofs))
        if matter.differs:
            yield self.words("screen.desk_requests.differs_means").stylize(
                self.get_visual_style("told--claim")
            )

    def _values(
        self, queued: Queued, matter: Matter, part: Part, claim: Claim
    ) -> Iterator[Content]:
        now, empty = queued.student.record.get(part), self.words("cli.empty").plain
        if isinstance(part, Field):
            old = shown(part, matter.old, revealed=self.revealed)
            yield self._line("old", old or empty)
            if now != matter.old:
                yield self._line("now", shown(part, now, revealed=self.revealed) or empty)
        value = shown(part, claim.value, revealed=self.revealed)
        yield self._line("claimed", value, "told--claim")
        if claim.reason:
            yield self._line("because", claim.reason)
        if claim.since:
            yield self._line("began", claim.since)

    def _history(self, queued: Queued) -> Iterator[Content]:
        title = self.get_visual_style("told--title")
        yield self.words("screen.desk_requests.history").stylize(title)
        request = queued.request
        yield Content.assemble(_minute(request.at), "  ", self.words("screen.desk_requests.filed"))
        for move in request.moves:
            yield self._move(move, len(request.matters))

    def _move(self, move: Move, matters: int) -> Content:
        done = self.words(f"request.move.{move.kind}")
        by = self.words("screen.desk_requests.student").plain
        if who(move.actor) is Who.STAFF:
            by = move.actor.removeprefix("staff:")
        line = Content.assemble(_minute(move.at), "  ", by, "  ", done)
        if 0 < len(move.parts) < matters:
            names = [self.words(f"field.{one}") for one in move.parts]
            line = Content.assemble(line, " (", self.words("field.comma").join(names), ")")
        return Content.assemble(line, "  ", move.text) if move.text else line


class RecordBeside(Speaks, Static):
    """The 18 fields, one below the other; a claimed one carries the pill and what it should be."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "beside--label",
        "beside--value",
        "beside--wrong",
        "beside--pill",
        "beside--claim",
    }
    revealed: reactive[bool] = reactive(False, layout=True)
    """As of ``RequestTold``."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self._queued: Queued | None = None

    def show(self, queued: Queued) -> None:
        """Show the record of a request."""
        self._queued = queued
        self.retell()

    def on_resize(self) -> None:
        """Break the values anew."""
        self.retell()

    def render(self) -> Content:
        """Return the lines."""
        if self._queued is None:
            return Content()
        lines = [line for field in Field for line in self._field(self._queued, field)]
        return Content("\n").join(lines)

    def _field(self, queued: Queued, field: Field) -> Iterator[Content]:
        """Yield the lines of a field: label and value broken beside each other, the claim below."""
        claim = queued.request.claim(field)
        room = max(8, self.size.width - _LABEL - 4)
        style = self.get_visual_style("beside--wrong" if claim else "beside--value")
        value = shown(field, queued.student.record.get(field), revealed=self.revealed)
        lines = [Content.styled(one, style) for one in wrap(value, room)]
        if claim:
            right = shown(field, claim.value, revealed=self.revealed)
            said = self.words("screen.desk_requests.right", value=right).plain
            style = self.get_visual_style("beside--claim")
            lines += [Content.styled(one, style) for one in wrap(said, room)]
        labels = wrap(self.words(f"field.{field}").plain, _LABEL, at_marks=True)
        pill = Content.styled(
            self.words("widget.wrong").plain, self.get_visual_style("beside--pill")
        )
        muted = self.get_visual_style("beside--label")
        for at, (label, line) in enumerate(zip_longest(labels, lines, fillvalue="")):
            mark = pill if claim and at == 0 else "  "
            gap = " " * (_LABEL - cell_len(str(label)) + 1)
            yield Content.assemble(mark, " ", Content.styled(str(label), muted), gap, line)


def _minute(at: str) -> str:
    return at[:_MINUTE].replace("T", " ")
