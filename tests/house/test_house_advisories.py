"""Known holes in what we stand on are found without a network, and not looking is said."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest

from tools.advisories import WHERE, Copy, main

ROOT = Path(__file__).parents[2]

Audit = Callable[[Path | None], tuple[int, str]]


def pinned(package: str) -> str:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    (version,) = (line.partition("==")[2] for line in lines if line.startswith(f"{package}=="))
    return version


def dump(path: Path, package: str, *events: Mapping[str, str], **more: object) -> Path:
    """Write a copy with one made-up advisory."""
    affected = {
        "package": {"name": package, "ecosystem": "PyPI"},
        "ranges": [{"type": "ECOSYSTEM", "events": events}],
    }
    advisory = {"id": "MADE-UP-1", "modified": "2026-01-02T00:00:00Z", "affected": [affected]}
    with ZipFile(path, "w") as zipped:
        zipped.writestr("MADE-UP-1.json", json.dumps({**advisory, "summary": "x", **more}))
    return path


@pytest.fixture
def audit(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Audit:
    """Return what audits by a copy, and returns its exit code and what it and pip-audit said."""

    def audited(copy: Path | None) -> tuple[int, str]:
        monkeypatch.delenv(WHERE, raising=False)
        if copy is not None:
            monkeypatch.setenv(WHERE, str(copy))
        return main(), "".join(capfd.readouterr())

    return audited


def test_without_a_copy_it_is_said_that_nothing_was_audited(audit: Audit) -> None:
    code, said = audit(None)
    assert code == 0
    assert "NOT AUDITED" in said


def test_what_is_no_copy_is_no_clean_bill(audit: Audit, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no zip")
    ZipFile(tmp_path / "empty", "w").close()
    for name in ("absent", "text", "empty"):
        code, said = audit(tmp_path / name)
        assert (code, "no copy" in said) == (1, True), name


def test_a_hole_in_what_is_pinned_fails(audit: Audit, tmp_path: Path) -> None:
    code, said = audit(dump(tmp_path / "a", "Click", {"introduced": "0"}))
    assert code == 1
    assert "MADE-UP-1" in said
    assert "2026-01-02" in said


def test_a_hole_that_was_mended_passes(audit: Audit, tmp_path: Path) -> None:
    mended = ({"introduced": "0"}, {"fixed": pinned("click")})
    code, said = audit(dump(tmp_path / "a", "click", *mended))
    assert (code, "MADE-UP-1" in said) == (0, False), said


@pytest.mark.parametrize(
    ("events", "held"),
    [
        ([{"introduced": "0"}], {"1.0", "1.5", "2.0", "3.0"}),
        ([{"introduced": "1.5"}], {"1.5", "2.0", "3.0"}),
        ([{"introduced": "0"}, {"fixed": "2.0"}], {"1.0", "1.5"}),
        ([{"introduced": "0"}, {"last_affected": "2.0"}], {"1.0", "1.5", "2.0"}),
        (
            [{"fixed": "1.5"}, {"introduced": "2.0"}, {"introduced": "0"}, {"fixed": "3.0"}],
            {"1.0", "2.0"},
        ),
    ],
)
def test_versions_between_introduction_and_repair(
    tmp_path: Path, events: list[dict[str, str]], held: set[str]
) -> None:
    copy = Copy(dump(tmp_path / "a", "Some_Thing", *events))
    versions = ("1.0", "1.5", "2.0", "3.0")
    assert {one for one in versions if copy.of("some-thing", one)} == held
    assert copy.of("other", "1.0") == []
