"""What the doctor says of a database, for each way that it can stand."""

from dataclasses import replace
from unittest.mock import Mock

import pytest

from kiosk.services.doctor.database import database
from store.database import Condition
from store.postgres import PostgresStore

GOOD = Condition(server=15, schema=1, durable=True, changeable=())


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        (None, "files"),
        (GOOD, "ok"),
        (replace(GOOD, server=13), "old"),
        (replace(GOOD, durable=False), "not_durable"),
        (replace(GOOD, changeable=("event", "blob")), "changeable"),
    ],
)
def test_each_condition_is_told_with_its_cure(condition: Condition | None, told: str) -> None:
    store = Mock(spec=PostgresStore)
    store.condition.return_value = condition
    found = database(Mock(store=lambda: store))
    assert found.detail.text == f"doctor.database.{told}"
    assert found.ok == (found.cure is None) == (told in {"files", "ok"})
