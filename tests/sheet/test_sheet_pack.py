import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from kiosk.model.page import Page
from kiosk.model.roll import Roll, RollLine, Section, State
from kiosk.sheet import file as file_module
from kiosk.sheet.pack import Bound, bind
from tests.sheet.preflight import faults, needs_preflight
from tests.sheet.reading import pages, texts

NO_FONT = "\U0003134a"


def section(like: Page, path: Sequence[str], size: int, **pages: Page) -> Section:
    """Return a class; pages by serial replace the usual ones."""
    college, grade, major, class_name = path
    sheets = tuple(
        pages.get(f"s{number}")
        or replace(like, record=replace(like.record, student_no=f"{class_name}-{number:02}"))
        for number in range(size)
    )
    lines = tuple(RollLine(one.record.student_no, one.record.name, State.CHECKED) for one in sheets)
    roll = Roll(
        like.record.school,
        college,
        grade,
        major,
        class_name,
        "2020–2021学年 学籍信息核对",
        declared=size,
        students=size,
        part=1,
        parts=1,
        lines=lines,
        seal="0123456789ab  2020-09-20",
    )
    return Section(roll, sheets)


def classes(like: Page) -> list[Section]:
    return [
        section(like, ("机械工程学院", "2019", "机械制造", "机制3191"), 3),
        section(like, ("机械工程学院", "2019", "机械制造", "机制3192"), 2),
        section(like, ("机械工程学院", "2020", "机械制造", "机制3201"), 1),
        section(like, ("信息工程学院", "2020", "软件技术", ""), 1),
    ]


def bound(sections: Sequence[Section], jobs: int = 1) -> tuple[Bound, bytes]:
    out = io.BytesIO()
    steps: list[int] = []
    told = bind(iter(sections), out, jobs, steps.append)
    assert steps == [len(one.roll.lines) for one in sections]
    return told, out.getvalue()


def test_every_class_has_its_roll_sheet_and_then_its_sheets_in_order(correct: Page) -> None:
    told, pdf = bound(classes(correct))
    assert (told.pages, told.sheets, told.rolls, told.refused) == (11, 7, 4, ())
    found = texts(pdf)
    assert [number for number, text in enumerate(found) if "班级名册" in text] == [0, 4, 7, 9]
    numbers = [text.partition("学号：")[2].partition("入学")[0] for text in found[1:4]]
    assert numbers == ["机制3191-00", "机制3191-01", "机制3191-02"]


def test_the_roll_says_who_and_how_many_and_has_room_for_hands(correct: Page) -> None:
    roll = texts(bound(classes(correct))[1])[0]
    for words in (
        "班级：机制3191",
        "年级：2019级",
        "2020–2021学年学籍信息核对",
        "已核对3人，共3人",
        "辅导员（交）：",
        "分院学籍管理员（收）：",
        "本册3人",
        "封存0123456789ab2020-09-20",
        "2机制3191-01陈佳欣已核对",
        "第1页，共1页",
    ):
        assert words in roll


def test_bookmarks_go_by_college_grade_major_and_class(correct: Page) -> None:
    document = pypdfium2.PdfDocument(bound(classes(correct))[1])
    toc = [(one.level, one.get_title(), one.get_dest().get_index()) for one in document.get_toc()]
    assert toc == [
        (0, "机械工程学院", 0),
        (1, "2019", 0),
        (2, "机械制造", 0),
        (3, "机制3191", 0),
        (3, "机制3192", 4),
        (1, "2020", 7),
        (2, "机械制造", 7),
        (3, "机制3201", 7),
        (0, "信息工程学院", 9),
        (1, "2020", 9),
        (2, "软件技术", 9),
        (3, "（未分班）", 9),
    ]


def test_pages_are_labelled_by_class(correct: Page) -> None:
    document = pypdfium2.PdfDocument(bound(classes(correct))[1])
    labels = [document.get_page_label(number) for number in (0, 1, 3, 4)]
    assert labels == ["机制3191 班级名册 1", "机制3191 1", "机制3191 3", "机制3192 班级名册 1"]


def test_a_sheet_that_cannot_be_drawn_is_told_on_the_roll_and_to_the_caller(
    correct: Page,
) -> None:
    record = replace(correct.record, name=f"陈{NO_FONT}", student_no="x1")
    one = section(
        correct,
        ("院", "2019", "专业", "班"),
        3,
        s1=replace(correct, record=record),
        s2=replace(correct, admission_photo=b"GIF89a"),
    )
    told, pdf = bound([one])
    assert [(each.student_no, each.problem, each.characters) for each in told.refused] == [
        ("x1", "sheet.unprintable", (NO_FONT,)),
        (correct.record.student_no, "sheet.photo_unreadable", ()),
    ]
    roll, *sheets = texts(pdf)
    assert len(sheets) == 1
    assert "2x1陈〓已核对无字库：U+3134A" in roll
    assert "照片损坏" in roll


def test_as_many_processes_as_you_like_make_the_same_bytes(correct: Page) -> None:
    sections = classes(correct)
    assert bound(sections)[1] == bound(sections, jobs=2)[1]


def test_a_large_class_goes_over_several_roll_sheets_with_nothing_colliding(worst: Page) -> None:
    one = replace(section(worst, ("院" * 40, "2019", "专" * 60, "班" * 40), 75), pages=())
    _, pdf = bound([one])
    readings = pages(pdf)
    assert 2 < len(readings) < 8
    assert sum("分院学籍管理员" in text for text in texts(pdf)) == 1
    for reading in readings:
        assert reading.collisions() == []
        assert min(reading.sizes()) >= 7


@needs_preflight
def test_a_pack_is_what_archives_keep_and_its_trees_are_balanced(
    correct: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_module, "_LEAF", 4)
    _, pdf = bound(classes(correct))
    assert pdf.count(b"/Type /Pages") == 1 + 3
    assert len(pypdfium2.PdfDocument(pdf)) == 11
    path = tmp_path / "pack.pdf"
    path.write_bytes(pdf)
    assert faults(path) == ""
