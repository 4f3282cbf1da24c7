import re
import subprocess
import sys
from dataclasses import replace

import pytest

import kiosk.sheet
from kiosk.model.page import Page, RoundRow, Signed
from kiosk.model.record import Field, Photo, Record
from kiosk.model.signature import Strokes
from kiosk.rules import form
from kiosk.sheet.errors import PhotoUnreadable
from tests.sheet.reading import Reading

LABELS = (
    "姓名", "性别", "出生日期", "民族", "证件号码", "学校名称", "层次", "专业", "学制", "学历类别",
    "学习形式", "分院", "系（所、函授站）", "班级", "学号", "入学日期", "预计毕业日期", "学籍状态",
)  # fmt: skip


def read(page: Page) -> Reading:
    return Reading(kiosk.sheet.draw(page))


def in_order(letters: str, wanted: list[str]) -> bool:
    """Tell whether all that is wanted follows one another in a text."""
    start = 0
    for one in wanted:
        found = letters.find(one, start)
        if found < 0:
            return False
        start = found + len(one)
    return True


@pytest.mark.parametrize("name", ["correct", "disputed", "unchecked", "worst"])
def test_every_sheet_is_one_a4_page_with_all_fonts_embedded(
    name: str, request: pytest.FixtureRequest
) -> None:
    pdf = kiosk.sheet.draw(request.getfixturevalue(name))
    reading = Reading(pdf)
    assert len(reading.document) == 1
    width, height = reading.page.get_size()
    assert width / 72 * 25.4 == pytest.approx(210, abs=0.1)
    assert height / 72 * 25.4 == pytest.approx(297, abs=0.1)
    embedded = set(re.findall(rb"/FontName /([A-Z]{6}\+[A-Za-z-]+) [^>]*?/FontFile2", pdf))
    assert embedded == {*re.findall(rb"/BaseFont /(\S+)", pdf)}
    assert pdf.count(b"/Subtype /Type0") == len(embedded) > 0


@pytest.mark.parametrize("name", ["correct", "disputed", "unchecked", "worst"])
def test_labels_and_values_follow_one_another_as_on_the_form(
    name: str, request: pytest.FixtureRequest
) -> None:
    page = request.getfixturevalue(name)
    pairs = [
        f"{label}：{form.value(page.record, field)}".replace(" ", "")
        for label, field in zip(LABELS, Field, strict=True)
    ]
    assert "".join(pairs) in read(page).letters


def test_the_page_reads_from_top_to_bottom_as_the_form_says(correct: Page) -> None:
    reading = read(correct)
    wanted = [
        "个人学信档案",
        "陕西国防工业职业技术学院",
        "7K3M-9Q2W-C",
        "XJ.EXAMPLE.EDU.CN",
        "您一共有 1 个学籍",
        "专科-陕西国防工业职业技术学院-机械产品检测检验技术",
        "在线验证码：A7KQ2M9XWP3F",
        "有效期至 2021年03月31日",
        "查看该学籍的在线验证报告",
        "录取照片",
        "未采集",
        "学历照片",
        "学制： 3 年",
        "入学日期： 2019年09月01日",
        "学籍状态： 在籍（注册学籍）",
        "学籍信息已核对，正确无误。",
        "（学生按实际情况抄写一遍）",
        "学籍信息已核对，正确无误。",
        "签 名：",
        "日 期：2020年09月15日",
        "学信网帐号：929366***@qq.com",
        "学信网密码：（本人保管，不填写）",
        "核对类型 核对结论 签 名 时 间",
        "第二学年学年注册 正确无误 2020年09月15日",
        "第三学年学年注册",
        "图像采集/学历注册",
        "学籍信息变更记录：",
        "变更内容 原信息 现信息 签名及日期",
        "班级 质检3191 质检3192 2019年11月04日",
        "名册：2019级学籍名册.xlsx 导出 2020年09月10日 SHA-256 3f786850e387",
        "档案编号 7K3M-9Q2W-C 2020年09月15日 版次 4 9c56cc51b374 本机不是学信网",
    ]
    assert in_order(reading.text, wanted)


def test_a_dispute_is_spelled_as_the_form_says(disputed: Page) -> None:
    sentence = (
        "学籍信息中民族、专业、入学日期有误，正确的应为：民族：回族；专业：机械制造及自动化；"
        "入学日期：2019年09月03日。"
    )
    assert read(disputed).letters.count(sentence) == 2  # the statement, and the grey model


def test_an_unchecked_sheet_says_so_and_has_no_code(unchecked: Page) -> None:
    reading = read(unchecked)
    assert reading.text.count("未核对") == 3  # for the code, the statement, the sheet number
    assert reading.codes(200) == []
    assert "学籍信息已核对，正确无误。（或：学籍信息中**有误，正确的应为：****）" in reading.text
    assert "日期：20年月日" in reading.letters
    assert reading.letters.count("未采集") == 2


def test_without_copying_by_hand_the_statement_stands_alone(correct: Page) -> None:
    reading = read(replace(correct, copy_by_hand=False))
    assert reading.text.count("学籍信息已核对，正确无误。") == 1
    assert "抄写" not in reading.text


def test_a_record_without_a_verification_code_gets_none(correct: Page, record: Record) -> None:
    bare = replace(record, verification_code="", verification_expires="")
    reading = read(replace(correct, record=bare))
    assert "验证" not in reading.text


def test_empty_values_stay_empty(correct: Page) -> None:
    empty = Record(student_no="1")
    assert (
        "".join(f"{label}：" for label in LABELS[:9])
        in read(replace(correct, record=empty)).letters
    )


def test_a_proxy_is_marked_on_the_line(correct: Page) -> None:
    reading = read(replace(correct, signed=Signed(name="王建国（代）", date="2020-09-15")))
    assert "签 名： 王建国（代）" in reading.text


def test_the_title_names_nobody_and_the_language_is_chinese(correct: Page) -> None:
    pdf = kiosk.sheet.draw(correct)
    facts = Reading(pdf).document.get_metadata_dict()
    assert facts["Title"] == "《个人学信档案》"
    assert "陈佳欣" not in "".join(facts.values())
    assert b"/Lang (zh-CN)" in pdf


def test_the_same_page_gives_the_same_bytes(correct: Page) -> None:
    assert kiosk.sheet.draw(correct) == kiosk.sheet.draw(replace(correct))


def test_photos_are_embedded_byte_for_byte(disputed: Page) -> None:
    assert disputed.admission_photo is not None
    assert disputed.degree_photo is not None
    pdf = kiosk.sheet.draw(disputed)
    assert disputed.admission_photo in pdf
    assert disputed.degree_photo in pdf
    first, second = Reading(pdf).images()
    assert first.right < second.left
    assert first.width / first.height == pytest.approx(3 / 4, abs=0.01)


def test_one_photo_may_stand_twice(disputed: Page) -> None:
    twice = replace(disputed, degree_photo=disputed.admission_photo)
    assert len(read(twice).images()) == len(Photo)


def test_a_photo_that_is_no_jpeg_is_told(correct: Page) -> None:
    with pytest.raises(PhotoUnreadable):
        kiosk.sheet.draw(replace(correct, admission_photo=b"GIF89a"))


@pytest.mark.parametrize(
    "lines",
    [(), ((),), (((5, 5),),), (((0, 0), (4000, 0)),), (((0, 0), (0, 4000)), ((9, 9),))],
)
def test_any_strokes_stay_in_their_half_of_the_line(
    correct: Page, lines: tuple[tuple[tuple[int, int], ...], ...]
) -> None:
    signed = Signed(strokes=Strokes(640, 240, lines), date="2020-09-15")
    rounds = (RoundRow("第二学年学年注册"),)
    blank = read(replace(correct, signed=Signed(date="2020-09-15"), rounds=rounds)).paths()
    drawn = [
        one
        for one in read(replace(correct, signed=signed, rounds=rounds)).paths()
        if one not in blank
    ]
    assert len(drawn) == (1 if any(lines) else 0)
    for ink in drawn:
        assert ink.left > 33
        assert ink.right < 87
        assert ink.height < 14


def test_importing_the_package_loads_no_pdf_library() -> None:
    code = "import sys, kiosk.sheet, kiosk.sheet.qr; sys.exit('reportlab' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
