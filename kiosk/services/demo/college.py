"""Making the demo college in a store, and whom to be there."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

import assets
from assets import Lang, say
from kiosk.model.record import Photo
from kiosk.rules.factor import TAIL_OF_ID
from kiosk.services.acts.signing import strokes_json
from kiosk.services.demo.calendar import Calendar
from kiosk.services.demo.past import Kept, Past, desk
from kiosk.services.demo.people import Case, Person, people
from kiosk.services.demo.photos import portrait
from kiosk.services.demo.strokes import HANDS, signature
from kiosk.services.ports import Keys
from store.contract import Entry, Store

_DEMO = assets.table("tables/demo")


def make(store: Store, keys: Keys, now: datetime, n: int, seed: int) -> Iterator[int]:
    """Fill an empty store with a college; yield how many students each step made durable.

    The desk's chain is written last: a store with students and no round was left half made.

    Args:
        store: Without students.
        keys: Sign the sheets of earlier rounds.
        now: Everything lies before it; decides the academic year.
        n: How many enrolments.
        seed: The same seed on the same day makes the same students.

    Raises:
        Conflict: One of the student numbers is taken.
        StoreUnreachable: The disk is full.
    """
    calendar = Calendar(now)
    past = Past(calendar, keys, _keep(store), seed)
    first: deque[bool] = deque()

    def entries() -> Iterator[Entry]:
        for person in people(n, seed, now.date()):
            for entry in past.entries(person):
                first.append(entry.after == 0)
                yield entry

    for written in store.append_many(entries()):
        yield sum(first.popleft() for _ in range(written))
    store.append_desk(tuple(desk(past, calendar, _DEMO["grades"])))


def _keep(store: Store) -> Kept:
    photos = {
        (look, photo): store.put_blob(portrait(look, photo))
        for look in range(_DEMO["photos"]["looks"])
        for photo in Photo
    }
    hands = [store.put_blob(strokes_json(signature(hand))) for hand in range(HANDS)]
    return Kept(photos, hands)


@dataclass(frozen=True, slots=True)
class Hint:
    """Whom to be at the kiosk, to see something."""

    text: str
    """Key of what there is to see."""
    student_no: str
    tail: str
    """The second factor."""


def hints(n: int, seed: int, today: date) -> tuple[Hint, ...]:
    """Return a student for each thing worth seeing, as far as a college of ``n`` has one."""
    found: dict[str, Hint] = {}
    for person in people(n, seed, today):
        text = _worth(person)
        if text and text not in found:
            record = person.record
            found[text] = Hint(text, record.student_no, record.id_number[-TAIL_OF_ID:])
        if len(found) == len(_WORTH):
            break
    return tuple(found[text] for text in _WORTH if text in found)


_WORTH = (
    "demo.usual",
    "demo.error",
    "demo.second_enrolment",
    "demo.rare_name",
    "demo.long_name",
    "demo.changed",
    "demo.came",
)


def _worth(person: Person) -> str:
    if person.came:
        return "demo.came" if person.case is Case.USUAL else ""
    if person.claims and not person.disputes:
        return "demo.changed"
    text = f"demo.{person.case}"
    return text if text in _WORTH else ""


def tell(hints: Iterable[Hint], lang: Lang) -> Iterator[str]:
    """Yield the lines that tell how to log in, for a terminal."""
    yield say(lang, "demo.title")
    for hint in hints:
        seen = say(lang, hint.text)
        yield say(lang, "demo.hint", student_no=hint.student_no, tail=hint.tail, seen=seen)
