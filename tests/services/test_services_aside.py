"""What is not whole yet lies aside; what a killed process left there, the next one removes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.services.aside import aside

_HOLDS = """
import sys
from pathlib import Path
from kiosk.services.aside import aside
with aside(Path(sys.argv[1])) as made:
    (made / "half").write_text("secret")
    print(flush=True)
    sys.stdin.read()
"""


def holding(folder: Path) -> subprocess.Popen[bytes]:
    """Return a process that is within its block."""
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLDS, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout
    process.stdout.readline()
    return process


def test_what_the_dead_left_goes_and_the_living_keep_theirs(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    with holding(tmp_path) as dead:
        (left,) = tmp_path.glob(".*")
        dead.kill()
    with aside(tmp_path):
        assert (left / "half").exists(), "who made it may not have come to hold it"
    os.utime(left, (0, 0))
    with holding(tmp_path) as living:
        (theirs,) = tmp_path.glob(".*")
        os.utime(theirs, (0, 0))
        with aside(tmp_path) as mine:
            assert set(tmp_path.glob(".*")) == {theirs, mine}
            assert mine.stat().st_mode & 0o777 == 0o700
        assert (theirs / "half").exists()
        living.communicate()
    assert [one.name for one in tmp_path.iterdir()] == ["kept"]


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    def fails() -> None:
        with aside(tmp_path) as made:
            (made / "half").mkdir()
            (made / "none").read_bytes()

    with pytest.raises(FileNotFoundError):
        fails()
    assert not list(tmp_path.iterdir())
