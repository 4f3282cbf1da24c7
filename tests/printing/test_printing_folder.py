from pathlib import Path

import pytest

from kiosk.printing.contract import Job, Outcome
from kiosk.printing.folder import FolderPrinter

PDF = b"%PDF-1.4 a page"


def untold(trouble: Outcome | None) -> None:
    pytest.fail(f"a folder makes nobody wait: {trouble}")


def test_a_sheet_lies_in_the_folder_and_nothing_else(tmp_path: Path) -> None:
    printer = FolderPrinter(tmp_path / "out")
    assert printer.ready().trouble is None
    assert printer.print(Job("7K3M-9Q2W-X.1", PDF), untold) is Outcome.PRINTED
    (sheet,) = (tmp_path / "out").iterdir()
    assert sheet.name == "7K3M-9Q2W-X.1.pdf"
    assert sheet.read_bytes() == PDF
    assert sheet.stat().st_mode & 0o077 == 0


def test_its_name_tells_no_path(tmp_path: Path) -> None:
    assert FolderPrinter(tmp_path / "out").name == "folder:out"


def test_what_is_no_pdf_is_refused(tmp_path: Path) -> None:
    assert FolderPrinter(tmp_path).print(Job("x", b"<html>"), untold) is Outcome.REFUSED
    assert not list(tmp_path.iterdir())


def test_what_was_printed_is_found(tmp_path: Path) -> None:
    printer = FolderPrinter(tmp_path / "out")
    assert printer.found("x.1", untold) is None
    printer.print(Job("x.1", PDF), untold)
    assert printer.found("x.1", untold) is Outcome.PRINTED
    assert printer.found("x.2", untold) is None


def test_a_folder_that_cannot_be_made_is_unreachable(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    printer = FolderPrinter(tmp_path / "out")
    assert printer.ready().trouble is Outcome.UNREACHABLE
    assert printer.print(Job("x", PDF), untold) is Outcome.UNREACHABLE
    assert printer.found("x", untold) is None


def test_a_sheet_that_could_not_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    printer = FolderPrinter(tmp_path)
    assert printer.print(Job("x", PDF), untold) is Outcome.UNREACHABLE
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("use", ["ready", "print"])
def test_what_a_crash_left_is_removed_at_the_next_use(tmp_path: Path, use: str) -> None:
    (tmp_path / "y.1.pdf.part").write_bytes(b"%PDF- half of it")
    printer = FolderPrinter(tmp_path)
    if use == "ready":
        printer.ready()
    else:
        printer.print(Job("x.1", PDF), untold)
    assert [one.name for one in tmp_path.iterdir()] == (["x.1.pdf"] if use == "print" else [])
