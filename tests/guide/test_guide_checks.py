import re

import pytest

import assets
from assets import LANGS
from kiosk.guide.checks import Finding, Strength, What, check
from tests.school import RECORD


def keys(what: What, value: str) -> list[str]:
    return [one.text for one in check(what, value).problems]


@pytest.mark.parametrize(
    "number",
    [
        "13800000000",
        "１３８０００００００００"[:11],
        "138-0000-0000",
        "+86 138 0000 0000",
        "8619900000000",
    ],
)
def test_mobile_numbers_of_the_mainland_will_do(number: str) -> None:
    assert check(What.PHONE, number).ok


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("029-88880000", "land_line"),
        ("(029) 8888 0000", "land_line"),
        ("010-82199588", "land_line"),
        ("88880000", "land_line"),
        ("0086 29 88880000", "land_line"),
        ("400-000-0000", "land_line"),
        ("+852 5000 0000", "abroad"),
        ("001 212 555 0100", "abroad"),
        ("1380000000", "places"),
        ("138000000000", "places"),
        ("12800000000", "not_mobile"),
        ("13800000 OO0", "characters"),
    ],
)
def test_other_numbers_are_named_for_what_they_are(number: str, problem: str) -> None:
    assert keys(What.PHONE, number) == [f"checker.phone.{problem}"]


@pytest.mark.parametrize(
    "mailbox",
    [
        "lin@notsohu.com",
        "lin@sohu.com.example.cn",
        "lin@sohu.cn",
        "lin.x+y@qq.com",
        "ｌｉｎ＠qq.com",
    ],
)
def test_mailboxes_that_receive_the_mail(mailbox: str) -> None:
    assert check(What.MAILBOX, mailbox).ok


@pytest.mark.parametrize(
    "host", ["sohu.com", "SOHU.com", "vip.sohu.com", "a.b.sohu.com", "ｓｏｈｕ.com"]
)
def test_sohu_and_what_is_below_it_cannot(host: str) -> None:
    assert keys(What.MAILBOX, f"lin@{host}") == ["checker.mailbox.sohu"]


@pytest.mark.parametrize(
    ("mailbox", "problem"),
    [
        ("lin.qq.com", "no_at"),
        ("lin@qq", "syntax"),
        ("lin@@qq.com", "syntax"),
        ("@qq.com", "syntax"),
        ("lin@ sohu.com", "syntax"),
    ],
)
def test_what_is_no_mailbox(mailbox: str, problem: str) -> None:
    assert keys(What.MAILBOX, mailbox) == [f"checker.mailbox.{problem}"]


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("Ab3$5", "short"),
        ("Ab3$5" * 6 + "x", "long"),
        ("Ab3$ 56", "characters"),
        ("Ab3$56密", "characters"),
        ("Ａｂ３＄５６７", "wide"),
        ("Ab3$5\x007", "characters"),
    ],
)
def test_passwords_against_the_rule(password: str, problem: str) -> None:
    assert keys(What.PASSWORD, password) == [f"checker.password.{problem}"]


@pytest.mark.parametrize("password", ["Ab3$56", "Ab3$5" * 6])
def test_six_to_thirty_characters(password: str) -> None:
    assert check(What.PASSWORD, password).ok


@pytest.mark.parametrize(
    ("password", "strength", "why"),
    [
        ("password1!", Strength.WEAK, "common"),
        ("woaini520", Strength.WEAK, "common"),
        ("90817263", Strength.WEAK, "digits"),
        ("ababab!!ab", Strength.WEAK, "few"),
        ("qwert!uytre", Strength.WEAK, "row"),
        ("mlp65432", Strength.WEAK, "row"),
        ("lin20010203", Strength.WEAK, "personal"),
        ("x13800000000", Strength.WEAK, "personal"),
        ("Ab3$56", Strength.WEAK, "yours"),
        ("tangerinehill", Strength.WEAK, "yours"),
        ("tangerine7hill", Strength.FAIR, "yours"),
        ("Tangerine7hill", Strength.STRONG, "yours"),
    ],
)
def test_how_strong_a_password_is_and_why_not(password: str, strength: Strength, why: str) -> None:
    finding = check(What.PASSWORD, password)
    assert finding.ok
    assert finding.strength is strength
    assert f"checker.password.{why}" in [one.text for one in finding.advice]


def test_name_and_number_of_the_card_cannot_be_changed_later() -> None:
    for what, value in ((What.NAME, RECORD.name), (What.ID_NUMBER, RECORD.id_number)):
        finding = check(what, value)
        assert finding.ok
        assert [one.text for one in finding.advice] == [f"checker.{what}.final"]


@pytest.mark.parametrize(
    ("what", "value", "problem"),
    [
        (What.NAME, "林?满", "problem.placeholder"),
        (What.NAME, "林小满2", "checker.name.digits"),
        (What.ID_NUMBER, RECORD.id_number[:-1] + "9", "problem.check_digit"),
        (What.ID_NUMBER, "999900200102300028", "problem.id_date"),
        (What.ID_NUMBER, "9999002001020", "problem.id_places"),
    ],
)
def test_what_the_card_cannot_say(what: What, value: str, problem: str) -> None:
    assert keys(what, value) == [problem]


@pytest.mark.parametrize("what", What)
def test_nothing_typed_is_said_so(what: What) -> None:
    assert keys(what, " ") == ["checker.empty"]


VALUES = (
    (What.PHONE, "13800000000"),
    (What.PHONE, "02988880000"),
    (What.MAILBOX, "canary@sohu.com"),
    (What.PASSWORD, "Canary#2049"),
    (What.NAME, "林?满"),
    (What.ID_NUMBER, RECORD.id_number),
)


@pytest.mark.parametrize(("what", "value"), VALUES)
def test_no_finding_holds_what_was_checked(what: What, value: str) -> None:
    finding = check(what, value)
    assert value not in repr(finding)
    for lang in LANGS:
        for one in (*finding.problems, *finding.advice):
            assert value not in assets.say(lang, one.text, **one.values)


def test_all_words_are_used_and_every_used_one_is_there() -> None:
    source = assets.path("../kiosk/guide/checks.py").read_text(encoding="utf-8")
    named = set(re.findall(r'"(checker\.[a-z_.]+)"', source))
    texts = {key for key in assets.texts("zh") if key.startswith("checker.")}
    labels = {f"checker.what.{what}" for what in What}
    labels |= {f"checker.strength.{one}" for one in Strength}
    assert texts == named | labels


def test_a_finding_without_problems_is_in_order() -> None:
    assert Finding().ok
