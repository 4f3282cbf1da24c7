import re

from hypothesis import given
from hypothesis import strategies as st

from store import layout

NUMBERS = st.from_regex(re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,29}", re.ASCII), fullmatch=True)


@given(NUMBERS, NUMBERS)
def test_students_share_a_file_only_if_they_differ_in_the_last_place(one: str, other: str) -> None:
    files = {layout.student(one).lower(), layout.student(other).lower()}
    assert (len(files) == 1) == (one[:-1] == other[:-1])


@given(NUMBERS)
def test_upper_and_lower_case_never_meet_on_any_file_system(number: str) -> None:
    apart = number[:-1].swapcase() + "0"
    same = layout.student(number).lower() == layout.student(apart).lower()
    assert same == (apart[:-1] == number[:-1])


@given(NUMBERS)
def test_a_students_file_lies_in_its_folder_and_is_not_hidden(number: str) -> None:
    folder, _, name = layout.student(number).partition("/")
    assert folder == "students"
    assert re.fullmatch(r"[0-9a-z_=][0-9a-z_=.-]*\.json", name)
    assert len(name) < 128
