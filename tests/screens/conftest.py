from pathlib import Path

import pytest

from tests.school import School
from tests.screens.visitor import hold_time


@pytest.fixture(autouse=True)
def _time(monkeypatch: pytest.MonkeyPatch) -> None:
    hold_time(monkeypatch)


@pytest.fixture
def school(tmp_path: Path) -> School:
    """One student, and this year's round open."""
    school = School(tmp_path)
    school.enrol()
    school.open()
    return school


@pytest.fixture
def one_clock(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the whole office go by the school's clock."""
    monkeypatch.setattr("kiosk.cli.home.now", school.clock)
    monkeypatch.setattr("kiosk.cli.office.now", school.clock)
    monkeypatch.setattr("kiosk.cli.usecases.now", school.clock)
    monkeypatch.setattr("kiosk.cli.doctor.now", school.clock)
