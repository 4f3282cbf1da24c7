from dataclasses import replace
from pathlib import Path

import pytest
import reportlab

import assets
import kiosk.sheet
from kiosk.model.page import Page
from kiosk.model.record import Field, Record
from kiosk.rules import values
from kiosk.sheet import fonts
from kiosk.sheet.errors import FontUnreadable, Unprintable
from kiosk.sheet.fonts import Weight
from tests.sheet.reading import Reading

RARE = "𬭎㛃䶮𠅤𬱟𣸣"
"""Name characters that common faces lack; 𬭎𠅤𬱟𣸣 lie beyond the BMP."""


def test_rare_characters_are_printed_and_copied_out_as_they_are(
    correct: Page, record: Record
) -> None:
    page = replace(correct, record=replace(record, name=RARE))
    assert f"姓名：{RARE}" in Reading(kiosk.sheet.draw(page)).letters


def test_more_characters_than_one_subset_holds_are_copied_out(
    correct: Page, record: Record
) -> None:
    many = "".join(map(chr, range(0x4E00, 0x4E00 + 60)))
    more = "".join(map(chr, range(0x20000, 0x20400)))
    astral = "".join(char for char in more if not fonts.unprintable(char))[:40]
    page = replace(correct, record=replace(record, school=many, class_name=astral))
    letters = Reading(kiosk.sheet.draw(page)).letters
    assert f"学校名称：{many}" in letters
    assert f"班级：{astral}" in letters


@pytest.mark.parametrize(
    ("name", "chars", "codes"),
    [
        ("陈\U0003134a欣", "\U0003134a", "U+3134A"),
        ("陈\ue000\U0003134a\ue000", "\ue000 \U0003134a", "U+E000 U+3134A"),
    ],
)
def test_a_character_that_no_face_has_stops_the_sheet_and_is_named(
    correct: Page, record: Record, name: str, chars: str, codes: str
) -> None:
    page = replace(correct, record=replace(record, name=name))
    with pytest.raises(Unprintable) as caught:
        kiosk.sheet.draw(page)
    values = caught.value.problem.values
    assert values == {"char": chars, "code": codes}
    assert name not in str(caught.value)
    for lang in assets.LANGS:
        assert codes in assets.say(lang, caught.value.text, **values)


def test_unprintable_names_each_character_once_in_order() -> None:
    assert fonts.unprintable("佳\U0003134a欣\ue000\U0003134a") == ("\U0003134a", "\ue000")
    assert fonts.unprintable(RARE) == ()


def test_a_face_further_down_the_chain_prints_what_the_shipped_lacks(
    monkeypatch: pytest.MonkeyPatch, correct: Page, record: Record
) -> None:
    monkeypatch.setattr(fonts, "HANAZONO", ())
    assert fonts.unprintable("Ğülşen") == ("Ğ", "ş")
    vera = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
    monkeypatch.setattr(fonts, "HANAZONO", (vera,))
    assert fonts.unprintable("Ğülşen") == ()
    assert [run.text for run in fonts.runs("Ğülşen", Weight.BOLD)] == ["Ğ", "ül", "ş", "en"]
    page = replace(correct, record=replace(record, name="Ğülşen"))
    assert "姓名：Ğülşen" in Reading(kiosk.sheet.draw(page)).letters


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x00\x00", b"no font at all" * 9, None])
def test_a_damaged_face_is_named_without_its_place(
    data: bytes | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    face = tmp_path / "HanaMinA.ttf"
    if data is None:
        whole = assets.path(f"fonts/{Weight.REGULAR}.ttf").read_bytes()
        data = whole[: len(whole) // 2]
    face.write_bytes(data)
    monkeypatch.setattr(fonts, "HANAZONO", (face,))
    with pytest.raises(FontUnreadable) as caught:
        fonts.unprintable("\U00020001")
    assert caught.value.problem.values == {"file": "HanaMinA.ttf"}
    assert str(face) not in str(caught.value)


needs_hanazono = pytest.mark.skipif(
    not all(path.exists() for path in fonts.HANAZONO),
    reason="Hanazono is not installed: apt-get install fonts-hanazono",
)


@needs_hanazono
def test_hanazono_prints_extensions_b_to_f(correct: Page, record: Record) -> None:
    name = "\U00020001\U0002a6d6\U0002b734\U0002b81d\U0002cea1\U0002ebe0"
    assert fonts.unprintable(name) == ()
    page = replace(correct, record=replace(record, name=name))
    assert f"姓名：{name}" in Reading(kiosk.sheet.draw(page)).letters


def test_glyphs_that_share_a_width_are_embedded_in_the_units_of_their_face() -> None:
    face = fonts._load(str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"))
    assert face.unitsPerEm == 2048
    assert all(isinstance(wide, int) for wide, _ in face.hmetrics)


@needs_hanazono
def test_a_variation_sequence_is_printed_in_its_form_and_copied_out_whole(
    correct: Page, record: Record
) -> None:
    name = "葛\U000e0101城辻\U000e0100"
    assert fonts.unprintable(name) == ()
    assert fonts.width(name) == 3
    plain, form = (fonts.runs(text)[0] for text in ("葛", "葛\U000e0101"))
    glyphs = [one.font.face.charToGlyph[ord(one.text)] for one in (plain, form)]
    assert plain.font != form.font
    assert all(glyphs)
    page = replace(correct, record=replace(record, name=name))
    assert f"姓名：{name}性别" in Reading(kiosk.sheet.draw(page)).letters


def test_a_form_that_no_face_has_is_refused_and_so_is_our_own_spelling_of_forms() -> None:
    assert fonts.unprintable("陈\U000e01ef") == ("\U000e01ef",)
    assert fonts.unprintable("陈\U000f0001") != ()


@pytest.mark.parametrize("dot", ["·", "•"])
def test_long_names_with_dots_take_a_second_line_and_are_never_cut(
    correct: Page, record: Record, dot: str
) -> None:
    name = dot.join(("阿卜杜热合曼", "买买提依明", "古丽巴哈尔", "吐尔逊江", "艾合买提"))
    reading = Reading(kiosk.sheet.draw(replace(correct, record=replace(record, name=name))))
    assert f"姓名：{name}性别" in reading.letters
    assert reading.collisions() == []


def test_composed_letters_are_copied_out_as_the_record_has_them(
    correct: Page, record: Record
) -> None:
    name = "Zoé Müller"
    assert values.parse(Field.NAME, "Zoe\u0301 Mu\u0308ller") == name
    page = replace(correct, record=replace(record, name=name))
    assert "姓名：ZoéMüller性别" in Reading(kiosk.sheet.draw(page)).letters
