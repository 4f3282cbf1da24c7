"""The desk's log shows what the command shows, and reads again only what has grown."""

from pathlib import Path
from uuid import UUID

import pytest

from kiosk.model.rounds import OpenRound
from kiosk.model.staff import Role, Staff
from kiosk.services.desk.exports import Exports
from kiosk.services.desk.log import LogDesk
from kiosk.services.staff import log as service
from kiosk.services.staff.guard import guarded
from kiosk.services.staff.log import Wanted
from store.contract import Store
from tests.school import OTHER, RECORD, YEAR2, School

REGISTRAR = Staff("zhao", Role.REGISTRAR, "", colleges=(RECORD.college,))


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path)
    school.open()
    school.enrol()
    school.enrol(OTHER)
    return school


def log(school: School, store: Store, staff: Staff | None) -> LogDesk:
    exports = Exports(school.folder, school.clock, lambda _table, _file: None, remote=False)
    return LogDesk(store, staff, school.clock, exports)


@pytest.mark.parametrize("staff", [None, REGISTRAR])
@pytest.mark.parametrize("wanted", [Wanted(), Wanted("2020-09-16"), Wanted(actor="student")])
def test_it_shows_what_the_command_shows(
    school: School, staff: Staff | None, wanted: Wanted
) -> None:
    store = guarded(school.store, staff, school.clock) if staff else school.store
    desk = log(school, store, staff)
    desk.lines(wanted, None)
    school.clock.move(days=1)
    school.declare()
    school.declare(student_no=OTHER.student_no, visit=UUID(int=2))
    school.rounds.open(OpenRound(YEAR2), "staff:demo")
    found = desk.lines(wanted, None)
    assert found == tuple(reversed(service.log(store, staff, wanted)))
    assert desk.lines(wanted, None) == found


def test_only_what_has_grown_is_read_again(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = log(school, school.store, None)
    desk.lines(Wanted(), None)
    read: list[str] = []
    whole = school.store.events_of

    def noted(numbers: list[str]) -> object:
        read.extend(numbers)
        return whole(numbers)

    monkeypatch.setattr(school.store, "events_of", noted)
    school.declare()
    desk.lines(Wanted(), None)
    desk.lines(Wanted(), None)
    assert read == [RECORD.student_no]
