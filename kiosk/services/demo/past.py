"""What lies behind the demo college: rosters read, rounds held, students who signed."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from uuid import UUID

import assets
from kiosk.model.events import Draft, Kind
from kiosk.model.record import Photo, Record
from kiosk.model.request import Claim
from kiosk.model.rounds import OpenRound, Round
from kiosk.model.signature import Signature, SignedBy
from kiosk.model.student import Student
from kiosk.rules import chain, code, mask
from kiosk.rules.fold import fold
from kiosk.rules.showing import showings
from kiosk.services.acts.declaring import Act, drafts
from kiosk.services.demo.calendar import ROUND_DAYS, Calendar
from kiosk.services.demo.people import Person
from kiosk.services.demo.piles import Piles
from kiosk.services.demo.replies import Replies
from kiosk.services.ports import Keys
from kiosk.services.roster.requests import moves
from store.contract import Entry

_DEMO = assets.table("tables/demo")
_DECLARED = _DEMO["declared"]
_STAFF = "staff:demo"


@dataclass(frozen=True, slots=True)
class Kept:
    """The blobs of the demo, by their digests."""

    photos: Mapping[tuple[int, Photo], str]
    """By look."""
    signatures: Sequence[str]


class Past:
    """Tells each student's events as entries for a store."""

    def __init__(self, calendar: Calendar, keys: Keys, kept: Kept, seed: int) -> None:
        """Date by ``calendar``, sign with ``keys``, show ``kept``; ``seed`` is the people's."""
        self._calendar = calendar
        self._keys = keys
        self._kept = kept
        self._seed = seed
        self._piles = Piles(seed, calendar.year)
        self._replies = Replies(seed, calendar)
        self._taken: set[str] = set()

    def entries(self, person: Person) -> Iterator[Entry]:
        """Yield what is to be written of one enrolment: as few entries as it has sheets."""
        no, after = person.record.student_no, 0
        id_hash = self._keys.id_hash(person.record.id_number)
        waiting: tuple[Draft, ...] = ()
        for sheet_id, happened in self._told(person):
            waiting += happened
            if sheet_id:
                yield Entry(no, after, waiting, id_hash=id_hash, sheet_id=sheet_id)
                after += len(waiting)
                waiting, id_hash = (), ""
        if waiting:
            yield Entry(no, after, waiting, id_hash=id_hash)

    def _told(self, person: Person) -> Iterator[tuple[str, tuple[Draft, ...]]]:
        """Yield what happened in order, each time with the sheet that it made, if any."""
        rng = Random(f"{self._seed} {person.record.student_no}")  # noqa: S311 - nothing secret
        first, record = self._with_photos(person)
        this_year = self._calendar.year
        told = [self._imported(first, int(first.grade))]
        yield "", tuple(told)
        for round_ in self._past_rounds(person, rng):
            last = round_.year == this_year - 1
            claims = person.claims if last else ()
            sheet_id, acts = self._act(Student(first.student_no, first), round_, claims, rng)
            replies = self._replies.given(sheet_id, acts[0].at, claims, mended=not person.disputes)
            yield sheet_id, (*acts, *replies)
            told += [*acts, *replies]
        if record != first:
            again = self._imported(record, this_year)
            shown = tuple(moves(again.at, _STAFF, showings(_folded(told, record), record)))
            yield "", (again, *shown)
            told += [again, *shown]
        now = Round(this_year, "initial")
        if person.came:
            sheet_id, acts = self._act(_folded(told, record), now, person.disputes, rng)
            replies = self._replies.given(sheet_id, acts[0].at, person.disputes, mended=False)
            yield sheet_id, (*acts, *replies)
        else:
            yield "", self._excused(record, now)

    def _with_photos(self, person: Person) -> tuple[Record, Record]:
        digest = self._kept.photos
        taken = digest[person.look, Photo.ADMISSION] if person.admission_photo else ""
        degree = digest[person.look, Photo.DEGREE] if person.degree_photo else ""
        return (
            replace(person.first, admission_photo=taken),
            replace(person.record, admission_photo=taken, degree_photo=degree),
        )

    def _past_rounds(self, person: Person, rng: Random) -> Iterator[Round]:
        grade = int(person.record.grade)
        for year in range(grade, self._calendar.year):
            if person.claims or rng.randrange(100) < _DECLARED["past"]:
                yield Round(year, _kind(year - grade))

    def _imported(self, record: Record, year: int) -> Draft:
        at = self._calendar.at(self._calendar.roster(year), 480)
        body = {"record": record.json(), "source": self._source(year)}
        return Draft(at, _STAFF, Kind.IMPORTED, body)

    def roster_read(self, year: int) -> Draft:
        """Return the desk's event of reading the roster of an academic year."""
        at = self._calendar.at(self._calendar.roster(year), 480)
        return Draft(at, _STAFF, Kind.ROSTER_READ, self._source(year))

    def _source(self, year: int) -> dict[str, str]:
        """Return a roster as events name it; there never was such a file."""
        name = _DEMO["roster"].format(year=year)
        return {
            "name": name,
            "exported": self._calendar.roster(year).isoformat(),
            "sha256": hashlib.sha256(f"{name} {self._seed}".encode()).hexdigest(),
        }

    def _act(
        self, student: Student, round_: Round, claims: tuple[Claim, ...], rng: Random
    ) -> tuple[str, tuple[Draft, ...]]:
        """Return the number of a sheet, and the events of its declaring and printing."""
        at = self._calendar.declaring(round_.year, rng)
        sheet_id = self._new_sheet_id(rng)
        act = self._declared(student.record, round_, claims, rng)
        acts = drafts(student, act, self._keys, at, sheet_id)
        if rng.randrange(100) < _DECLARED["unprinted"]:
            return sheet_id, acts
        body = {"sheet_id": sheet_id, "printer": _DECLARED["printer"]}
        printed = Draft(at, "kiosk", Kind.PRINTED, body)
        taken = self._piles.handed_in(sheet_id, round_, self._calendar.evening(at))
        return sheet_id, (*acts, printed, *taken)

    def _excused(self, record: Record, round_: Round) -> tuple[Draft, ...]:
        opened = self._calendar.at(self._calendar.roster(round_.year) + timedelta(1), 0)
        return tuple(self._piles.excused(record, round_, self._calendar.evening(opened)))

    def _declared(
        self, record: Record, round_: Round, claims: tuple[Claim, ...], rng: Random
    ) -> Act:
        proxy = _DECLARED["helper"] if rng.randrange(100) < _DECLARED["proxy"] else ""
        left = rng.randrange(100) < _DECLARED["account"]
        mailbox = _DECLARED["mailbox"].format(student_no=record.student_no)
        return Act(
            visit=UUID(int=rng.getrandbits(128), version=4),
            round=round_,
            claims=claims,
            signature=self._signature(proxy or record.name, rng, drawn=not proxy),
            account=mask.account(mailbox) if left and not proxy else "",
            factor="proxy" if proxy else "tail",
            proxy=proxy,
            actor=_STAFF if proxy else "student",
            pin=f"{rng.randrange(10**6):06}",
        )

    def _signature(self, name: str, rng: Random, *, drawn: bool) -> Signature:
        if not drawn:
            return Signature(SignedBy.NAME, name=name)
        way = rng.randrange(100)
        if way < _DECLARED["on_paper"]:
            return Signature(SignedBy.PAPER)
        if way < _DECLARED["on_paper"] + _DECLARED["by_name"]:
            return Signature(SignedBy.NAME, name=name)
        return Signature(SignedBy.PAD, blob=rng.choice(self._kept.signatures))

    def _new_sheet_id(self, rng: Random) -> str:
        while True:
            sheet_id = code.encode(rng.randbytes(code.SHEET_ID_BYTES))
            short = code.short_number(sheet_id)
            if short not in self._taken:
                self._taken.add(short)
                return sheet_id


def _folded(told: Iterable[Draft], of: Record) -> Student:
    return fold(of.student_no, chain.extend(of.student_no, (), told))


def desk(past: Past, calendar: Calendar, grades: int) -> Iterator[Draft]:
    """Yield the desk's events: rosters, rounds of earlier years, the round that is open now.

    ``initial`` is open for all, as in a new home; ``graduation`` is announced to the last grade,
    a month ahead. So one round fits every student, and a command need not name it.
    """
    year = calendar.year
    oldest = year - grades + 1
    for earlier in range(oldest, year):
        yield past.roster_read(earlier)
        yield from _held(calendar, earlier, oldest)
    yield past.roster_read(year)
    at = calendar.at(calendar.roster(year) + timedelta(1), 0)
    soon = calendar.now.date() + timedelta(ROUND_DAYS)
    over = soon + timedelta(ROUND_DAYS)
    for_all = OpenRound(Round(year, "initial"))
    announced = OpenRound(
        Round(year, "graduation"), str(oldest), soon.isoformat(), over.isoformat()
    )
    for one in (for_all, announced):
        yield Draft(at, _STAFF, Kind.ROUND_OPENED, _body(one))


def _held(calendar: Calendar, year: int, oldest: int) -> Iterator[Draft]:
    """Yield the rounds of an earlier year, each grade's own: opened, and closed a month later."""
    opened = calendar.roster(year) + timedelta(1)
    closed = opened + timedelta(ROUND_DAYS)
    held = [
        OpenRound(
            Round(year, _kind(year - grade)), str(grade), opened.isoformat(), closed.isoformat()
        )
        for grade in range(oldest, year + 1)
    ]
    for one in held:
        yield Draft(calendar.at(opened, 0), _STAFF, Kind.ROUND_OPENED, _body(one))
    for one in held:
        body = {"round": str(one.round), "grade": one.grade}
        yield Draft(calendar.at(closed, 600), _STAFF, Kind.ROUND_CLOSED, body)


def _body(one: OpenRound) -> dict[str, str]:
    return {
        "round": str(one.round),
        "grade": one.grade,
        "starts": one.starts,
        "ends": one.ends,
    }


def _kind(years_before: int) -> str:
    return f"year{years_before + 1}" if years_before else "initial"
