"""``kiosk`` as it is called, in this process, on a home of its own."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kiosk.cli.entry import run
from tests.roster.samples import delimited, student, table


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str
    raw: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.raw)


class Kiosk:
    def __init__(self, home: Path, capture: pytest.CaptureFixture[bytes]) -> None:
        self.home = home
        self._capture = capture

    def __call__(self, *args: str | Path) -> Ran:
        self._capture.readouterr()
        code = run(["--home", str(self.home), *map(str, args)])
        out, err = self._capture.readouterr()
        return Ran(code, out.decode(errors="replace"), err.decode(), out)

    def roster(self, *students: Mapping[str, Any], name: str = "名册.csv") -> Path:
        """Write a roster beside the home."""
        path = self.home.parent / name
        path.write_text(delimited(table(*students)), encoding="utf-8")
        return path


@pytest.fixture(autouse=True)
def _language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_LANG", "zh")


@pytest.fixture
def kiosk(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Kiosk:
    """A home without students."""
    return Kiosk(tmp_path / "home", capsysbinary)


@pytest.fixture
def school(kiosk: Kiosk) -> Kiosk:
    """A home with two students, 2019000001 and 2019000002, and this year's round open."""
    roster = kiosk.roster(student(1), student(2, name="陈佳"))
    assert kiosk("import", roster).code == 0
    return kiosk


@pytest.fixture
def signed(school: Kiosk) -> Kiosk:
    """The two students, the first of whom has signed."""
    assert school("declare", "2019000001", "--verdict", "correct", "--as", "林老师").code == 0
    return school
