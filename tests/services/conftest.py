"""What the tests of the use cases begin with."""

from functools import partial
from pathlib import Path

import pytest

from kiosk.services.doctor import Subject
from kiosk.services.requests.page import Page
from store.tiny import TinyStore
from tests.school import School
from tests.services import asking, browsing
from tests.services.college import College
from tests.services.examination import CONFIG, SCREEN
from tests.services.keeping import OPENERS, Keeping


@pytest.fixture
def school(tmp_path: Path) -> School:
    """A school with one student, and the initial round open."""
    school = School(tmp_path)
    school.enrol()
    school.open()
    return school


@pytest.fixture
def number(school: School) -> str:
    """The number of a request about two values."""
    return school.declare([asking.BIRTH, asking.CLASS]).requests[0].number


@pytest.fixture
def page(school: School) -> Page:
    """The correction page."""
    return school.page


@pytest.fixture
def sheet(school: School) -> str:
    """The id of a sheet with a request."""
    return school.declare([browsing.CLAIM]).declarations[-1].sheet_id


@pytest.fixture
def subject(school: School, tmp_path: Path) -> Subject:
    """A home in which everything is in order."""
    tmp_path.chmod(0o700)
    (tmp_path / "keys" / "pin").write_text("5a" * 32)
    return Subject(
        home=tmp_path,
        config=lambda: CONFIG,
        keys=lambda: school.keys,
        store=lambda: school.store,
        printers=lambda: school.trays,
        unprintable=lambda _text: (),
        clock=school.clock,
        screen=SCREEN,
    )


@pytest.fixture
def college(tmp_path: Path) -> College:
    """A college whose store nobody has touched."""
    return College(tmp_path)


@pytest.fixture(params=["files", "postgres"])
def keeping(request: pytest.FixtureRequest, tmp_path: Path) -> Keeping:
    """A school with somebody who will be through, on each store."""
    dsn = request.getfixturevalue("database") if request.param == "postgres" else ""
    keeping = Keeping(tmp_path, partial(OPENERS[request.param], tmp_path, dsn))
    keeping.fill()
    return keeping


@pytest.fixture
def files(tmp_path: Path) -> Keeping:
    """The same on files alone."""
    keeping = Keeping(tmp_path, lambda: TinyStore(tmp_path / "data"))
    keeping.fill()
    return keeping
