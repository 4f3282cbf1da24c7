import re
from dataclasses import replace
from pathlib import Path

import pytest

import kiosk.sheet
from kiosk.model.page import Page
from kiosk.model.record import Record
from kiosk.sheet import fonts
from kiosk.sheet.errors import PhotoUnreadable
from tests.sheet.preflight import faults, needs_preflight


@needs_preflight
@pytest.mark.parametrize("name", ["correct", "disputed", "unchecked", "worst"])
def test_a_sheet_is_what_archives_keep(
    name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    file = tmp_path / "sheet.pdf"
    file.write_bytes(kiosk.sheet.draw(request.getfixturevalue(name)))
    assert faults(file) == ""


@needs_preflight
def test_a_sheet_of_several_faces_and_planes_is_too(
    correct: Page, record: Record, tmp_path: Path
) -> None:
    rare = "𬭎㛃䶮𠅤" + ("" if fonts.unprintable("\U0002b734") else "\U0002b734\U0002a6d6")
    file = tmp_path / "sheet.pdf"
    file.write_bytes(kiosk.sheet.draw(replace(correct, record=replace(record, name=rare))))
    assert faults(file) == ""


@needs_preflight
def test_the_checker_does_not_say_yes_to_everything(correct: Page, tmp_path: Path) -> None:
    file = tmp_path / "sheet.pdf"
    file.write_bytes(kiosk.sheet.draw(correct).replace(b"/GTS_PDFA1", b"/GTS_PDFX1"))
    assert "GTS_PDFX1" in faults(file) or "OutputIntent" in faults(file)


def test_the_title_in_the_metadata_is_that_of_the_document(correct: Page) -> None:
    pdf = kiosk.sheet.draw(correct).decode("latin-1").encode("latin-1")
    packet = re.search(rb"<\?xpacket begin.*<\?xpacket end", pdf, re.DOTALL)
    assert packet
    assert "《个人学信档案》" in packet[0].decode()
    assert b"/Title <feff" + "《个人学信档案》".encode("utf-16-be").hex().encode() in pdf


def test_nothing_in_a_file_comes_from_the_clock(correct: Page) -> None:
    pdf = kiosk.sheet.draw(correct)
    assert b"Date" not in pdf
    assert pdf == kiosk.sheet.draw(correct)


def test_a_photo_in_colours_for_printers_is_refused(correct: Page) -> None:
    cmyk = b"\xff\xd8\xff\xc0\x00\x11\x08\x00\xa0\x00\x78\x04" + bytes(20)
    with pytest.raises(PhotoUnreadable):
        kiosk.sheet.draw(replace(correct, admission_photo=cmyk))
