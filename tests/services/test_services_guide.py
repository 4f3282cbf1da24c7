from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest

import assets
from assets import LANGS, Lang
from kiosk.config import Config, Contact
from kiosk.model.record import Record
from kiosk.services.guide.content import Guides, four_values
from tests.school import RECORD

NOBODY: Mapping[str, Contact] = {}
SHIPPED = assets.path("guide/guide.toml").read_text(encoding="utf-8")


class Make(Protocol):
    def __call__(
        self, own: str | None = None, *, guide: str = "", contacts: Mapping[str, Contact] = NOBODY
    ) -> Guides: ...


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(
        own: str | None = None, *, guide: str = "", contacts: Mapping[str, Contact] = NOBODY
    ) -> Guides:
        if own is not None:
            guide = "own.toml"
            (tmp_path / guide).write_text(own, encoding="utf-8")
        return Guides(tmp_path, Config(guide=guide, contacts=contacts), lambda: date(2021, 3, 1))

    return made


@pytest.mark.parametrize("lang", LANGS)
def test_without_an_own_guide_it_is_the_shipped_one(make: Make, lang: Lang) -> None:
    guides = make()
    assert guides.fault() is None
    assert guides.read(lang).topic("what-for") is not None


def test_a_schools_own_guide_is_used(make: Make) -> None:
    guides = make(SHIPPED.replace('version = "2015.1"', 'version = "本校 3"'))
    assert guides.fault() is None
    assert guides.read("zh").version == "本校 3"


@pytest.mark.parametrize("lang", LANGS)
def test_a_broken_one_is_told_by_line_and_the_shipped_one_used(make: Make, lang: Lang) -> None:
    guides = make(SHIPPED.replace("step = 2", "step = 22"))
    fault = guides.fault()
    assert fault is not None
    line = SHIPPED[: SHIPPED.index("step = 2")].count("\n") + 1
    assert (fault.text, fault.values["line"]) == ("error.guide_wrong", str(line))
    assert str(line) in assets.say(lang, fault.text, **fault.values)
    assert guides.read(lang).version == make().read(lang).version


def test_a_file_that_is_not_there_is_told(make: Make) -> None:
    fault = make(guide="missing.toml").fault()
    assert fault is not None
    assert fault.text == "error.guide_unreadable"


def test_an_own_guide_mended_while_running_shows_at_once(make: Make, tmp_path: Path) -> None:
    guides = make("nonsense")
    assert guides.fault() is not None
    (tmp_path / "own.toml").write_text(SHIPPED.replace("2015.1", "9"), encoding="utf-8")
    assert guides.fault() is None
    assert guides.read("zh").version == "9"


def test_a_contact_is_never_a_blank(make: Make) -> None:
    office, branch = Contact("王老师", "A1", "1"), Contact("李四", "", "")
    contacts = {"default": office, "机械工程学院": branch, "电子信息学院": Contact()}
    guides = make(contacts=contacts)
    assert guides.contact("机械工程学院", "zh") == branch
    assert guides.contact("电子信息学院", "zh") == office
    assert guides.contact("外国语学院", "zh") == office
    for lang in LANGS:
        for blank in (NOBODY, {"default": Contact()}):
            assert make(contacts=blank).contact("外国语学院", lang).name


def test_the_four_values_are_the_records_own_and_whole() -> None:
    record = replace(RECORD, level="本科", student_no="0031219201", school="示例大学（某某校区）")
    assert four_values(record, "zh") == (
        ("院校名称", "示例大学（某某校区）"),
        ("学号", "0031219201"),
        ("入学年份", "2019"),
        ("层次", "本科"),
    )
    for (label, _), (english, _) in zip(
        four_values(record, "zh"), four_values(record, "en"), strict=True
    ):
        assert english.startswith(label)


@pytest.mark.parametrize("lang", LANGS)
def test_what_the_roster_lacks_is_said(lang: Lang) -> None:
    assert all(value.startswith(("（", "(")) for _, value in four_values(Record(), lang))


def test_an_answer_is_due_after_three_working_days(make: Make) -> None:
    assert make().answer_by() == date(2021, 3, 4)
