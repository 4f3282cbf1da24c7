from pathlib import Path

import pytest

from tests.school import School


@pytest.fixture
def school(tmp_path: Path) -> School:
    """One student, and this year's round open."""
    school = School(tmp_path)
    school.enrol()
    school.open()
    return school
