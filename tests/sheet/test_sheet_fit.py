from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kiosk.sheet
from kiosk.model.page import ChangeRow, Page, RoundRow, Signed
from kiosk.model.record import PARTS, Field, Part, Record
from kiosk.model.request import Claim
from kiosk.model.student import Change
from kiosk.rules import form
from kiosk.rules.values import LONGEST
from kiosk.sheet.errors import Overfull
from tests.sheet.reading import Reading

AT = "2019-11-04T09:12:00+08:00"
MORE = "其余见更正记录"


def read(page: Page) -> Reading:
    return Reading(kiosk.sheet.draw(page))


@pytest.mark.parametrize("name", ["correct", "disputed", "unchecked", "worst"])
def test_nothing_collides_and_nothing_is_too_small(
    name: str, request: pytest.FixtureRequest
) -> None:
    reading = read(request.getfixturevalue(name))
    assert reading.collisions() == []
    assert min(reading.sizes() - {7.0}) >= 7.5


def test_the_worst_page_names_every_wrong_field_and_where_the_values_stand(worst: Page) -> None:
    letters = read(worst).letters
    assert "有误，正确的应为：详见更正申请R-7K3M-9Q2W-8。" in letters
    fields = "、".join(form.label(field) for field in Field)
    assert f"学籍信息中{fields}有误" in letters
    assert MORE in letters
    assert letters.count("（代）") == 1 + len(worst.rounds)


def test_what_does_not_fit_of_a_statement_is_left_out_claim_by_claim(disputed: Page) -> None:
    claims = [
        Claim(part, "2019-09-03" if "日期" in form.label(part) else f"{form.label(part)}的内容" * 4)
        for part in PARTS
    ]
    page = replace(disputed, statement=form.statement(claims))
    letters = read(page).letters
    shown = [
        f"{form.label(one.part)}：{form.shown(one.part, one.value)}".replace(" ", "")
        for one in claims
    ]
    kept = [one for one in shown if f"{one}；" in letters]
    assert 0 < len(kept) < len(claims)
    assert kept == shown[: len(kept)]
    assert f"{kept[-1]}；其余详见更正申请R-7K3M-9Q2W-8。" in letters


def test_characters_three_times_as_wide_stop_the_sheet_rather_than_collide(worst: Page) -> None:
    wide = {field.value: "⸻" * LONGEST[field] for field in Field if field.value != "duration"}
    dates = dict.fromkeys(("birth_date", "entry_date", "expected_graduation"), "2001-12-31")
    with pytest.raises(Overfull):
        kiosk.sheet.draw(replace(worst, record=Record(**wide | dates)))


def test_a_value_with_the_marks_of_a_statement_is_kept_whole(disputed: Page) -> None:
    claims = (Claim(Field.MAJOR, "机械；制造：专业"), Claim(Field.CLASS_NAME, "质检3193"))
    letters = read(replace(disputed, statement=form.statement(claims))).letters
    assert "专业：机械；制造：专业；班级：质检3193。" in letters


@pytest.mark.parametrize("count", [0, 1, 4, 6, 7, 25, 300])
def test_changes_are_the_newest_with_blank_rows_or_a_word_of_the_rest(
    correct: Page, count: int
) -> None:
    changes = tuple(
        ChangeRow(Change(Field.CLASS_NAME, f"旧{number:03}", f"新{number:03}", AT, number))
        for number in range(count)
    )
    reading = read(replace(correct, changes=changes))
    shown = [one for one in changes if one.change.new in reading.text]
    assert shown == list(changes[count - len(shown) :])
    assert (MORE in reading.text) == (len(shown) < count)
    assert len(shown) >= min(count, 6)
    head = next(area for char, area in reversed(reading.chars()) if char == "变")
    under = [one for one in reading.rules() if one.width > 170 and one.top < head.bottom]
    rows = len(under) - 1  # the lowest is the foot's
    assert rows >= (count + 2 if count <= 6 else len(shown))
    assert reading.collisions() == []


LONG_NAME = "甲孜别克·示例别克阿不都热合曼"


@pytest.mark.parametrize("name", ["林小满", LONG_NAME, "测" * LONGEST[Field.NAME]])
def test_a_change_is_signed_beside_its_day_drawn_or_by_name(correct: Page, name: str) -> None:
    change = Change(Field.CLASS_NAME, "质检3191", "质检3192", AT, 2)
    strokes = correct.signed.strokes
    assert strokes
    ways = Signed(strokes, date="2020-10-11"), Signed(name=name, date="2020-10-12"), Signed()
    reading = read(replace(correct, changes=tuple(ChangeRow(change, way) for way in ways)))
    table = reading.letters.rpartition("签名及日期")[2]
    assert table.index("2020年10月11日") < table.index(f"{name}2020年10月12日")
    assert "2019年11月04日" in table.partition(f"{name}2020年10月12日")[2]
    assert reading.collisions() == []
    assert MORE not in reading.text
    (ink,) = [one for one in reading.paths() if one.left > 140 and 1 < one.height < 8]
    assert [char for char, area in reading.chars() if area.meets(ink)] == []


@pytest.mark.parametrize("kinds", [2, 3, 4, 9])
def test_rounds_of_any_duration_fit(correct: Page, kinds: int) -> None:
    later = [f"第{n}学年学年注册" for n in "二三四五六七八九"]
    labels = [*later[: kinds - 1], "图像采集/学历注册"]
    done = Signed(correct.signed.strokes, date="2021-09-15")
    rows = tuple(RoundRow(label, "正确无误", done) for label in labels)
    reading = read(replace(correct, rounds=rows))
    assert [label for label in labels if label not in reading.text] == []
    assert reading.collisions() == []


_HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
_ANY = st.one_of(_HAN, st.sampled_from("（）、，。·-W9 aШ"))


@st.composite
def _records(draw: st.DrawFn) -> Record:
    values = {}
    for field in Field:
        if field in {Field.BIRTH_DATE, Field.ENTRY_DATE, Field.EXPECTED_GRADUATION}:
            values[field.value] = "2001-12-31"
        elif field is Field.DURATION:
            values[field.value] = draw(st.sampled_from(["", "3", "2.5"]))
        else:
            pattern = draw(st.text(_ANY, min_size=1, max_size=6))
            length = draw(st.sampled_from([1, 8, LONGEST[field]]))
            values[field.value] = (pattern * LONGEST[field])[:length].strip(" -")
    return Record(**values)


def _fits(worst: Page, record: Record, wrong: set[Part], kinds: int) -> None:
    claims = [
        Claim(part, record.get(part) if part in set(Field) else "重新采集")
        for part in PARTS
        if part in wrong
    ]
    page = replace(
        worst,
        record=record,
        statement=form.statement(claims),
        rounds=worst.rounds[-kinds:],
    )
    reading = read(page)
    assert len(reading.document) == 1
    assert reading.collisions() == []
    assert min(reading.sizes() - {7.0}) >= 7.5
    for field in Field:
        assert "".join(form.value(record, field).split()) in reading.letters
    assert reading.codes(100) == [page.url]


_DRAWN = given(
    record=_records(), wrong=st.sets(st.sampled_from(PARTS)), kinds=st.sampled_from([2, 9])
)
_SLOW = [HealthCheck.too_slow]


@settings(max_examples=30, deadline=None, suppress_health_check=_SLOW)
@_DRAWN
def test_every_valid_record_fits_with_nothing_cut(
    worst: Page, record: Record, wrong: set[Part], kinds: int
) -> None:
    _fits(worst, record, wrong, kinds)


@pytest.mark.torture
@pytest.mark.timeout(3600)
@settings(max_examples=2000, deadline=None, suppress_health_check=_SLOW)
@_DRAWN
def test_two_thousand_records_fit(
    worst: Page, record: Record, wrong: set[Part], kinds: int
) -> None:
    _fits(worst, record, wrong, kinds)
