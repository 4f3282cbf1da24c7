import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from kiosk.model.roll import Section
from kiosk.services.pile.packs import Packs
from tests.cli.conftest import Kiosk
from tests.roster.samples import student


@pytest.fixture
def classes(kiosk: Kiosk) -> Kiosk:
    """Two classes; one student has declared, one has a name that no font prints."""
    roster = kiosk.roster(
        student(1, class_name="质检3192"),
        student(2, class_name="质检392"),
        student(3, class_name="质检392", name="陈\U0003134a"),
        student(4, class_name="质检392", name="柳A青"),
    )
    assert kiosk("import", roster).code == 0
    assert kiosk("declare", "2019000001", "--verdict", "correct", "--as", "王老师").code == 0
    return kiosk


def test_a_pack_holds_rolls_and_sheets_and_tells_what_it_could_not_draw(
    classes: Kiosk, tmp_path: Path
) -> None:
    target = tmp_path / "pack.pdf"
    ran = classes("pack", "-o", target, "--json")
    assert ran.code == 1
    told = ran.json
    assert (told["pages"], told["sheets"], told["rolls"]) == (5, 3, 2)
    (refused,) = told["refused"]
    assert refused["student_no"] == "2019000003"
    assert refused["characters"] == ["\U0003134a"]
    assert "U+3134A" in refused["problem"]
    assert target.stat().st_mode & 0o777 == 0o600
    titles = [one.get_title() for one in pypdfium2.PdfDocument(target).get_toc()]
    assert titles[-2:] == ["质检392", "质检3192"]


def test_the_same_pack_twice_is_the_same_file(classes: Kiosk, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("one.pdf", "two.pdf")]
    for file in files:
        classes("pack", "-o", file)
    first, second = (file.read_bytes() for file in files)
    assert first == second


@pytest.mark.parametrize(
    ("options", "sheets"),
    [
        (("--class", "质检3192"), 1),
        (("--state", "checked"), 1),
        (("--state", "unchecked", "--class", "质检392"), 2),
        (("--grade", "2019级", "--class", "质检3192"), 1),
        (("--missing", "--class", "质检392"), 0),
    ],
)
def test_a_selection_is_what_was_asked_for(
    classes: Kiosk, tmp_path: Path, options: tuple[str, ...], sheets: int
) -> None:
    ran = classes("pack", "-o", tmp_path / "pack.pdf", "--json", *options)
    assert ran.json["sheets"] == sheets


def test_nobody_chosen_writes_nothing(classes: Kiosk, tmp_path: Path) -> None:
    ran = classes("pack", "-o", tmp_path / "pack.pdf", "--class", "没有")
    assert ran.code == 1
    assert ran.err.strip() == "没有符合条件的学生。"
    assert not list(tmp_path.glob("*.pdf"))


def test_ctrl_c_leaves_nothing_behind(
    classes: Kiosk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Packs.sections

    def interrupted(self: Packs, *args: object, **options: bool) -> Iterator[Section]:
        yield next(whole(self, *args, **options))  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(Packs, "sections", interrupted)
    before = set(tmp_path.iterdir())
    assert classes("pack", "-o", tmp_path / "pack.pdf").code == 130
    assert set(tmp_path.iterdir()) == before


def test_names_lists_what_no_font_prints_and_placeholders(classes: Kiosk) -> None:
    found = {one["student_no"]: one for one in classes("names", "--json").json}
    assert set(found) == {"2019000003", "2019000004"}
    assert found["2019000003"]["kind"] == "no_glyph"
    assert found["2019000003"]["characters"] == ["\U0003134a"]
    assert found["2019000004"]["characters"] == ["A"]
    assert found["2019000004"]["name"] == "柳A青"
    assert "U+3134A" in classes("names").out


def _sheet(kiosk: Kiosk, tmp_path: Path) -> Path:
    target = tmp_path / "sheet.pdf"
    assert kiosk("sheet", "2019000001", "-o", target).code == 0
    return target


def test_a_printed_sheet_is_current_until_the_record_changes(
    classes: Kiosk, tmp_path: Path
) -> None:
    sheet = _sheet(classes, tmp_path)
    ran = classes("verify", sheet, "--json")
    assert ran.code == 0
    (page,) = ran.json["pages"]
    assert (ran.json["result"], page["page"], page["compared"]) == ("current", 1, True)
    assert ran.json["student_no"] == "2019000001"
    roster = classes.roster(student(1, class_name="质检3193"))
    assert classes("import", roster).code == 0
    ran = classes("verify", sheet, "--json")
    assert (ran.code, ran.json["result"]) == (1, "outdated")


def test_a_value_that_was_changed_on_the_page_is_found(classes: Kiosk, tmp_path: Path) -> None:
    """The forger keeps the code and writes another class number into the text."""
    sheet = _sheet(classes, tmp_path)
    pdf = sheet.read_bytes()
    found = re.search(rb"/FlateDecode /Length (\d+) >>\nstream\n", pdf)
    assert found
    start, size = found.end(), int(found[1])
    content = zlib.decompress(pdf[start : start + size])
    old, new = ("质检3192".encode("utf-16-be").hex(), "质检2193".encode("utf-16-be").hex())
    assert old.encode() in content
    forged = zlib.compress(content.replace(old.encode(), new.encode()), 9)
    assert len(forged) <= size
    forged += bytes(size - len(forged))
    sheet.write_bytes(pdf[:start] + forged + pdf[start + size :])
    ran = classes("verify", sheet, "--json")
    assert (ran.code, ran.json["result"]) == (1, "altered")
    assert ran.json["pages"][0]["compared"] is True


def test_a_scan_is_told_by_its_code_and_that_nothing_else_was_compared(
    classes: Kiosk, tmp_path: Path
) -> None:
    image = pypdfium2.PdfDocument(_sheet(classes, tmp_path))[0].render(scale=2).to_pil()
    scan = tmp_path / "scan.pdf"
    image.save(scan, resolution=144)
    ran = classes("verify", scan, "--json")
    assert (ran.code, ran.json["result"]) == (0, "current")
    assert ran.json["pages"][0]["compared"] is False
    assert "人工核对" in classes("verify", scan).out


def test_a_pack_is_verified_page_by_page(classes: Kiosk, tmp_path: Path) -> None:
    pack = tmp_path / "pack.pdf"
    classes("pack", "-o", pack)
    told = classes("verify", pack, "--json").json
    assert told["result"] == "current"
    assert [page["page"] for page in told["pages"]] == [5]
    assert told["without_code"] == [1, 2, 3, 4]


def test_keys_alone_tell_genuine_from_foreign(classes: Kiosk, tmp_path: Path) -> None:
    sheet, keys = _sheet(classes, tmp_path), tmp_path / "keys.json"
    assert classes("key", "export", keys).code == 0
    elsewhere = Kiosk(tmp_path / "elsewhere", classes._capture)
    ran = elsewhere("verify", sheet, "--keys", keys, "--json")
    assert (ran.code, ran.json["result"]) == (0, "genuine")
    assert elsewhere("key", "export", tmp_path / "other.json").code == 0
    ran = elsewhere("verify", sheet, "--keys", tmp_path / "other.json", "--json")
    assert (ran.code, ran.json["result"]) == (1, "unknown")


@pytest.mark.parametrize("content", [b"", b"no pdf", None])
def test_a_file_that_cannot_be_read_is_told(
    classes: Kiosk, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "x.pdf"
    if content is not None:
        file.write_bytes(content)
    ran = classes("verify", file)
    assert ran.code == 1
    assert "x.pdf" in ran.err
    assert "Traceback" not in ran.err
