import re
from pathlib import Path

import pytest

import assets
from kiosk.rules import rare

TABLE = assets.table("tables/private_use")["characters"]
CHANGED_IN_2022 = (
    *(f"A6{low}" for low in ("D9", "DA", "DB", "DC", "DD", "DE", "DF", "EC", "ED", "F3")),
    *(f"FE{low}" for low in ("59", "61", "66", "67", "6D", "7E", "90", "A0")),
)
BEYOND = {
    "FE51": "\U00020087",
    "FE52": "\U00020089",
    "FE53": "\U000200cc",
    "FE6C": "\U000215d7",
    "FE76": "\U0002298f",
    "FE91": "\U000241fe",
}


def today(gb: str) -> str:
    return rare.repaired(bytes.fromhex(gb).decode("gb18030"))


@pytest.mark.parametrize("gb", [*CHANGED_IN_2022, *BEYOND, "A8BC"])
def test_what_pythons_codec_still_gives_as_private_is_repaired(gb: str) -> None:
    old = bytes.fromhex(gb).decode("gb18030")
    assert "\ue000" <= old <= "\uf8ff"
    assert not "\ue000" <= today(gb) <= "\uf8ff"
    assert today(gb) == BEYOND.get(gb, today(gb))


def test_the_eighty_of_gbk_are_all_there() -> None:
    old = [chr(code) for code in range(0xE815, 0xE865)]
    new = [rare.repaired(char) for char in old]
    assert len(set(new)) == 80
    assert all(not "\ue000" <= char <= "\uf8ff" for char in new)


def test_the_new_side_is_what_the_codec_says_where_it_knows() -> None:
    text = Path(assets.path("tables/private_use.toml")).read_text(encoding="utf-8")
    for old, new, gb in re.findall(r'^(\w+) = "(.)" # (\w+)', text, re.MULTILINE):
        decoded = bytes.fromhex(gb).decode("gb18030")
        assert decoded in {new, chr(int(old, 16))}


def test_other_private_code_points_stay_and_nothing_else_is_touched() -> None:
    assert rare.repaired("陈\ue000欣") == "陈\ue000欣"
    assert rare.repaired("陈佳欣 abc") == "陈佳欣 abc"


def test_what_was_changed_can_be_told() -> None:
    assert rare.told("张\ue863张\ue863") == ("U+E863", "䶮 U+4DAE")
    assert len(TABLE) == 91
