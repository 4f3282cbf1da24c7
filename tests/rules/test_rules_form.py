"""The wording of the sheet: golden strings of Annex 2, letter by letter."""

import pytest

import assets
from kiosk.model.record import PARTS, Field, Part, Photo, Record
from kiosk.model.request import Claim
from kiosk.rules import form

FORM = assets.table("form")

LABELS = """
姓名 性别
出生日期 民族
证件号码 学校名称
层次 专业
学制 学历类别
学习形式 分院
系（所、函授站） 班级
学号 入学日期
预计毕业日期 学籍状态
"""


def test_the_eighteen_labels_in_the_order_of_the_form() -> None:
    assert [form.label(field) for field in Field] == LABELS.split()
    assert [form.label(photo) for photo in Photo] == ["录取照片", "学历照片"]


def test_field_names_are_those_of_json() -> None:
    names = (
        "name gender birth_date ethnicity id_number school level major duration category "
        "study_mode college department class_name student_no entry_date expected_graduation status"
    )
    assert [field.value for field in Field] == names.split()
    assert [part.value for part in PARTS[18:]] == ["admission_photo", "degree_photo"]


@pytest.mark.parametrize(
    ("key", "golden"),
    [
        ("title", "个人学信档案"),
        ("enrolments", "您一共有 {n} 个学籍"),
        ("verification", "查看该学籍的在线验证报告"),
        ("no_photo", "未采集"),
        ("unchecked", "未核对"),
        ("correct", "学籍信息已核对，正确无误。"),
        ("disputed_model", "学籍信息中**有误，正确的应为：****"),
        ("copy_hint", "（学生按实际情况抄写一遍）"),
        ("signature", "签 名："),
        ("date_blank", "日 期：20  年  月  日"),
        ("proxy", "（代）"),
        ("account", "学信网帐号："),
        ("password", "学信网密码："),
        ("password_value", "（本人保管，不填写）"),
        ("rounds_head", ["核对类型", "核对结论", "签 名", "时 间"]),
        ("changes_title", "学籍信息变更记录："),
        ("changes_head", ["变更内容", "原信息", "现信息", "签名及日期"]),
        ("changes_more", "其余见更正记录"),
        ("foot_disclaimer", "本机不是学信网"),
    ],
)
def test_golden_strings(key: str, golden: object) -> None:
    assert FORM[key] == golden


def test_the_later_rounds() -> None:
    assert FORM["rounds"]["year2"] == "第二学年学年注册"
    assert FORM["rounds"]["year3"] == "第三学年学年注册"
    assert FORM["rounds"]["graduation"] == "图像采集/学历注册"


@pytest.mark.parametrize(
    ("part", "value", "shown"),
    [
        (Field.ENTRY_DATE, "2019-09-01", "2019年09月01日"),
        (Field.BIRTH_DATE, "2001-02-03", "2001年02月03日"),
        (Field.EXPECTED_GRADUATION, "", ""),
        (Field.DURATION, "3", "3 年"),
        (Field.DURATION, "2.5", "2.5 年"),
        (Field.DURATION, "", ""),
        (Field.STATUS, "在籍（注册学籍）", "在籍（注册学籍）"),
        (Field.DEPARTMENT, "", ""),
        (Photo.DEGREE, "本人照片，另行提交", "本人照片，另行提交"),
    ],
)
def test_values_as_printed(part: Part, value: str, shown: str) -> None:
    assert form.shown(part, value) == shown


def test_the_heading_and_the_grade() -> None:
    record = Record(
        level="专科",
        school="陕西国防工业职业技术学院",
        major="机械产品检测检验技术",
        entry_date="2019-09-01",
    )
    assert record.heading == "专科-陕西国防工业职业技术学院-机械产品检测检验技术"
    assert record.grade == "2019"
    assert Record().grade == ""


@pytest.mark.parametrize(
    ("claims", "sentence"),
    [
        ((), "学籍信息已核对，正确无误。"),
        ((Claim(Field.NAME, "林晓满"),), "学籍信息中姓名有误，正确的应为：林晓满。"),
        (
            (Claim(Field.BIRTH_DATE, "2001-02-04"),),
            "学籍信息中出生日期有误，正确的应为：2001年02月04日。",
        ),
        (
            (Claim(Field.NAME, "林晓满"), Claim(Field.DURATION, "2.5")),
            "学籍信息中姓名、学制有误，正确的应为：姓名：林晓满；学制：2.5 年。",
        ),
        (
            (Claim(Photo.ADMISSION, form.photo_value(), "不是本人"),),
            "学籍信息中录取照片有误，正确的应为：本人照片，另行提交。",
        ),
    ],
)
def test_the_statement(claims: tuple[Claim, ...], sentence: str) -> None:
    assert form.statement(claims) == sentence


def test_braces_in_a_value_are_only_braces() -> None:
    assert form.statement((Claim(Field.MAJOR, "{fields}{0}"),)).endswith("：{fields}{0}。")
