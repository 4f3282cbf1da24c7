"""The power fails after any one of the file calls of a removal; the next one finishes it."""

import shutil
from dataclasses import replace
from pathlib import Path

from kiosk.model.events import Kind
from kiosk.services.evidence.retention import Removed
from store.tiny import TinyStore
from tests.school import RECORD
from tests.services.keeping import CANARY, YOUNGER, Keeping, held, words
from tests.store.day import Recorder, come_up


def test_a_removal_that_was_broken_off_anywhere_is_finished_by_the_next(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    files = Recorder(home / "data")
    TinyStore(home / "data", files)  # its folders are made where the recorder sees it
    keeping = Keeping(home, lambda: TinyStore(home / "data", files))
    keeping.fill()
    keeping.school.enrol(replace(YOUNGER, expected_graduation="2045-07-01"))
    list(keeping.store.summaries())
    other = keeping.store.events(YOUNGER.student_no)
    keeping.school.clock.now = keeping.school.clock.now.replace(year=2040)
    keeping.sealing.seal()
    began = len(files.steps)
    assert keeping.clear() == Removed(students=1, blobs=3)
    ended = len(files.steps)
    assert ended - began > 20
    sought = list(words(keeping.canary))
    for count, disk in files.cuts(range(began, ended + 1)):
        for names_ahead in (False, True):
            up = tmp_path / "up"
            shutil.rmtree(up, ignore_errors=True)
            up.mkdir()
            come_up(disk, up / "data", names_ahead=names_ahead)
            for folder in ("keys", "seals"):
                shutil.copytree(home / folder, up / folder, ignore=shutil.ignore_patterns("*.seal"))
            again = Keeping(up, lambda up=up: TinyStore(up / "data"))  # type: ignore[misc]
            again.canary = keeping.canary
            again.school.clock.now = keeping.school.clock.now
            chain = again.store.events(RECORD.student_no)
            told = any(one.kind is Kind.RETIRED for one in again.store.desk())
            assert chain or told, count
            assert again.examiner.examine().faults == [], count
            again.clear()
            assert again.examiner.examine().faults == [], count
            assert again.store.events(CANARY.student_no) == ()
            assert again.store.events(YOUNGER.student_no)[: len(other)] == other
            key = again.school.keys.id_hash(CANARY.id_number)
            assert again.store.students_of(key) == (), count
            assert list(again.store.sheets()) == [], count
            assert held(up, sought) == set(), count
