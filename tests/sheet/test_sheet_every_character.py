"""Every character that a name may hold: imported, shown, printed, copied out again, the same."""

import io
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from pypinyin_dict.pinyin_data import ktghz2013

import assets
from kiosk.model.page import Page
from kiosk.model.record import Field, Record
from kiosk.model.roll import Roll, RollLine, Section, State
from kiosk.roster.files import read
from kiosk.sheet import fonts
from kiosk.sheet.pack import bind
from screens.widgets.record_layout import fitting, items
from tests.roster.samples import delimited, student, table

TABLE_2013 = [chr(code) for code in ktghz2013.pinyin_dict]
"""通用规范汉字表, as somebody else has it."""
EXTENSIONS = {
    "A": (0x3400, 0x4DC0),
    "B": (0x20000, 0x2A6D7),
    "C": (0x2A700, 0x2B735),
    "D": (0x2B740, 0x2B81E),
    "E": (0x2B820, 0x2CEA2),
    "F": (0x2CEB0, 0x2EBE1),
}
NAME = 20

needs_hanazono = pytest.mark.skipif(
    not all(path.exists() for path in fonts.HANAZONO),
    reason="Hanazono is not installed: apt-get install fonts-hanazono",
)


def rare() -> list[str]:
    draw = random.Random(2022)  # noqa: S311 - a sample, not a secret
    return [
        chr(code)
        for first, last in EXTENSIONS.values()
        for code in sorted(draw.sample(range(first, last), min(500, last - first)))
    ] + [chr(code) for code in range(0x20000, 0x20000 + 278 + 500)]


def names(chars: list[str]) -> Iterator[str]:
    for start in range(0, len(chars), NAME):
        yield "".join(chars[start : start + NAME])


def imported(chars: list[str], folder: Path) -> list[Record]:
    rows = table(*(student(number, name=name) for number, name in enumerate(names(chars), 1)))
    path = folder / "名册.csv"
    path.write_text(delimited(rows), encoding="utf-8")
    reading = read(path)
    assert reading.bad == ()
    return [row.record for row in reading.rows]


def shown(record: Record) -> str:
    layout = fitting(items(record, "zh", revealed=False), 80, 22)
    (cell,) = [one for one in layout.cells if one.part is Field.NAME]
    return "".join(cell.value)


def printed(records: list[Record], like: Page) -> list[str]:
    """Return the names that stand in the text of a pack, roll sheets left out."""
    pages = tuple(replace(like, record=record) for record in records)
    lines = tuple(RollLine(one.student_no, one.name, State.CHECKED) for one in records)
    roll = Roll("校", "院", "2019", "专业", "班", "轮次", 0, len(lines), 1, 1, lines)
    out = io.BytesIO()
    bound = bind([Section(roll, pages)], out, 1, lambda _: None)
    assert bound.refused == ()
    document = pypdfium2.PdfDocument(out.getvalue())
    texts = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    letters = ["".join(text.split()) for text in texts[bound.rolls :]]
    return [one.partition("姓名：")[2].partition("性别：")[0] for one in letters]


def test_the_whole_table_of_2013(unchecked: Page, tmp_path: Path) -> None:
    assert len(TABLE_2013) == 8105
    records = imported(TABLE_2013, tmp_path)
    wanted = list(names(TABLE_2013))
    assert [record.name for record in records] == wanted
    assert [shown(record) for record in records] == wanted
    assert printed(records, unchecked) == wanted


@needs_hanazono
def test_three_thousand_of_the_extensions_a_to_f(unchecked: Page, tmp_path: Path) -> None:
    chars = list(dict.fromkeys(rare()))
    assert len(chars) >= 3000
    records = imported(chars, tmp_path)
    wanted = list(names(chars))
    assert [record.name for record in records] == wanted
    assert [shown(record) for record in records] == wanted
    assert printed(records, unchecked) == wanted


def test_without_hanazono_each_that_is_not_covered_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fonts, "HANAZONO", ())
    face = fonts._load(str(assets.path(f"fonts/{fonts.Weight.REGULAR}.ttf")))
    chars = list(dict.fromkeys(rare()))
    uncovered = tuple(char for char in chars if not face.charToGlyph.get(ord(char)))
    assert len(uncovered) > 1000
    assert fonts.unprintable("".join(chars)) == uncovered
    assert fonts.unprintable("".join(TABLE_2013)) == ()
