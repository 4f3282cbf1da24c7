"""The matters of a request: one a row, and those ticked that a move is to be made with."""

from collections.abc import Sequence

from textual.content import Content

from kiosk.model.record import Part, part
from kiosk.model.request import Matter, MoveKind, Request
from kiosk.rules.requests import movable
from screens.desk.rows import Column, Row, Rows
from screens.langs import lang_of, spoken

_WHOLE = "whole"
"""Key of the one matter that is no field: an enrolment that is missing."""
_MOST = 6
"""Rows that are in sight."""


class Matters(Rows):
    """Nothing ticked means all of them."""

    def __init__(self) -> None:
        """Begin without a request."""
        super().__init__(classes="matters")
        self._request: Request | None = None
        self._ticked: frozenset[str] = frozenset()

    @property
    def _names(self) -> list[str]:
        matters = self._request.matters if self._request else ()
        return [one.part.value if one.part else _WHOLE for one in matters]

    @property
    def at(self) -> int:
        """Index of the matter under the cursor."""
        return self._names.index(self.key) if self.key in self._names else 0

    @property
    def chosen(self) -> Sequence[Part]:
        """The parts that are ticked, in the order of the form."""
        return tuple(part(one) for one in self._names if one in self._ticked)

    def tell(self, request: Request) -> None:
        """Show the matters of a request; ticks and cursor stay."""
        self._request = request
        columns = (
            Column("screen.desk_requests.ticked" if len(request.matters) > 1 else ""),
            Column("screen.desk_requests.what"),
            Column("screen.desk_requests.state"),
        )
        self.styles.height = min(len(request.matters), _MOST) + 1
        names = zip(self._names, request.matters, strict=True)
        self.show(columns, [self._row(name, matter) for name, matter in names])

    def _row(self, name: str, matter: Matter) -> Row:
        tick = "√" if name in self._ticked else " "
        state = spoken(lang_of(self), f"request.state.{matter.state}").plain
        mark: tuple[tuple[str, str], ...] = ((" ≠", "wrong"),) if matter.differs else ()
        return Row(name, (f"[{tick}]", self._label(matter).plain, ((state, "half"), *mark)))

    def _label(self, matter: Matter) -> Content:
        key = f"field.{matter.part}" if matter.part else "request.kind.missing_enrolment"
        return spoken(lang_of(self), key)

    def meant(self, request: Request, kind: MoveKind) -> Content:
        """Return in words which matters a move would be made with."""
        names = [
            self._label(one)
            for one in movable(request, kind)
            if not self._ticked or one.part in self._ticked
        ]
        return spoken(lang_of(self), "field.comma").join(names)

    def tick(self) -> None:
        """Tick the matter under the cursor, or take the tick back; a single one needs none."""
        if self._request is not None and len(self._request.matters) > 1:
            self._ticked ^= {self.key}
            self.tell(self._request)

    def untick(self) -> None:
        """Take all ticks back."""
        self._ticked = frozenset()
