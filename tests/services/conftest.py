"""What the tests of the use cases begin with."""

from pathlib import Path

import pytest

from tests.school import School


@pytest.fixture
def school(tmp_path: Path) -> School:
    """A school with one student, and the initial round open."""
    school = School(tmp_path)
    school.enrol()
    school.open()
    return school
