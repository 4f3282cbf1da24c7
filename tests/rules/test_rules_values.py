"""What a value of the record may be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from kiosk.errors import Problem
from kiosk.model.record import Field, Record
from kiosk.rules import idnumber, values

GOOD = "999900200102030028"


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        (Field.STUDENT_NO, " ３１２１９２０１ ", "31219201"),
        (Field.STUDENT_NO, "0012", "0012"),
        (Field.STUDENT_NO, "A-1.b_2", "A-1.b_2"),
        (Field.STUDENT_NO, "31E5", "31E5"),
        (Field.BIRTH_DATE, "2001-02-03", "2001-02-03"),
        (Field.BIRTH_DATE, "2001/2/3", "2001-02-03"),
        (Field.BIRTH_DATE, "2001.2.3", "2001-02-03"),
        (Field.BIRTH_DATE, "20010203", "2001-02-03"),
        (Field.BIRTH_DATE, "２００１年２月３日", "2001-02-03"),
        (Field.BIRTH_DATE, "2001-02-03 00:00:00", "2001-02-03"),
        (Field.BIRTH_DATE, "2000-02-29", "2000-02-29"),
        (Field.BIRTH_DATE, "", ""),
        (Field.DURATION, "3", "3"),
        (Field.DURATION, "2.5", "2.5"),
        (Field.DURATION, "3.0 年", "3"),
        (Field.DURATION, "５年", "5"),
        (Field.ID_NUMBER, "99990020010203001x", "99990020010203001X"),
        (Field.ID_NUMBER, "9999 0020 0102 0300 28", GOOD),
        (Field.NAME, " 阿  依古丽·示例 ", "阿 依古丽·示例"),
        (Field.DEPARTMENT, "　", ""),
    ],
)
def test_good_values(field: Field, typed: str, kept: str) -> None:
    assert values.parse(field, typed) == kept


@pytest.mark.parametrize(
    ("field", "typed", "problem"),
    [
        (Field.STUDENT_NO, "", "no_student_no"),
        (Field.STUDENT_NO, "../x", "student_no"),
        (Field.STUDENT_NO, "312/1", "student_no"),
        (Field.STUDENT_NO, ".hidden", "student_no"),
        (Field.STUDENT_NO, "6.1E+17", "scientific"),
        (Field.STUDENT_NO, "学号", "student_no"),
        (Field.BIRTH_DATE, "2001-02-29", "no_such_date"),
        (Field.BIRTH_DATE, "1899-12-31", "no_such_date"),
        (Field.BIRTH_DATE, "2101-01-01", "no_such_date"),
        (Field.BIRTH_DATE, "2001-13-01", "no_such_date"),
        (Field.BIRTH_DATE, "01/02/2003", "date"),
        (Field.BIRTH_DATE, "200123", "date"),
        (Field.BIRTH_DATE, "去年", "date"),
        (Field.DURATION, "0", "duration"),
        (Field.DURATION, "2.3", "duration"),
        (Field.DURATION, "三年", "duration"),
        (Field.DURATION, "12", "duration"),
        (Field.ID_NUMBER, "6.1E+17", "scientific"),
        (Field.ID_NUMBER, "123456789012345", "id_places"),
        (Field.ID_NUMBER, "99990020010203A028", "id_characters"),
        (Field.ID_NUMBER, "999900200102300028", "id_date"),
        (Field.ID_NUMBER, "999900200102030027", "check_digit"),
        (Field.ID_NUMBER, "999900200102030000", "id_digits_lost"),
        (Field.NAME, "满" * 41, "too_long"),
        (Field.SCHOOL, "校" * 61, "too_long"),
        (Field.CLASS_NAME, "班" * 41, "too_long"),
        (Field.STATUS, "在" * 31, "too_long"),
    ],
)
def test_bad_values(field: Field, typed: str, problem: str) -> None:
    found = values.parse(field, typed)
    assert isinstance(found, Problem)
    assert found.text == f"problem.{problem}"


@pytest.mark.parametrize(
    ("length", "fields"),
    [
        (40, (Field.NAME, Field.COLLEGE, Field.CLASS_NAME)),
        (60, (Field.SCHOOL, Field.MAJOR, Field.DEPARTMENT)),
        (30, (Field.ETHNICITY, Field.LEVEL, Field.CATEGORY, Field.STUDY_MODE, Field.STATUS)),
    ],
)
def test_the_longest_values_are_those_of_the_form(length: int, fields: tuple[Field, ...]) -> None:
    for field in fields:
        assert values.parse(field, "字" * length) == "字" * length
        assert isinstance(values.parse(field, "字" * (length + 1)), Problem)


def test_numbers_of_other_papers() -> None:
    assert values.parse(Field.ID_NUMBER, "h12345678(9)", "6") == "H12345678(9)"
    assert isinstance(values.parse(Field.ID_NUMBER, "护照一", "A"), Problem)
    assert values.parse(Field.ID_NUMBER, GOOD, "C") == GOOD


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.sampled_from(["{0:%Y}-{0.month}-{0.day}", "{0:%Y%m%d}", "{0:%Y}年{0.month}月{0.day}日"]),
)
def test_every_day_in_every_spelling(day: date, spelling: str) -> None:
    assert values.parse_date(spelling.format(day)) == day.isoformat()


# ID numbers, against a checker that nobody here wrote


@given(
    st.from_regex(
        r"61011[0-9]20[01][0-9](0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[0-9]{3}", fullmatch=True
    )
)
def test_check_digits_are_those_of_another_checker(first17: str) -> None:
    number = first17 + idnumber.check_digit(first17)
    assert number[-1] == ric.calc_check_digit(number)
    assert idnumber.well_formed(number)
    assert values.parse_id_number(number) == number
    for other in "0123456789X":
        assert idnumber.well_formed(first17 + other) == (other == number[-1])


@given(
    st.from_regex(
        r"61011[0-9]20[01][0-9](0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[0-9]{3}", fullmatch=True
    ),
    st.integers(0, 16),
)
def test_one_wrong_digit_is_always_noticed(first17: str, place: int) -> None:
    number = first17 + idnumber.check_digit(first17)
    wrong = str((int(number[place]) + 1) % 10)
    assert not idnumber.well_formed(number[:place] + wrong + number[place + 1 :])


@pytest.mark.parametrize("area", ["620201", "810000", "820000", "830000", "999900"])
def test_the_address_is_a_hint_only(area: str) -> None:
    first17 = f"{area}20010203002"
    assert idnumber.well_formed(first17 + idnumber.check_digit(first17))


def test_what_is_no_number_at_all() -> None:
    for text in ("", "1", "x" * 18, "٩٩٩٩٠٠٢٠٠١٠٢٠٣٠٠٢٨", GOOD + "0", "0" + GOOD[1:]):
        assert not idnumber.well_formed(text)
    assert idnumber.birth_date(GOOD) == date(2001, 2, 3)
    assert not idnumber.is_male(GOOD)
    assert idnumber.is_male("99990020010203001X")


# What a registrar should look at


def doubts(**given: str) -> set[tuple[str, str]]:
    record = Record(**({"name": "林小满", "id_number": GOOD} | given))
    return {
        (field.value, problem.text.removeprefix("problem."))
        for field, problem in values.doubts(record)
    }


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, set()),
        ({"gender": "女", "birth_date": "2001-02-03"}, set()),
        ({"name": ""}, {("name", "no_name")}),
        ({"name": "林?满"}, {("name", "placeholder")}),
        ({"name": "林□满"}, {("name", "placeholder")}),
        ({"name": "林＊满"}, {("name", "placeholder")}),
        ({"name": "林A满"}, {("name", "placeholder")}),
        ({"name": "JOHN"}, set()),
        ({"name": "林\ue000"}, {("name", "private_use")}),
        ({"major": "\ue000"}, {("major", "private_use")}),
        ({"ethnicity": "火星族"}, {("ethnicity", "unlisted")}),
        ({"status": "在校"}, {("status", "unlisted")}),
        ({"id_number": ""}, {("id_number", "no_id_number")}),
        ({"birth_date": "2001-02-04"}, {("birth_date", "birth_differs")}),
        ({"gender": "男"}, {("gender", "gender_differs")}),
        ({"gender": "男", "id_type": "A", "id_number": "E12345678"}, set()),
    ],
)
def test_doubts(given: dict[str, str], found: set[tuple[str, str]]) -> None:
    assert doubts(**given) == found
