"""What SECURITY.md names as proof is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
ROWS = [line.split("|")[1:-1] for line in TEXT.splitlines() if line.startswith("|")][2:]
FILE = re.compile(r"`((?:tests|tools)/[\w/]+\.py)`")


def test_each_threat_names_who_what_how_and_where() -> None:
    assert len(ROWS) >= 14
    for row in ROWS:
        assert len(row) == 4
        assert all(cell.strip() for cell in row[1:])


def test_each_is_tested_where_it_says() -> None:
    for row in ROWS:
        files = FILE.findall(row[3])
        assert files, row
        for name in files:
            assert (ROOT / name).is_file(), name
            if name.startswith("tests/"):
                assert "def test_" in (ROOT / name).read_text(encoding="utf-8"), name


def test_it_is_short() -> None:
    assert len(TEXT.splitlines()) < 70
