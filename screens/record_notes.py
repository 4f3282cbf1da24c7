"""What Record tells beside the fields: where they come from, what changed, how requests stand."""

from collections.abc import Iterator

from rich.cells import cell_len, chop_cells
from textual.content import Content
from textual.widgets import Static

from kiosk.model.request import Request, RequestState
from kiosk.visit import Enrolment
from screens.langs import Speaks
from screens.requests import in_order
from screens.widgets.buttons import Secondary

_PREVIEW = 36
"""Cells of a reply that are told here; the whole of it stands in the request."""


class Notes(Speaks, Static):
    """Where the record comes from, what changed since the last signature, what was declared."""

    def __init__(self, enrolment: Enrolment) -> None:
        """Tell about an enrolment."""
        super().__init__(classes="notes")
        self._enrolment = enrolment

    def render(self) -> Content:
        """Return a line for each thing worth telling."""
        student, round_ = self._enrolment.student, self._enrolment.round
        lines = [*self._requests(), *self._changes()]
        if student.left:
            lines.append(self.words("screen.record.left"))
        elif round_ is None:
            lines.append(self.words("screen.record.no_round"))
        else:
            declared = student.declared(round_)
            if declared is not None:
                verdict = self.words(f"screen.verdict.{declared.verdict.value}")
                date = declared.at[:10]
                lines.append(self.words("screen.record.declared", date=date, verdict=verdict))
        source = student.source
        lines.append(self.words("screen.record.source", name=source.name, date=source.exported))
        return Content("\n").join(lines)

    def _requests(self) -> Iterator[Content]:
        """Yield how far the request is in which somebody has to act first, and what was said."""
        found = news(self._enrolment)
        if found is None:
            return
        state = self.words(f"request.state.{found.state.value}")
        if not found.reply or found.state is RequestState.CORRECTED:
            yield self.words("screen.record.asked", state=state)
            return
        reply = found.reply
        if cell_len(reply) > _PREVIEW:
            reply = f"{chop_cells(reply, _PREVIEW)[0]}…"
        yield self.words("screen.record.replied", state=state, reply=reply)

    def _changes(self) -> Iterator[Content]:
        """Yield what was changed and is not signed yet."""
        changed = dict.fromkeys(change.field for change in self._enrolment.signable)
        if changed:
            fields = self.words("field.comma").join(self.words(f"field.{one}") for one in changed)
            key = "unsigned_only" if self._enrolment.round is None else "unsigned"
            yield self.words(f"screen.record.{key}", fields=fields)


def news(enrolment: Enrolment) -> Request | None:
    """Return the request to tell of: an open one, else one that moved since the last signature."""
    student = enrolment.student
    signed = student.declarations[-1].seq if student.declarations else 0
    telling = tuple(
        one
        for one in student.requests
        if one.state.open or (one.moves and one.moves[-1].seq > signed)
    )
    first = in_order(telling)[0] if telling else None
    done = first is not None and first.state is RequestState.CORRECTED and not enrolment.signable
    return None if done else first


class StateChip(Secondary):
    """How far the student's requests are; a click shows them."""

    def __init__(self, state: RequestState) -> None:
        """Name the state of the request in which somebody has to act first."""
        yours = " -yours" if state is RequestState.NEED_MATERIAL else ""
        super().__init__("screen.record.requests", "f5", classes=f"-slim{yours}")
        self._state = state

    def render(self) -> Content:
        """Return the state in the language of now, and the key."""
        self._values = {"state": self.words(f"request.state.{self._state.value}")}
        return super().render()
