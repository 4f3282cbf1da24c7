"""Events of another program: their hashes hold, and what they say is not what their kind says."""

from collections.abc import Mapping
from typing import Any

import pytest

from kiosk.errors import StoreDamaged
from kiosk.model.events import Draft, Kind
from kiosk.rules import chain
from kiosk.rules.fold import fold
from tests.school import RECORD
from tests.store.samples import AT, imported

NUMBER = RECORD.student_no
SOURCE = {"name": "名册.xlsx", "exported": "2020-08-30", "sha256": "0" * 64}


def record(**values: Any) -> Mapping[str, Any]:
    return {"source": SOURCE, "record": {**RECORD.json(), **values}}


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (Kind.IMPORTED, {}),
        (Kind.IMPORTED, record(name=5)),
        (Kind.IMPORTED, record(name=["柳青"])),
        (Kind.IMPORTED, record(another="x")),
        (Kind.IMPORTED, {"source": SOURCE, "record": "柳青"}),
        (Kind.DECLARED, {"claims": 7}),
        (Kind.REQUEST_MOVED, {"number": "R-0000-0000-0"}),
        (Kind.SEALED, {}),
    ],
)
def test_the_event_is_named(kind: Kind, body: Mapping[str, Any]) -> None:
    drafts = [imported(NUMBER), Draft(AT, "staff:lin", kind, body)]
    events = chain.extend(NUMBER, (), drafts)
    assert chain.fault(NUMBER, events) == 0
    with pytest.raises(StoreDamaged) as told:
        fold(NUMBER, events)
    assert (told.value.owner, told.value.seq) == (NUMBER, 2)
