"""The commands of the README, as far as they can be tried without a network."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SKIPPING = """
import pytest

def test_skips():
    pytest.skip("no printer: plug one in")

@pytest.mark.xfail(strict=True)
def test_fails_as_known():
    raise AssertionError

def test_passes():
    pass
"""


def make(target: str, cwd: Path) -> str:
    """Return what a target would run."""
    answer = subprocess.run(
        ["make", "-n", target], cwd=cwd, capture_output=True, text=True, check=True
    )
    return answer.stdout


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def set_up(clone: Path, made_for: Path) -> None:
    bin_ = clone / ".venv" / "bin"
    bin_.mkdir(parents=True)
    (bin_ / "python").symlink_to(sys.executable)
    (clone / ".venv" / ".set-up").write_text(f"{made_for}\n", encoding="utf-8")


@pytest.mark.parametrize("target", ["run", "test", "check", "torture", "bench", "shots"])
def test_every_target_sets_up_what_it_needs_once(target: str, clone: Path) -> None:
    assert "install" in make(target, clone)
    set_up(clone, clone)
    assert "install" not in make(target, clone)


def test_an_environment_from_elsewhere_is_made_anew(clone: Path, tmp_path: Path) -> None:
    set_up(clone, tmp_path / "elsewhere")
    assert "-m venv --clear" in make("test", clone)


def test_an_environment_whose_python_is_gone_is_made_anew(clone: Path) -> None:
    set_up(clone, clone)
    (clone / ".venv" / "bin" / "python").unlink()
    assert "-m venv --clear" in make("test", clone)


def test_newer_pins_are_installed(clone: Path) -> None:
    set_up(clone, clone)
    later = (clone / ".venv" / ".set-up").stat().st_mtime + 1
    os.utime(clone / "constraints.txt", (later, later))
    assert "install" in make("run", clone)


def tried(folder: Path, test: str, required: str, *workers: str) -> tuple[int, str]:
    """Run a test beside our ``conftest.py``, with no plugin but the one that is named."""
    shutil.copy(ROOT / "tests" / "conftest.py", folder)
    (folder / "test_it.py").write_text(test, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    alone = {"KIOSK_REQUIRE_ALL": required, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    answer = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *workers],
        cwd=folder,
        env=os.environ | alone,
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.returncode, answer.stdout


WORKERS = ("-p", "xdist", "-n", "1")


@pytest.mark.parametrize(
    ("required", "workers", "code", "told"),
    [
        ("", (), 0, "1 passed, 1 skipped, 1 xfailed"),
        ("1", (), 1, "1 failed, 1 passed, 1 xfailed"),
        ("1", WORKERS, 1, "1 failed, 1 passed, 1 xfailed"),
    ],
)
def test_a_skip_fails_where_everything_is_required(
    required: str, workers: tuple[str, ...], code: int, told: str, tmp_path: Path
) -> None:
    ended, said = tried(tmp_path, SKIPPING, required, *workers)
    assert ended == code, said
    assert told in said
    assert ("no printer: plug one in" in said) == bool(required)


def test_a_module_that_skips_itself_fails_too(tmp_path: Path) -> None:
    skip = 'import pytest\npytest.importorskip("nobody_has_this")\n'
    ended, said = tried(tmp_path, skip, "1")
    assert ended != 0, said
    assert "nobody_has_this" in said


def cures() -> set[str]:
    """Return the packages that reasons of skips tell people to install."""
    found: set[str] = set()
    for file in (ROOT / "tests").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                for told in re.findall(r"apt-get install ((?:[a-z][a-z0-9+.-]+ ?)+)", node.value):
                    found |= set(told.split())
    return found


def test_ci_installs_every_real_part_that_a_skip_names() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    listed = re.search(r"packages=\((.*?)^\)", script, re.DOTALL | re.MULTILINE)
    assert listed
    installed = {name for line in listed[1].splitlines() for name in line.partition("#")[0].split()}
    assert "fonts-hanazono" in installed
    assert installed == cures()
