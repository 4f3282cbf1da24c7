"""The people and faces of the demo college."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from itertools import combinations, pairwise

import pytest
from PIL import Image, ImageChops, ImageStat
from stdnum.cn import ric

from kiosk.errors import Problem
from kiosk.model.record import Field, Photo, Record
from kiosk.rules import form, idnumber
from kiosk.rules.values import LONGEST, doubts, parse
from kiosk.services.demo import Case, Person, people, rows
from kiosk.services.demo.photos import portrait

TODAY = date(2026, 11, 23)
LOOKS = range(10)


@pytest.fixture(scope="module")
def college() -> Sequence[Person]:
    return tuple(people(3000, 7, TODAY))


def right(person: Person) -> dict[str, str]:
    values = person.record.fields()
    return values | {claim.part.value: claim.value for claim in person.claims}


def test_the_same_seed_and_day_make_the_same_people() -> None:
    made = tuple(people(300, 1, TODAY))

    assert tuple(people(300, 1, TODAY)) == made
    assert tuple(people(120, 1, TODAY)) == made[:120]
    assert tuple(people(300, 2, TODAY)) != made


def test_id_numbers_have_the_check_digit_that_another_program_computes(
    college: Sequence[Person],
) -> None:
    for person in college:
        number = person.record.id_number
        assert ric.calc_check_digit(number) == number[17]


def test_id_numbers_are_of_no_place_that_exists(college: Sequence[Person]) -> None:
    for person in college:
        assert person.record.id_number.startswith("9999")
        with pytest.raises(ric.InvalidComponent):
            ric.get_birth_place(person.record.id_number)


def test_birth_date_and_gender_agree_with_the_id_number_once_errors_are_mended(
    college: Sequence[Person],
) -> None:
    for person in college:
        values = right(person)
        born = idnumber.birth_date(values["id_number"])
        assert born is not None
        assert values["birth_date"] == born.isoformat()
        assert (values["gender"] == "男") == idnumber.is_male(values["id_number"])


def test_each_student_number_is_given_once(college: Sequence[Person]) -> None:
    assert len({person.record.student_no for person in college}) == len(college)


def test_an_id_number_is_shared_by_two_enrolments_of_one_person_only(
    college: Sequence[Person],
) -> None:
    shared = Counter(person.record.id_number for person in college)

    for before, person in pairwise(college):
        if person.case is Case.SECOND_ENROLMENT:
            assert person.record.id_number == before.record.id_number
            assert person.record.name == before.record.name
            assert person.record.major != before.record.major
            assert shared.pop(person.record.id_number) == 2
    assert set(shared.values()) == {1}


def test_every_value_is_taken_by_the_rules_of_rosters(college: Sequence[Person]) -> None:
    for person in college:
        for field in Field:
            value = person.record.get(field)
            assert len(value) <= LONGEST[field]
            parsed = parse(field, value)
            assert not isinstance(parsed, Problem)
            assert parsed == value


def test_a_registrar_is_made_to_doubt_what_is_wrong_on_purpose_and_nothing_else(
    college: Sequence[Person],
) -> None:
    for person in college:
        doubted = {field for field, _ in doubts(person.record)}
        placeholder = {Field.NAME} if person.case is Case.PLACEHOLDER else set()
        visible = {Field.BIRTH_DATE, Field.GENDER} & {one.part for one in person.disputes}
        assert doubted == placeholder | visible


def test_special_cases_have_their_share(college: Sequence[Person]) -> None:
    count = Counter(person.case for person in college)
    disputes = sum(bool(person.disputes) for person in college)

    assert set(count) == set(Case)
    assert count[Case.SECOND_ENROLMENT] == len(college) // 50
    assert 0.02 < disputes / len(college) < 0.04
    assert any(person.claims and not person.disputes for person in college)


def test_every_kind_of_error_is_made(college: Sequence[Person]) -> None:
    assert {one.part for person in college for one in person.disputes} == {
        Field.NAME,
        Field.GENDER,
        Field.BIRTH_DATE,
        Field.MAJOR,
        Field.DEPARTMENT,
    }


def test_errors_are_wrong_values_and_claims_the_right_ones(college: Sequence[Person]) -> None:
    for person in college:
        for claim in person.claims:
            assert claim.value
            assert person.first.get(claim.part) != claim.value
            assert not isinstance(parse(Field(claim.part), claim.value), Problem)


def test_a_record_is_as_it_first_was_or_with_its_claims_granted(
    college: Sequence[Person],
) -> None:
    for person in college:
        first = person.first.fields()
        granted = first | {claim.part.value: claim.value for claim in person.claims}
        assert person.record.fields() == (first if person.disputes else granted)


def test_names_show_rare_characters_long_ones_and_compound_surnames(
    college: Sequence[Person],
) -> None:
    names = {person.record.name for person in college}

    for char in "𬭎㛃䶮𠅤":
        assert any(char in name for name in names)
    assert max(len(name) for name in names if "·" in name) >= 20
    assert any(name.startswith("欧阳") for name in names)
    assert len(names) > 1500


def test_a_college_has_branches_grades_courses_and_empty_departments(
    college: Sequence[Person],
) -> None:
    records = [person.record for person in college]

    assert {record.grade for record in records} == {"2024", "2025", "2026"}
    assert {record.duration for record in records} == {"2.5", "3", "4"}
    assert len({record.college for record in records}) >= 6
    assert 0.3 < sum(not record.department for record in records) / len(records) < 0.8
    assert "质检3261" in {record.class_name for record in records}


def test_degree_photos_are_of_the_last_year(college: Sequence[Person]) -> None:
    with_degree = [person.record for person in college if person.degree_photo]

    assert with_degree
    assert {record.grade for record in with_degree} == {"2024"}
    assert "4" not in {record.duration for record in with_degree}
    assert not all(person.admission_photo for person in college)


def test_rows_are_a_roster_with_the_labels_of_the_form() -> None:
    made = tuple(people(40, 1, TODAY))

    header, body = rows(made)

    assert header == tuple(form.label(field) for field in Field)
    read = [Record(**dict(zip(Field, row, strict=True))) for row in body]
    assert read == [person.record for person in made]


@pytest.mark.parametrize("photo", Photo)
@pytest.mark.parametrize("look", LOOKS)
def test_photos_are_as_the_registrar_asks(look: int, photo: Photo) -> None:
    data = portrait(look, photo)

    with Image.open(BytesIO(data)) as image:
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (480, 640))
        red, _, blue = ImageStat.Stat(image.crop((0, 0, 40, 40))).mean
    assert len(data) <= 20_000
    assert blue > 2 * red


def test_photos_are_told_apart_in_half_blocks() -> None:
    small = [
        Image.open(BytesIO(portrait(look, Photo.ADMISSION))).resize((22, 30)) for look in LOOKS
    ]

    for one, other in combinations(small, 2):
        difference = ImageStat.Stat(ImageChops.difference(one, other)).mean
        assert sum(difference) / 3 > 5


def test_a_degree_photo_is_another_picture_of_the_same_face() -> None:
    young, graduate = (
        Image.open(BytesIO(portrait(4, photo))) for photo in (Photo.ADMISSION, Photo.DEGREE)
    )
    face, shoulders = (140, 100, 340, 440), (60, 540, 420, 640)

    def difference(box: tuple[int, int, int, int]) -> float:
        apart = ImageChops.difference(young.crop(box), graduate.crop(box))
        return float(max(ImageStat.Stat(apart).mean))

    assert difference(face) < 1
    assert difference(shoulders) > 40
