"""The power fails after any one of the file calls of a day."""

import random
import shutil
from pathlib import Path

import pytest

from store.tiny import TinyStore
from tests.store.day import VISITS, Recorder, come_up, examiner, play
from tests.store.samples import visits


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> tuple[Recorder, Path]:
    folder = tmp_path_factory.mktemp("day")
    return play(folder), folder


def check(recorder: Recorder, folder: Path, after: list[int] | range, tmp_path: Path) -> int:
    """Cut the power after each of those steps; everything acknowledged must be there."""
    cuts = 0
    for count, disk in recorder.cuts(after):
        for names_ahead in (False, True):
            data = come_up(disk, tmp_path / "up", names_ahead=names_ahead)
            store = TinyStore(data)
            seals = tmp_path / "seals"
            shutil.rmtree(seals, ignore_errors=True)
            shutil.copytree(folder / "seals", seals, ignore=shutil.ignore_patterns("*.seal"))
            assert examiner(data, seals, store).examine().faults == []
            known = [(number, visit) for at, number, visit in recorder.acknowledged if at <= count]
            for number in {number for number, _ in known}:
                found = visits(store.events(number))
                assert len(found) == len(set(found))
                assert {visit for one, visit in known if one == number} <= set(found)
            assert not [path for path in data.rglob("*.tmp") if "summaries" not in path.parts]
            cuts += 1
    return cuts


def test_a_power_cut_loses_nothing_acknowledged(day: tuple[Recorder, Path], tmp_path: Path) -> None:
    recorder, folder = day
    assert len(recorder.acknowledged) == VISITS
    chosen = random.Random(3).sample(range(1, len(recorder.steps) + 1), 20)  # noqa: S311 - no secret
    last = [len(recorder.steps), recorder.acknowledged[0][0], recorder.acknowledged[-1][0]]
    assert check(recorder, folder, sorted({*chosen, *last}), tmp_path) >= 40


@pytest.mark.torture
@pytest.mark.timeout(1800)
def test_no_power_cut_at_all_loses_anything_acknowledged(
    day: tuple[Recorder, Path], tmp_path: Path
) -> None:
    recorder, folder = day
    steps = len(recorder.steps)
    assert check(recorder, folder, range(1, steps + 1), tmp_path) == 2 * steps


@pytest.mark.parametrize("forgotten", ["file", "folder"])
def test_a_missing_sync_would_be_noticed(tmp_path: Path, forgotten: str) -> None:
    class Forgetful(Recorder):
        def sync(self, descriptor: int) -> None:
            path = Path(f"/proc/self/fd/{descriptor}").readlink()
            if path.is_dir() != (forgotten == "folder") or "students" not in str(path):
                super().sync(descriptor)

    (tmp_path / "day").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.store.day.Recorder", Forgetful)
        recorder = play(tmp_path / "day")
    with pytest.raises(AssertionError):
        check(recorder, tmp_path / "day", [recorder.acknowledged[-1][0]], tmp_path)
