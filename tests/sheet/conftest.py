import io
import math
from dataclasses import replace

import pytest
from PIL import Image, ImageDraw

from kiosk.model.page import ChangeRow, Page, RoundRow, Signed
from kiosk.model.record import Field, Record
from kiosk.model.request import Claim
from kiosk.model.rounds import Round
from kiosk.model.signature import Strokes
from kiosk.model.student import Change, Source
from kiosk.rules import code, form
from kiosk.rules.values import LONGEST


def _photo(shirt: tuple[int, int, int]) -> bytes:
    """Draw somebody who does not exist."""
    image = Image.new("RGB", (480, 640), (67, 142, 219))
    pen = ImageDraw.Draw(image)
    pen.ellipse((60, 470, 420, 900), fill=shirt)
    pen.ellipse((140, 130, 340, 400), fill=(40, 32, 30))
    pen.rectangle((205, 380, 275, 500), fill=(228, 190, 165))
    pen.ellipse((155, 170, 325, 420), fill=(240, 205, 180))
    file = io.BytesIO()
    image.thumbnail((120, 160))
    image.save(file, "JPEG", quality=80)
    return file.getvalue()


def _strokes() -> Strokes:
    waves = (
        tuple(
            (40 + part * 150 + step * 4, int(120 + 70 * math.sin(step / (3 + part)) - step))
            for step in range(30)
        )
        for part in range(3)
    )
    return Strokes(640, 240, tuple(waves))


@pytest.fixture(scope="session")
def record() -> Record:
    return Record(
        name="陈佳欣",
        gender="女",
        birth_date="2001-05-17",
        ethnicity="汉族",
        id_number="610113200105170024",
        school="陕西国防工业职业技术学院",
        level="专科",
        major="机械产品检测检验技术",
        duration="3",
        category="普通",
        study_mode="普通全日制",
        college="机械工程学院",
        department="",
        class_name="质检3192",
        student_no="9019319227",
        entry_date="2019-09-01",
        expected_graduation="2022-07-01",
        status="在籍（注册学籍）",
        verification_code="A7KQ2M9XWP3F",
        verification_expires="2021-03-31",
    )


_CHANGED = "2019-11-04T09:12:00+08:00"


@pytest.fixture(scope="session")
def correct(record: Record) -> Page:
    """A record found right, signed on the pad."""
    sheet_id = "7K3M9Q2WTB4XE0R"
    signed = code.encode(bytes(range(88)))
    return Page(
        record=record,
        source=Source("2019级学籍名册.xlsx", "2020-09-10", "3f786850e387" + "0" * 52),
        enrolments=1,
        admission_photo=_photo((238, 240, 244)),
        degree_photo=None,
        statement=form.statement(()),
        request_number="",
        copy_by_hand=True,
        signed=Signed(strokes=_strokes(), date="2020-09-15"),
        account="929366***@qq.com",
        rounds=(
            RoundRow("第二学年学年注册", "正确无误", Signed(_strokes(), date="2020-09-15")),
            RoundRow("第三学年学年注册"),
            RoundRow("图像采集/学历注册"),
        ),
        changes=(ChangeRow(Change(Field.CLASS_NAME, "质检3191", "质检3192", _CHANGED, 2)),),
        round=Round(2020, "year2"),
        url=f"HTTPS://XJ.EXAMPLE.EDU.CN/R/{signed}",
        host="XJ.EXAMPLE.EDU.CN",
        sheet_number=code.short_number(sheet_id),
        day="2020-09-15",
        rev=4,
        head="9c56cc51b374" + "0" * 52,
    )


@pytest.fixture(scope="session")
def disputed(correct: Page) -> Page:
    """Three fields found wrong, signed with the typed name."""
    claims = (
        Claim(Field.ETHNICITY, "回族"),
        Claim(Field.MAJOR, "机械制造及自动化"),
        Claim(Field.ENTRY_DATE, "2019-09-03"),
    )
    return replace(
        correct,
        enrolments=2,
        statement=form.statement(claims),
        request_number="R-7K3M-9Q2W-8",
        degree_photo=_photo((40, 60, 110)),
        signed=Signed(name="陈佳欣", date="2020-09-15"),
        rounds=(
            RoundRow("第二学年学年注册", "有误", Signed(name="陈佳欣", date="2020-09-15")),
            *correct.rounds[1:],
        ),
    )


@pytest.fixture(scope="session")
def unchecked(correct: Page) -> Page:
    """Nothing declared yet."""
    return replace(
        correct,
        statement="",
        signed=Signed(),
        account="",
        rounds=tuple(RoundRow(row.label) for row in correct.rounds),
        round=None,
        url="",
        sheet_number="",
        admission_photo=None,
        changes=(),
    )


_CHARS = "核对学籍信息须逐字逐句看清楚再签名的每一个人都应当知道这件事情"


def _longest(field: Field) -> str:
    if field in {Field.BIRTH_DATE, Field.ENTRY_DATE, Field.EXPECTED_GRADUATION}:
        return "2019-12-31"
    if field is Field.DURATION:
        return "9.5"
    if field is Field.STUDENT_NO:
        return "W" * LONGEST[field]
    start = list(Field).index(field)
    return ((_CHARS[start:] + _CHARS) * 3)[: LONGEST[field]]


@pytest.fixture(scope="session")
def worst(correct: Page) -> Page:
    """Every value as long as it may be, everything disputed, every row filled."""
    record = Record(
        **{field.value: _longest(field) for field in Field},
        verification_code="A7KQ2M9XWP" * 3,
        verification_expires="2021-03-31",
    )
    name = f"{record.name}{'（代）'}"
    done = Signed(name=name, date="2020-09-15")
    return replace(
        correct,
        record=record,
        source=replace(correct.source, name="二〇一九级普通专科学籍名册最后定稿第三版.xlsx" * 2),
        enrolments=12,
        degree_photo=_photo((40, 60, 110)),
        statement=form.statement(tuple(Claim(field, _longest(field)) for field in Field)),
        request_number="R-7K3M-9Q2W-8",
        signed=done,
        account="abcdefghijklmnopqrstuv***@student.example-university.edu.cn",
        rounds=tuple(
            RoundRow(label, "正确无误", done)
            for label in (*(f"第{n}学年学年注册" for n in "二三四五六七八九"), "图像采集/学历注册")
        ),
        changes=tuple(
            ChangeRow(
                Change(
                    field, _longest(field), _longest(field)[::-1], "2019-11-04T09:12:00+08:00", 2
                ),
                Signed(name=record.name, date="2020-09-15"),
            )
            for field in (Field.SCHOOL, Field.MAJOR, Field.DEPARTMENT) * 8
        ),
        host="XUEJI.HEDUI.EXAMPLE.EDU.CN",
    )
