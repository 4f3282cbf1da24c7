"""What lies in the home's folders of somebody who was taken out, and of nobody else."""

import os
from datetime import UTC, datetime
from pathlib import Path

from kiosk.model.seal import End, Retired
from kiosk.rules.code import short_number
from kiosk.services.evidence.leftovers import Leftovers

LAST = datetime(2025, 7, 2, 4, 30, tzinfo=UTC)
SHEET = "7K3M9Q2WABCDEFG"


def put(path: Path, seconds: int) -> Path:
    """Write a file so many seconds after the last removal."""
    path.parent.mkdir(exist_ok=True)
    path.write_text("x", encoding="utf-8")
    at = LAST.timestamp() + seconds
    os.utime(path, (at, at))
    return path


def test_what_was_made_since_is_of_those_who_are_left(tmp_path: Path) -> None:
    leftovers = Leftovers((tmp_path / "out",), (tmp_path / "packs", tmp_path / "exports"))
    number = short_number(SHEET)
    gone = [put(tmp_path / f"packs/{place}.pdf", place) for place in (-9, 0)]
    gone += [
        put(tmp_path / f"out/{number}.1.pdf", 9),
        put(tmp_path / f"out/R-{number}.list.pdf", 9),
    ]
    stays = [put(tmp_path / f"{folder}/1.pdf", 1) for folder in ("packs", "exports")]
    stays += [put(tmp_path / "out/guide-1.pdf", -9), put(tmp_path / "out/7K3M-9Q2W-X.1.pdf", -9)]
    assert leftovers.clear([Retired(End(3, "0" * 64), 7, (SHEET,))], LAST) == len(gone)
    assert not any(path.exists() for path in gone)
    assert all(path.exists() for path in stays)
