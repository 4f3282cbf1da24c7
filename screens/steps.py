"""A fresh screen for each step of a visit: named screens would show the last student's input."""

from collections.abc import Callable, Mapping

from kiosk.rules import form
from kiosk.services.visit.terminal import Matrix, Terminal
from kiosk.visit import Step, Visit
from screens.account import AccountScreen
from screens.asking import AskingScreen
from screens.base import StepScreen
from screens.changes import ChangesScreen
from screens.dispute import DisputeScreen
from screens.enrolments import EnrolmentsScreen
from screens.farewell import FarewellScreen
from screens.identify import IdentifyScreen
from screens.paper import PaperScreen
from screens.record import RecordScreen
from screens.requests import RequestsScreen
from screens.sign import SignScreen
from screens.statement import StatementScreen

Make = Callable[[Terminal, Visit, Matrix], StepScreen]


def _sign(terminal: Terminal, visit: Visit) -> SignScreen:
    today = form.day(terminal.today().isoformat())
    kind = ChangesScreen if visit.confirming else SignScreen
    return kind(visit, terminal.config.visit.sign, today)


def _statement(terminal: Terminal, visit: Visit) -> StatementScreen:
    if visit.enrolment.asks_alone:
        return AskingScreen(visit)
    return StatementScreen(visit, terminal.config.visit.statement)


def _farewell(terminal: Terminal, visit: Visit, qr: Matrix) -> FarewellScreen:
    college = visit.enrolment.student.record.college
    return FarewellScreen(visit, qr, terminal.contact(college))


_FRESH: Mapping[Step, Make] = {
    Step.IDENTIFY: lambda t, v, _: IdentifyScreen(v, t.config.second, t.contact("")),
    Step.ENROLMENTS: lambda _, v, __: EnrolmentsScreen(v),
    Step.RECORD: lambda _, v, __: RecordScreen(v),
    Step.DISPUTE: lambda t, v, _: DisputeScreen(v, t.config.province, t.today()),
    Step.STATEMENT: lambda t, v, _: _statement(t, v),
    Step.ACCOUNT: lambda _, v, __: AccountScreen(v),
    Step.SIGN: lambda t, v, _: _sign(t, v),
    Step.PRINT: lambda _, v, qr: PaperScreen(v, qr),
    Step.FAREWELL: _farewell,
    Step.REQUESTS: lambda _, v, __: RequestsScreen(v),
}


def fresh(terminal: Terminal, visit: Visit, qr: Matrix) -> StepScreen:
    """Return a new screen for the step of a visit.

    Args:
        terminal: Knows what the school has set.
        visit: Past Welcome.
        qr: Of the sheet, from Print on.

    Raises:
        KeyError: The visit is at Welcome.
    """
    return _FRESH[visit.step](terminal, visit, qr)
