"""``kiosk doctor`` and the printers: explained, and tried with a page."""

from pathlib import Path

from tests.cli.conftest import Kiosk
from tests.ippprinter import IppPrinterProcess
from tests.servers import free_port


def configure(kiosk: Kiosk, *printers: str, timeout: int = 90) -> None:
    kiosk.home.mkdir(mode=0o700, exist_ok=True)
    settings = (
        f'school = "示例职业技术学院"\nprinter = {list(printers)}\nprint.timeout = {timeout}\n'
    )
    (kiosk.home / "kiosk.toml").write_text(settings, encoding="utf-8")


def test_a_test_page_is_printed_on_every_printer(
    kiosk: Kiosk, ipp_printer: IppPrinterProcess
) -> None:
    nobody = f"ipp://localhost:{free_port()}/ipp/print"
    configure(kiosk, ipp_printer.uri, nobody, "folder:out")
    ran = kiosk("doctor", "--test-page", "--json")
    assert ran.code == 0
    real, absent, folder = (one for one in ran.json if one["check"] == "test_page")
    assert real["ok"]
    assert folder["ok"]
    assert not absent["ok"]
    assert absent["cure"]
    assert "localhost" in absent["detail"]
    assert len(ipp_printer.sheets()) == 1
    assert [path.suffix for path in (kiosk.home / "out").iterdir()] == [".pdf"]
    assert ran.err == ""


def test_without_being_asked_no_paper_is_used(kiosk: Kiosk, ipp_printer: IppPrinterProcess) -> None:
    configure(kiosk, ipp_printer.uri)
    found = [one for one in kiosk("doctor", "--json").json if one["check"] == "printer"]
    assert [one["ok"] for one in found] == [True]
    assert ipp_printer.sheets() == []


def test_who_waits_for_paper_is_told_why(kiosk: Kiosk, ipp_printer: IppPrinterProcess) -> None:
    configure(kiosk, ipp_printer.uri, timeout=5)
    ipp_printer.halts("media-empty-error")
    ran = kiosk("doctor", "--test-page")
    assert "没纸了" in ran.err
    assert "✗ 测试页：" in ran.out
    assert "放入 A4 纸" in ran.out


def test_settings_that_cannot_be_read_print_nothing(kiosk: Kiosk) -> None:
    kiosk.home.mkdir(mode=0o700)
    Path(kiosk.home / "kiosk.toml").write_text("colour = 1", encoding="utf-8")
    ran = kiosk("doctor", "--test-page", "--json")
    assert ran.code == 0
    assert [one for one in ran.json if one["check"] == "test_page"] == []
