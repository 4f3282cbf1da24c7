"""What a registrar does, for the tests of the import."""

import hashlib
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from kiosk.model.student import Student
from kiosk.roster.files import read
from kiosk.rules.fold import fold
from kiosk.services.roster.importing import Importer
from kiosk.services.roster.plan import Plan
from tests.roster import samples
from tests.roster.samples import table

NOW = datetime(2020, 9, 1, 8, 30, tzinfo=timezone(timedelta(hours=8)))


def id_hash(number: str) -> str:
    return hashlib.sha256(b"key" + number.encode()).hexdigest()


class Desk:
    """What a registrar does: writes files, imports them."""

    def __init__(self, importer: Importer, folder: Path) -> None:
        self.importer = importer
        self.folder = folder

    def file(self, *students: dict[str, Any], name: str = "名册.xlsx") -> Path:
        return samples.xlsx(self.folder / name, {"名册": table(*students)})

    def plan(self, *files: Path, **options: Any) -> Plan:
        return self.importer.plan([read(path) for path in files], **options)

    def bring(self, *students: dict[str, Any], **options: bool) -> Plan:
        plan = self.plan(self.file(*students), **options)
        assert sum(self.importer.carry_out(plan)) == plan.total
        return plan

    def student(self, serial: int) -> Student:
        number = f"2019{serial:06d}"
        return fold(number, self.importer.store.events(number))


def counts(plan: Plan) -> tuple[int, int, int]:
    return plan.added, plan.changed, len(plan.unchanged)
