"""The personal checklist: everything to bring, boxes to tick, the way to the page, no secret."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import assets
from assets import LANGS, Lang
from kiosk.config import Contact
from kiosk.model.record import PARTS, Field, Part, Photo
from kiosk.model.slip import Checklist, ToBring
from kiosk.rules.proofs import Case, advice
from kiosk.sheet.slip import draw
from tests.school import RECORD
from tests.sheet.preflight import faults, needs_preflight
from tests.sheet.reading import Reading

URL = "HTTPS://XJ.EXAMPLE.EDU.CN/R/" + "7K3M9Q2WTB4XE0G" * 9 + "7K3M9Q"
WHOM = Contact("李老师", "实训楼 203", "029-5550 0123")


def checklist(lang: Lang, *parts: Part, value: str = "数控技术") -> Checklist:
    case = Case(RECORD, "", date(2020, 9, 15))
    told = [advice(part, lang, case=case) for part in parts]
    return Checklist(
        lang=lang,
        number="R-7K3M-9Q2W-X",
        matters=tuple(
            ToBring(
                assets.say(lang, f"field.{part.value}"),
                value,
                one.decides,
                one.proofs,
                one.patience,
            )
            for part, one in zip(parts, told, strict=True)
        ),
        windows=tuple(dict.fromkeys(line for one in told for line in one.windows)),
        refusals=tuple(dict.fromkeys(line for one in told for line in one.refusals)),
        college="机械工程学院",
        contact=WHOM,
        url=URL,
        host="XJ.EXAMPLE.EDU.CN",
        source=told[0].source if told else "",
    )


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("lang", LANGS)
def test_one_page_says_all_of_it(lang: Lang) -> None:
    parts = (Field.NAME, Field.MAJOR, Photo.DEGREE)
    slip = checklist(lang, *parts)
    reading = Reading(draw(slip))
    assert len(reading.document) == 1
    assert [round(side / 72 * 25.4) for side in reading.page.get_size()] == [210, 297]
    wanted = [slip.number, slip.host, WHOM.name, WHOM.phone, *slip.windows, *slip.refusals]
    for matter in slip.matters:
        wanted += [matter.label, matter.claimed, matter.decides, *matter.proofs, matter.patience]
    for text in wanted:
        assert squeezed(text) in reading.letters, text
    assert reading.codes(150) == [URL]
    if lang == "zh":  # Latin letters lean over each other by design
        assert reading.collisions() == []
    boxes = [
        one
        for one in reading.paths()
        if 2 < one.width < 8 and one.height == pytest.approx(one.width, abs=0.05)
    ]
    assert len(boxes) == sum(len(matter.proofs) for matter in slip.matters)
    assert min(reading.sizes() - {7.0}) >= 9


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("count", range(1, len(PARTS) + 1))
def test_any_number_of_matters_is_legible(lang: Lang, count: int) -> None:
    slip = checklist(lang, *PARTS[:count], value="机械产品检测检验技术" * 6)
    reading = Reading(draw(slip))
    assert len(reading.document) <= (1 if count <= 4 else 3)
    assert min(reading.sizes()) >= 7


def test_who_is_not_known_is_not_named() -> None:
    slip = replace(checklist("zh"), contact=Contact())
    reading = Reading(draw(slip))
    assert "找谁办" not in reading.letters
    assert "依据" not in reading.letters


def test_the_same_checklist_is_the_same_bytes() -> None:
    assert draw(checklist("zh", Field.NAME)) == draw(checklist("zh", Field.NAME))


@needs_preflight
def test_it_is_what_archives_keep(tmp_path: Path) -> None:
    file = tmp_path / "slip.pdf"
    file.write_bytes(draw(checklist("en", *PARTS)))
    assert faults(file) == ""
