"""A row that was left out comes back as it stood, whatever its cells begin with."""

from pathlib import Path

import pytest

from kiosk.services.roster.importing import Importer
from kiosk.services.roster.plan import write_bad_rows
from store.tiny import TinyStore
from tests.roster.samples import student
from tests.services.registrar import NOW, Desk, id_hash


@pytest.mark.parametrize("sign", "+-@＝＋－＠")
def test_what_was_kept_from_being_a_formula_is_read_without_its_mark(
    tmp_path: Path, sign: str
) -> None:
    desk = Desk(Importer(TinyStore(tmp_path / "data"), id_hash, lambda: NOW, "staff:lin"), tmp_path)
    major = f"{sign}数控技术"
    plan = desk.plan(desk.file(student(1, birth_date="昨天", major=major)), skip_bad=True)
    (written,) = write_bad_rows(plan, "zh")
    text = written.read_text("utf-8-sig")
    assert f",'{major}," in text
    written.write_text(text.replace("昨天", "2001-09-01"), encoding="utf-8")
    assert sum(desk.importer.carry_out(desk.plan(written))) == 1
    assert desk.student(1).record.major == major
