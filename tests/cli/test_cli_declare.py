"""What a helper may say for a student, and what not."""

import pytest

from tests.cli.conftest import Kiosk, Ran
from tests.roster.samples import student


def declare(kiosk: Kiosk, *more: str, number: str = "2019000001") -> Ran:
    return kiosk("declare", number, "--as", "李助", *more)


def wrong(kiosk: Kiosk, *given: str) -> Ran:
    more = [part for one in given for part in ("--wrong", one)]
    return declare(kiosk, "--verdict", "disputed", *more)


@pytest.mark.parametrize(
    "more",
    [
        ("--verdict", "correct", "--wrong", "major=数控"),
        ("--verdict", "disputed"),
        ("--verdict", "maybe"),
        (),
        ("--verdict", "disputed", "--wrong", "major"),
        ("--verdict", "disputed", "--wrong", "major="),
        ("--verdict", "disputed", "--wrong", "major=　"),
        ("--verdict", "disputed", "--wrong", "nothing=1"),
        ("--verdict", "disputed", "--wrong", "major=数控", "--wrong", "专业=机电"),
        ("--verdict", "correct", "--round", "2020"),
        ("--verdict", "correct", "--as", " "),
    ],
)
def test_what_means_nothing_is_wrong_usage_and_writes_nothing(
    school: Kiosk, more: tuple[str, ...]
) -> None:
    refused = declare(school, *more)
    assert (refused.code, refused.out) == (2, "")
    assert 1 <= len(refused.err.splitlines()) <= 2
    assert school("student", "2019000001", "--json").json["rev"] == 1


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("birth_date=2001-02-30", "出生日期：没有这一天"),
        ("证件号码=610103200109010019", "校验位"),
        ("major=机械制造", "专业：与现在的记录相同"),
        (f"name={'甲' * 41}", "姓名：太长"),
        (f"admission_photo={'甲' * 61}", "录取照片：太长"),
    ],
)
def test_a_value_that_cannot_be_right_is_told_with_its_field(
    school: Kiosk, given: str, told: str
) -> None:
    refused = wrong(school, given)
    assert refused.code == 1
    assert told in refused.err


def test_values_are_read_as_rosters_are(school: Kiosk) -> None:
    assert wrong(school, "birth_date=2001年9月2日", "duration=2.50 年").code == 0
    declared = school("student", "2019000001", "--json").json["declarations"][0]
    assert declared["wrong"] == {"birth_date": "2001-09-02", "duration": "2.5"}
    assert declared["statement"] == (
        "学籍信息中出生日期、学制有误，正确的应为：出生日期：2001年09月02日；学制：2.5 年。"
    )


def test_two_rounds_that_fit_must_be_told_apart(school: Kiosk) -> None:
    assert school("round", "open", "2020/year2").code == 0
    refused = declare(school, "--verdict", "correct")
    assert refused.code == 2
    assert "2020/year2" in refused.err
    done = declare(school, "--verdict", "correct", "--round", "2020/year2", "--json")
    assert done.json["round"] == "2020/year2"


def test_no_round_and_a_round_that_does_not_fit_are_refusals(school: Kiosk) -> None:
    open_now = school("round", "list", "--json").json[0]["round"]
    assert declare(school, "--verdict", "correct", "--round", "2019/year9").code == 1
    assert school("round", "close", open_now).code == 0
    refused = declare(school, "--verdict", "correct")
    assert (refused.code, refused.err) == (1, "现在没有开放的核对轮次。\n")


def test_nobody_declares_for_who_has_left_or_never_was(school: Kiosk) -> None:
    assert school("import", school.roster(student(2, name="陈佳")), "--full").code == 0
    assert school("student", "2019000001", "--json").json["left"] is True
    assert "已不在名册" in declare(school, "--verdict", "correct").err
    for number in ("2019000009", "no/such", "１", ""):
        assert declare(school, "--verdict", "correct", number=number).code == 1


def test_what_a_helper_types_is_cleaned(school: Kiosk) -> None:
    declared = school(
        "declare",
        "２０１９０００００１",
        "--verdict",
        "correct",
        "--as",
        "\x1b[2J李\u202e助 ",
        "--json",
    ).json
    assert declared["proxy"] == "[2J李助"
    assert declared["factor"] == "proxy"
