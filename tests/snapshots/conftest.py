"""The school of which most pictures are."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from screens import theme
from tests.school import OTHER, School
from tests.screens.visitor import hold_time

SHEET_ID = "7K3M9Q2WTB4XE0G"


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> School:
    """The same school each time: numbers, keys and codes are no chance, and no time passes."""
    hold_time(monkeypatch)
    monkeypatch.setattr("kiosk.services.acts.appending.new_sheet_id", lambda: SHEET_ID)
    monkeypatch.setattr("kiosk.services.visit.people.secrets.randbelow", lambda _: 271828)
    monkeypatch.setattr("kiosk.services.visit.people.uuid4", lambda: UUID(int=1))
    monkeypatch.setattr(theme, "choose", lambda _, light: "light" if light else "dark")
    school = School(tmp_path)
    school.enrol(school.with_photos())
    school.enrol(replace(OTHER, major="机械制造及自动化"))
    school.open(starts="2020-09-14", ends="2020-10-14")
    return school
