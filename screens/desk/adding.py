"""Somebody whom the roster forgot, added by hand."""

from collections.abc import Mapping
from typing import Any

from kiosk.errors import KioskError, Problem
from kiosk.model.record import Field, Record
from kiosk.services.desk.desk import Desk
from kiosk.services.roster.manual import checked
from screens.apart import apart
from screens.desk.asking import Ask, Form
from screens.desk.base import DeskScreen

_FIRST = (Field.STUDENT_NO, Field.NAME, Field.ID_NUMBER, Field.COLLEGE, Field.CLASS_NAME)
"""Needed, so they come first; the rest follows in the order of the form."""


def adding(desk: Desk, page: DeskScreen[Any]) -> Form:
    """Return the form; what it adds is told on ``page``."""
    fields = (*_FIRST, *(field for field in Field if field not in _FIRST))

    def given(form: Form, typed: Mapping[str, str]) -> None:
        found = checked({field: typed[field.value] for field in Field})
        if isinstance(found, Record):
            form.run_worker(add(form, found), exclusive=True)
        else:
            form.refuse({field.value: problem for field, problem in found.items()})

    async def add(form: Form, record: Record) -> None:
        try:
            await apart(desk.office().by_hand.add, record)
        except KioskError as error:
            form.tell(error.problem)
        else:
            form.done()
            page.tell(Problem("screen.add.done", {"student_no": record.student_no}), well=True)
            page.renew()

    asks = [Ask(field.value, f"field.{field}") for field in fields]
    return Form("screen.add.title", asks, given, note="screen.add.note")
