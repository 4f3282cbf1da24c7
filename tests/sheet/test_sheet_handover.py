"""The handover list as people and archives see it."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from kiosk.model.handover import Absent, Content, Filed, Handover
from kiosk.model.roll import State
from kiosk.model.rounds import Verdict
from kiosk.rules.code import short_number
from kiosk.sheet.handover import draw
from tests.sheet.preflight import faults, needs_preflight
from tests.sheet.reading import pages, texts

NO_FONT = "\U0003134a"
SHEET = "7K3M9Q2WTB4XE0R"
NUMBER = short_number(SHEET)


def filed(count: int, name: str = "陈佳欣") -> tuple[Filed, ...]:
    return tuple(
        Filed(f"902{n:04}", name, SHEET, Verdict.DISPUTED if n else Verdict.CORRECT, n == 1)
        for n in range(count)
    )


def absent(count: int, reason: str = "") -> tuple[Absent, ...]:
    return tuple(Absent(f"901{n:04}", "林小满", State.PRINTED, reason) for n in range(count))


def made(
    lying: Sequence[Filed], missing: Sequence[Absent], *, names: str = "质检", replaces: str = ""
) -> Handover:
    return Handover(
        content=Content(
            round="2020/initial",
            college=f"{names}学院",
            major=f"{names}专业",
            class_name=f"{names}3192",
            grade="",
            grades=("2018", "2019"),
            school=f"{names}大学",
            filed=tuple(lying),
            absent=tuple(missing),
        ),
        digest="d1" * 32,
        at="2020-09-20T09:30:00+08:00",
        seal="5ea1" * 16,
        sealed_at="2020-09-19T09:30:00+08:00",
        replaces=replaces,
        replaced_at="2020-09-18T09:30:00+08:00" if replaces else "",
    )


def test_a_usual_class_stands_on_one_page_with_all_that_is_handed_over() -> None:
    (page,) = texts(draw(made(filed(26), absent(4, "休学"), replaces="ab" * 32)))
    for words in (
        "《个人学信档案》交接清单",
        "班级：质检3192年级：2018级、2019级",
        "核对类型：2020–2021学年学籍信息核对交接日期：2020年09月20日",
        "代替2020年09月18日清单abababababab（有变动）",
        "缺交（4份）",
        "19010000林小满已打印休学",
        "实交（26份，按年级、专业、班级、学号排列）",
        f"19020000陈佳欣{NUMBER}正确无误",
        f"29020001陈佳欣{NUMBER}有误信息已变动，须重新核对",
        "应交30份，实交26份，缺4份，其中有原因4份",
        "辅导员（交）：",
        "分院学籍管理员（收）：",
        "清单d1d1d1d1d1d1封存5ea15ea15ea12020-09-19第1页，共1页",
    ):
        assert words in page


def test_nobody_missing_and_nobody_there_each_leave_a_table_out() -> None:
    (whole,) = texts(draw(made(filed(3), ())))
    assert "缺交" not in whole
    assert "本班本轮首次交接" in whole
    (none,) = texts(draw(made((), absent(3))))
    assert "实交（" not in none
    assert "待交" in none


@pytest.mark.parametrize(("lying", "missing"), [(120, 60), (29, 7), (30, 7), (31, 7), (0, 44)])
def test_a_long_list_goes_over_pages_whole_with_nothing_colliding(lying: int, missing: int) -> None:
    pdf = draw(made(filed(lying, "甲依古丽·样本提江" * 2), absent(missing), names="很长的名字" * 6))
    found = texts(pdf)
    assert sum("分院学籍管理员" in text for text in found) == 1
    whole = "".join(found)
    numbers = [f"902{n:04}" for n in range(lying)] + [f"901{n:04}" for n in range(missing)]
    assert [whole.count(number) for number in numbers] == [1] * len(numbers)
    for number, (text, reading) in enumerate(zip(found, pages(pdf), strict=True), start=1):
        assert f"第{number}页，共{len(found)}页" in text
        assert "902" in text or "901" in text
        assert reading.collisions() == []
        assert min(reading.sizes()) >= 7


def test_the_signatures_never_stand_on_the_foot_or_alone() -> None:
    for lying in range(28, 40):
        pdf = draw(made(filed(lying), ()))
        assert "902" in texts(pdf)[-1]
        for reading in pages(pdf):
            assert reading.collisions() == []


def test_a_name_that_no_face_prints_does_not_stop_the_list() -> None:
    (page,) = texts(draw(made(filed(1, f"陈{NO_FONT}"), ())))
    assert "陈〓" in page


def test_the_same_list_is_the_same_file() -> None:
    assert draw(made(filed(3), absent(2))) == draw(made(filed(3), absent(2)))


@needs_preflight
def test_archives_keep_it(tmp_path: Path) -> None:
    path = tmp_path / "list.pdf"
    path.write_bytes(draw(made(filed(60), absent(9))))
    assert faults(path) == ""
