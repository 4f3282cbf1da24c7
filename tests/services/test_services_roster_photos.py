"""Photos reach the records of the students that their files are named after."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from kiosk.roster.files import read
from kiosk.roster.photos import photos_in, read_photo, shrink
from kiosk.rules.fold import fold
from kiosk.services.roster.importing import Importer, PhotoChanged
from kiosk.services.roster.plan import Plan
from kiosk.services.roster.planning import Album
from store.contract import Store
from store.tiny import TinyStore
from tests.roster import samples
from tests.roster.samples import id_number, student, table
from tests.services.registrar import NOW, id_hash

WITH_X = next(one for one in range(2, 99) if id_number(one).endswith("X"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return TinyStore(tmp_path / "data")


@pytest.fixture
def importer(store: Store) -> Importer:
    return Importer(store, id_hash, lambda: NOW, "staff:lin")


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "照片"
    folder.mkdir()
    return folder


def draw(folder: Path, name: str, colour: str = "blue") -> Path:
    Image.new("RGB", (48, 64), colour).save(folder / name)
    return folder / name


def plan(importer: Importer, photos: Path, *serials: int, **options: Any) -> Plan:
    rows = table(*(student(one) for one in serials))
    path = samples.xlsx(photos.parent / "名册.xlsx", {"名册": rows})
    album = Album(photos, tuple(read_photo(one) for one in photos_in(photos)))
    return importer.plan([read(path)], album, **options)


def test_photos_come_with_the_record(importer: Importer, store: Store, photos: Path) -> None:
    first = draw(photos, "2019000001_录取.jpg")
    draw(photos, f"{id_number(2)}_2.png", "red")
    assert sum(importer.carry_out(plan(importer, photos, 1, 2))) == 2
    record = fold("2019000001", store.events("2019000001")).record
    assert store.blob(record.admission_photo) == shrink(first)
    assert record.degree_photo == ""
    assert fold("2019000002", store.events("2019000002")).record.degree_photo
    again = plan(importer, photos, 1, 2)
    assert again.total == 0
    assert len(again.unchanged) == 2


def test_a_roster_without_photos_keeps_them(importer: Importer, store: Store, photos: Path) -> None:
    path = draw(photos, "2019000001_录取.jpg")
    list(importer.carry_out(plan(importer, photos, 1)))
    path.unlink()
    assert plan(importer, photos, 1).total == 0
    assert fold("2019000001", store.events("2019000001")).record.admission_photo


def test_a_photo_alone_changes_a_known_student(
    importer: Importer, store: Store, photos: Path
) -> None:
    number = f"2019{WITH_X:06d}"
    list(importer.carry_out(plan(importer, photos, 1, WITH_X)))
    draw(photos, f"{id_number(WITH_X).lower()}_录取.jpg")
    made = plan(importer, photos, 1)
    assert [(one.student_no, one.field, one.old) for one in made.changes()] == [
        (number, "admission_photo", "")
    ]
    list(importer.carry_out(made))
    found = fold(number, store.events(number))
    assert found.record.admission_photo
    assert found.source.name == "名册.xlsx"
    assert store.desk()[-1].body["unchanged"] == 1


def test_photos_may_come_without_a_roster(importer: Importer, store: Store, photos: Path) -> None:
    list(importer.carry_out(plan(importer, photos, 1)))
    path = draw(photos, "2019000001_学历.jpg")
    made = importer.plan([], Album(photos, (read_photo(path),)))
    assert sum(importer.carry_out(made)) == 1
    assert fold("2019000001", store.events("2019000001")).record.degree_photo
    assert len(store.desk()) == 1


def test_nobodys_photo_is_told_and_stops_nothing(importer: Importer, photos: Path) -> None:
    draw(photos, "2018000009_录取.jpg")
    made = plan(importer, photos, 1)
    (found,) = made.warnings
    assert (found.sheet, found.row, found.column) == ("照片", 0, "2018000009_录取.jpg")
    assert found.problem.text == "problem.photo_of_nobody"
    assert not made.refused


def test_a_photo_brings_nobody_back_who_left(
    importer: Importer, store: Store, photos: Path
) -> None:
    list(importer.carry_out(plan(importer, photos, 1, 2)))
    draw(photos, "2019000002_录取.jpg")
    draw(photos, f"{id_number(2)}_学历.jpg")
    for _ in ("leaving", "left"):
        made = plan(importer, photos, 1, full=True)
        assert [one.problem.text for one in made.warnings] == ["problem.photo_of_nobody"] * 2
        list(importer.carry_out(made))
        assert fold("2019000002", store.events("2019000002")).left


def test_a_broken_photo_is_bad_by_name(importer: Importer, photos: Path) -> None:
    (photos / "2019000001_录取.jpg").write_bytes(b"junk")
    made = plan(importer, photos, 1)
    assert [(one.column, one.problem.text) for one in made.bad] == [
        ("2019000001_录取.jpg", "problem.photo_broken")
    ]
    assert made.refused
    skipping = plan(importer, photos, 1, skip_bad=True)
    assert sum(importer.carry_out(skipping)) == 1


def test_two_photos_for_one_place_are_bad(importer: Importer, photos: Path) -> None:
    draw(photos, "2019000001_1.jpg")
    draw(photos, f"{id_number(1)}_录取.jpg", "red")
    made = plan(importer, photos, 1)
    assert [one.problem.text for one in made.bad] == ["problem.photo_twice"]


def test_an_id_number_with_two_enrolments_is_not_guessed(
    importer: Importer, store: Store, photos: Path
) -> None:
    twice = student(3, student_no="2021000001", id_number=id_number(1))
    path = samples.xlsx(photos.parent / "二.xlsx", {"名册": table(twice)})
    list(importer.carry_out(importer.plan([read(path)])))
    draw(photos, f"{id_number(1)}_录取.jpg")
    made = plan(importer, photos, 1)
    assert [one.problem.text for one in made.warnings] == ["problem.photo_two_enrolments"]
    assert store.students_of(id_hash(id_number(1))) == ("2021000001",)


def test_a_photo_that_changed_after_the_preview_stops(importer: Importer, photos: Path) -> None:
    path = draw(photos, "2019000001_录取.jpg")
    made = plan(importer, photos, 1)
    draw(photos, path.name, "red")
    with pytest.raises(PhotoChanged):
        list(importer.carry_out(made))
