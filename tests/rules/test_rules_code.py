"""The signed sheet code and the short number."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.model.record import Field, Record
from kiosk.model.rounds import Round, Verdict
from kiosk.rules import code

SHEET = "7K3M9Q2WTB4XE0G"
UNSIGNED = code.SheetCode(b"\x01\x02", SHEET, date(2020, 9, 15), bytes(range(10)), bytes(64))
INITIAL = Round(2020, "initial")


def test_a_code_has_141_characters_and_says_what_it_was_told() -> None:
    assert len(UNSIGNED.text) == code.CODE_CHARS == 141
    assert code.parse(UNSIGNED.text) == UNSIGNED
    assert code.parse(f"  HTTPS://XJ.EXAMPLE.EDU.CN/R/{UNSIGNED.text}\n") == UNSIGNED
    assert code.parse(UNSIGNED.text.lower()) == UNSIGNED
    assert len(UNSIGNED.payload) == 24
    assert UNSIGNED.payload[0] == code.VERSION
    assert UNSIGNED.payload[12:14] == (258).to_bytes(2, "big")


def test_the_url_stays_in_alphanumeric_mode() -> None:
    allowed = set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    assert set(f"HTTPS://XJ.EXAMPLE.EDU.CN/R/{UNSIGNED.text}") <= allowed


@pytest.mark.parametrize(
    "text",
    ["", "x", UNSIGNED.text[:-1], UNSIGNED.text + "0", "U" * 141, "8" + UNSIGNED.text[1:]],
)
def test_what_is_no_code(text: str) -> None:
    with pytest.raises(ValueError, match=r"length|character|version|spare"):
        code.parse(text)


def test_one_code_has_one_spelling() -> None:
    odd = "13579BDFHKNQSVXZ"
    for other in odd:
        with pytest.raises(ValueError, match="spare"):
            code.parse(UNSIGNED.text[:-1] + other)


@pytest.mark.parametrize("text", ["ß0000000000000Z", "ı00000000000000", "ﬁ0000000000000G"])
def test_letters_that_upper_case_makes_others_of_are_none(text: str) -> None:
    with pytest.raises(ValueError, match="character"):
        code.decode(text, code.SHEET_ID_BYTES)


@given(st.binary(min_size=1, max_size=100))
def test_base32_there_and_back(data: bytes) -> None:
    text = code.encode(data)
    assert code.decode(text, len(data)) == data
    assert len(text) == -(-len(data) * 8 // 5)
    assert not set(text) & set("ILOU")


def test_letters_that_are_read_as_digits() -> None:
    assert code.decode("0O", 1) == code.decode("00", 1) == b"\0"
    assert code.parse_short("7k3m-9q2w-" + code.short_number(SHEET)[-1].lower()) == "7K3M9Q2W"


def test_the_short_number_is_grouped_and_checked() -> None:
    number = code.short_number(SHEET)
    assert number[:10] == "7K3M-9Q2W-"
    total = int.from_bytes(code.decode("7K3M9Q2W", 5), "big")
    assert number[-1] == "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U"[total % 37]
    assert code.parse_short(f" r-{number.replace('-', ' ')}") == "7K3M9Q2W"
    for wrong in ("7K3M-9Q2W", "7K3M-9Q2X-" + number[-1], "", "学号", "7K3M-9Q2U-0"):
        with pytest.raises(ValueError, match=r"short|check"):
            code.parse_short(wrong)


@given(st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=8, max_size=8), st.integers(0, 6))
def test_two_swapped_characters_are_noticed(head: str, at: int) -> None:
    number = code.short_number(head).replace("-", "")
    swapped = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    if swapped == number:
        assert code.parse_short(swapped) == head
    else:
        with pytest.raises(ValueError, match="check"):
            code.parse_short(swapped)


def test_the_digest_binds_key_record_round_verdict_and_statement() -> None:
    record = Record(**{field.value: field.value for field in Field})
    given = (b"key", record, INITIAL, Verdict.CORRECT, "对")
    base = code.digest(*given)
    assert len(base) == 10
    others = {
        code.digest(b"other", *given[1:]),
        code.digest(b"key", record, Round(2021, "initial"), Verdict.CORRECT, "对"),
        code.digest(b"key", record, INITIAL, Verdict.DISPUTED, "对"),
        code.digest(b"key", record, INITIAL, Verdict.CORRECT, "错"),
        *(
            code.digest(b"key", replace(record, **{field.value: "x"}), *given[2:])
            for field in Field
        ),
    }
    assert len(others) == 22
    assert base not in others
    assert code.digest(b"key", replace(record, admission_photo="a"), *given[2:]) == base
