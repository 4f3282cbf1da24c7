"""What a visit does when nobody saw the end of its write."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from kiosk.errors import StoreUnreachable
from kiosk.keys import KeyRing
from kiosk.model.events import Event
from kiosk.model.rounds import Round
from kiosk.model.signature import Signature, SignedBy
from kiosk.services.acts.declaring import Act, Declaring
from kiosk.services.rounds import Rounds
from store.contract import Entry
from store.tiny import TinyStore
from tests.store.samples import imported, visits

NO = "2019001"


class Shaky(TinyStore):
    """Fails before or after writing, as often as told."""

    fails: Iterator[str] = iter(())

    def append(self, entry: Entry) -> tuple[Event, ...]:
        match next(self.fails, ""):
            case "before":
                raise StoreUnreachable
            case "after":
                super().append(entry)
                raise StoreUnreachable
        return super().append(entry)


def now() -> datetime:
    return datetime(2020, 9, 1, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Shaky:
    store = Shaky(tmp_path / "data")
    store.append(Entry(NO, 0, (imported(NO),)))
    return store


@pytest.mark.parametrize(
    ("fails", "works"),
    [(["before"], True), (["after"], True), (["before", "before"], False), (["after"] * 2, False)],
)
def test_a_visit_looks_for_itself_and_tries_once_more(
    store: Shaky, tmp_path: Path, fails: list[str], works: bool
) -> None:
    declaring = Declaring(store, KeyRing.open(tmp_path / "keys"), now)
    act = Act(
        visit=uuid4(),
        round=Round(2020, "initial"),
        claims=(),
        signature=Signature(SignedBy.PAPER),
        pin="000000",
    )
    student = declaring.student(NO)
    store.fails = iter(fails)
    if not works:
        with pytest.raises(StoreUnreachable):
            declaring.declare(student, act)
    receipt = declaring.declare(student, act)
    assert visits(store.events(NO)) == [str(act.visit)] == [receipt.declaration.visit]


def test_the_desk_is_read_when_somebody_wrote_and_not_before(
    store: Shaky, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds, elsewhere = Rounds(store, now), Rounds(TinyStore(tmp_path / "data"), now)
    elsewhere.begin()
    assert [str(one.round) for one in rounds.all_open()] == ["2020/initial"]
    while rounds._pulse != store.pulse():  # until the write is no longer young
        rounds.all_open()
    monkeypatch.setattr(store, "desk", None)
    assert len(rounds.all_open()) == 1
    monkeypatch.undo()
    elsewhere.close(Round(2020, "initial"), "", "staff:lin")
    assert rounds.all_open() == ()
