"""Events of another program: their hashes hold, and what they say is not what their kind says."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from kiosk.errors import StoreDamaged
from kiosk.model.events import Draft, Event, Kind
from kiosk.rules import chain
from kiosk.rules.bodies import is_body
from kiosk.rules.fold import fold, summarize
from tests.school import RECORD
from tests.store.bodies import DESK, STUDENTS
from tests.store.samples import AT, SHEET, declared, foreign, imported

NUMBER = RECORD.student_no
VALUES: tuple[Any, ...] = (7, 1.5, True, None, "", "某", "2020-W38-2", [], [7], {}, {"x": 1})


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each list and object in a body, with each key in it."""
    keys = list(value) if isinstance(value, dict) else range(len(value))
    for key in keys:
        yield value, key
        if isinstance(value[key], dict | list):
            yield from places(value[key])


def spoiled(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a body with each of its values another, gone, or with one too many."""
    for at in range(sum(1 for _ in places(body))):
        for value in VALUES:
            other = deepcopy(body)
            inside, key = list(places(other))[at]
            inside[key] = value
            yield other
        other = deepcopy(body)
        inside, key = list(places(other))[at]
        del inside[key]
        yield other
    yield {**body, "x": ""}


def test_every_kind_has_its_shape() -> None:
    assert {kind for kind, _ in STUDENTS + DESK} == set(Kind)
    for kind, body in STUDENTS + DESK:
        assert is_body(kind, body), kind


@pytest.mark.parametrize("of", STUDENTS, ids=lambda one: one[0].value)
def test_what_is_no_body_is_refused_and_what_is_one_can_be_folded(
    of: tuple[Kind, dict[str, Any]],
) -> None:
    kind, body = of
    first = chain.extend(NUMBER, (), [imported(NUMBER), declared("v", SHEET)])
    taken = refused = 0
    for other in spoiled(body):
        link = foreign(NUMBER, first, kind.value, other)
        try:
            event = chain.of_json(link)
        except ValueError:
            refused += 1
            continue
        taken += 1
        assert chain.fault(NUMBER, (*first, event)) == 0
        assert summarize(fold(NUMBER, (*first, event))).rev == len(first) + 1
    assert refused > taken or not body, (taken, refused)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("body", [None, [], "", 7, {"x": {}}])
def test_what_is_no_object_of_its_kind_is_refused(kind: Kind, body: object) -> None:
    with pytest.raises(ValueError, match="no body"):
        chain.of_json(foreign(NUMBER, (), kind.value, body))
    with pytest.raises(ValueError, match="no body"):
        chain.extend(NUMBER, (), [Draft(AT, "x", kind, body)])  # type: ignore[arg-type]


NO_LINKS: dict[str, tuple[Any, ...]] = {
    "at": ("", "now", AT[:19], "2020-W36-2T08:00+08:00", "0001-01-01T00:00:00+08:00", 7, None, []),
    "actor": (7, None, [], {}),
    "prev": (7, None, [], {}),
    "seq": (True, 1.0, "1", None, []),
    "kind": ("", "nonsense", 7, None, [], {}),
}


@pytest.mark.parametrize("key", NO_LINKS)
def test_what_is_no_event_is_refused(key: str) -> None:
    for value in NO_LINKS[key]:
        link = foreign(NUMBER, (), "left", {}, **{key: value})
        with pytest.raises(ValueError, match=r"place|actor|valid"):
            chain.of_json(link)


def test_an_event_of_the_desk_is_none_of_a_students() -> None:
    for kind, body in DESK:
        event: Event = chain.of_json(foreign(NUMBER, (), kind.value, body))
        with pytest.raises(StoreDamaged) as told:
            fold(NUMBER, [event])
        assert (told.value.owner, told.value.seq) == (NUMBER, 1)
