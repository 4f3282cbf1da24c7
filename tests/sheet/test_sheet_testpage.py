from pathlib import Path

import pytest

from assets import LANGS, Lang
from kiosk.sheet.errors import Unprintable
from kiosk.sheet.testpage import Trial, draw
from tests.sheet.preflight import faults, needs_preflight
from tests.sheet.reading import MM, Area, Reading

TRIAL = Trial("zh", "示例职业技术学院", "lab-07", "printer.lan/print", "2026-11-23 16:30 +0800")


@pytest.mark.parametrize("lang", LANGS)
def test_a_test_page_says_where_it_comes_from(lang: Lang) -> None:
    reading = Reading(draw(Trial(lang, TRIAL.school, TRIAL.terminal, TRIAL.printer, TRIAL.at)))
    assert len(reading.document) == 1
    assert [side / MM for side in reading.page.get_size()] == pytest.approx([210, 297], abs=0.5)
    for text in (TRIAL.school, TRIAL.terminal, TRIAL.printer, TRIAL.at):
        assert text.replace(" ", "") in reading.letters
    assert "㛃" in reading.letters


def test_its_frame_stands_ten_millimetres_from_each_edge_with_a_tick_for_each_ten() -> None:
    reading = Reading(draw(TRIAL))
    frame = max(reading.paths(), key=lambda one: one.width * one.height)
    edges = (frame.left, frame.bottom, frame.right, frame.top)
    assert edges == pytest.approx((10, 10, 200, 287), abs=0.3)
    ticks = [one for one in reading.rules() if 1.5 < max(one.width, one.height) < 3]
    assert len(ticks) == 2 * 18 + 2 * 27
    assert all(one.within(Area(9.5, 9.5, 200.5, 287.5)) for one in ticks)


def test_its_code_tells_when_it_was_printed() -> None:
    assert Reading(draw(TRIAL)).codes(100) == ["HEDUI 2026-11-23 16:30 +0800"]


def test_its_eleven_greys_differ() -> None:
    image = Reading(draw(TRIAL)).page.render(scale=1).to_pil().convert("L")
    wide = range(image.width)
    rows = [[image.getpixel((x, y)) for x in wide] for y in range(image.height)]
    broad = [{grey for grey in set(row) if row.count(grey) > 20} for row in rows]
    assert max(map(len, broad)) == 11 + len({"paper"})


def test_a_schools_name_that_no_font_prints_is_refused() -> None:
    with pytest.raises(Unprintable):
        draw(Trial("zh", "\U0010ffff", "lab-07", "x", "y"))


@needs_preflight
def test_a_test_page_is_what_the_sheet_is(tmp_path: Path) -> None:
    file = tmp_path / "test.pdf"
    file.write_bytes(draw(TRIAL))
    assert faults(file) == ""
