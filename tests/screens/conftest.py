from pathlib import Path

import pytest

from screens.farewell import FarewellScreen
from screens.paper import PaperScreen
from tests.school import School


@pytest.fixture(autouse=True)
def _nothing_happens_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let time pass on the screens only when a test says so."""
    monkeypatch.setattr(FarewellScreen, "set_interval", lambda *_: None)
    monkeypatch.setattr(PaperScreen, "set_timer", lambda *_: None)


@pytest.fixture
def school(tmp_path: Path) -> School:
    """One student, and this year's round open."""
    school = School(tmp_path)
    school.enrol()
    school.open()
    return school
