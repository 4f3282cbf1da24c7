"""The guide's pages as a reader sees them that is not their writer."""

import ctypes
import io
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from assets import LANGS, Lang
from kiosk.config import Config
from kiosk.model.handout import Handout, Head, Line, Section, Slip
from kiosk.services.guide.content import Guides
from kiosk.services.guide.leaflets import Leaflets
from kiosk.sheet import handout
from kiosk.sheet.errors import Overfull, Unprintable
from tests.school import RECORD, SCHOOL

A4 = (595.28, 841.89)


@pytest.fixture(scope="module")
def leaflets() -> Leaflets:
    guides = Guides(Path("/nowhere"), Config(), lambda: date(2020, 9, 15))
    return Leaflets(guides, lambda: SCHOOL)


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("\ufffe", "")


@cache
def drawn(page: Handout | Slip) -> bytes:
    return handout.draw(page)


@cache
def read(page: Handout | Slip) -> tuple[list[str], list[list[str]]]:
    """Return the text and the codes of each page."""
    document = pypdfium2.PdfDocument(io.BytesIO(drawn(page)))
    texts, codes = [], []
    for one in document:
        assert one.get_size() == pytest.approx(A4, abs=0.1)
        texts.append(squeezed(one.get_textpage().get_text_range()))
        image = one.render(scale=100 / 72).to_pil()
        codes.append([found.text for found in zxingcpp.read_barcodes(image)])
    return texts, codes


@pytest.mark.parametrize("lang", LANGS)
def test_the_hand_out_is_two_pages_and_says_everything_once(leaflets: Leaflets, lang: Lang) -> None:
    page = leaflets.handout(lang, "")
    texts, codes = read(page)
    assert len(texts) == 2
    assert codes == [["HTTPS://XJ.EXAMPLE.EDU.CN/GUIDE"], []]
    whole = "".join(texts)
    for section in page.sections:
        if section.spare and lang == "en":
            continue
        assert squeezed(section.title) in whole
        for line in section.lines:
            assert squeezed(line.text) in whole, line.text
    assert squeezed(page.head.foot) in texts[0]
    assert squeezed(page.head.foot) in texts[1]


@pytest.mark.parametrize("lang", LANGS)
def test_slips_are_one_page_with_the_code_of_their_topic(leaflets: Leaflets, lang: Lang) -> None:
    for page, topic in (
        (leaflets.values(lang, RECORD), "FOUR-VALUES"),
        (leaflets.conscription(lang), "CONSCRIPTION-SLIP"),
    ):
        texts, codes = read(page)
        assert codes == [[f"HTTPS://XJ.EXAMPLE.EDU.CN/GUIDE/{topic}"]]
        for said in (*page.lead, *page.steps, *page.cautions, *sum(page.rows, ())):
            assert squeezed(said) in texts[0]


def test_the_same_page_makes_the_same_bytes(leaflets: Leaflets) -> None:
    page = leaflets.handout("zh", "")
    assert handout.draw(page) == drawn(page)


HEAD = Head("zh", "题", "", "HTTPS://A.EXAMPLE/GUIDE", "", "脚")


def test_little_is_set_large_and_too_much_is_refused() -> None:
    few = Handout(HEAD, (Section("一", (Line("二"),)),))
    assert len(read(few)[0]) == 1
    many = Handout(HEAD, (Section("一", (Line("很长的一行话" * 12),) * 400),))
    with pytest.raises(Overfull):
        handout.draw(many)


def test_no_heading_stands_at_the_end_of_a_column() -> None:
    for lines in range(55, 75):
        first = Section("一", (Line("行"),) * lines)
        columns = tuple(handout._flow(handout._items((first, Section("二", (Line("行"),))), 10)))
        assert not any(column[-1].title for column in columns)


def test_a_character_that_no_font_has_is_named() -> None:
    with pytest.raises(Unprintable):
        handout.draw(Slip(HEAD, ("\ue000",), (), (), ()))


@pytest.mark.parametrize("lang", LANGS)
def test_the_hand_out_is_set_at_eight_points_or_more(leaflets: Leaflets, lang: Lang) -> None:
    document = pypdfium2.PdfDocument(drawn(leaflets.handout(lang, "")))
    sizes: Counter[float] = Counter()
    for page in document:
        for one in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            size = ctypes.c_float()
            assert pypdfium2.raw.FPDFTextObj_GetFontSize(one.raw, size)
            sizes[round(size.value, 2)] += 1
    small = {size for size in sizes if size < 8}
    assert small <= {7.0, 7.5}, sizes
    assert sum(sizes[size] for size in small) <= 2 * len(document) + 1, "foot and the QR's words"


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_left_out_stands_behind_the_code(leaflets: Leaflets, lang: Lang) -> None:
    page = leaflets.handout(lang, "")
    whole = "".join(read(page)[0])
    for section in page.sections:
        assert section.spare == (section is page.sections[-2])
        assert section.spare or squeezed(section.title) in whole


@pytest.mark.parametrize(("lang", "named"), [("zh", b"/Lang (zh-CN)"), ("en", b"/Lang (en)")])
def test_a_reader_that_speaks_is_told_the_language(
    leaflets: Leaflets, lang: Lang, named: bytes
) -> None:
    for page in (leaflets.handout(lang, ""), leaflets.conscription(lang)):
        assert named in drawn(page)


def test_every_letter_that_an_answer_leads_to_stands_before_something(leaflets: Leaflets) -> None:
    for section in leaflets.handout("zh", "").sections:
        marks = {line.mark for line in section.lines}
        led = {to for line in section.lines for to in re.findall("→ ([A-Z])", line.text)}
        assert led <= marks, section.title
