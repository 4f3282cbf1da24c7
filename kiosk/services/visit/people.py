"""Who stands there: a number and a second factor; every miss gets the same answer and effort."""

import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from kiosk.config import Second
from kiosk.errors import Problem
from kiosk.model.events import Draft, Kind
from kiosk.model.record import Photo
from kiosk.model.student import Student
from kiosk.rules import attempts, factor
from kiosk.rules.attempts import Lock, Miss
from kiosk.rules.fold import fold
from kiosk.rules.values import parse_student_no
from kiosk.services.ports import Clock, Keys, stamp
from kiosk.services.rounds import Rounds
from kiosk.services.visit.unlocking import Unlocked, Unlockings
from kiosk.visit import Enrolment, Identified
from store.contract import Store

A_MISS = 0.1
"""Seconds until a wrong answer is told: longer than any look-up, so that no number's is longer."""
_A_DAY = timedelta(days=1)
_TERMINAL = "terminal"


@dataclass(frozen=True, slots=True)
class FrontDoor:
    """Lets students in to their own record, and nobody else."""

    store: Store
    keys: Keys
    rounds: Rounds
    clock: Clock
    terminal: str
    """Name of this terminal; wrong answers are counted by it."""
    second: Second
    unlocked: Unlockings
    pause: Callable[[float], object] = time.sleep
    """Lets so many seconds go by."""

    def identify(self, number: str, second: str) -> Identified | Problem:
        """Return the person's enrolments, or in words why not.

        Args:
            number: Student number or ID number as typed or scanned.
            second: The second factor as typed.
        """
        began = time.monotonic()
        normal = factor.normal(number)
        key = self.keys.attempt_key(normal)
        now = self.clock()
        unlocked = self.unlocked.of(normal)
        since = unlocked.at if unlocked else None
        wait = self._wait(key, now, since)
        if wait is not None:
            return wait
        candidates = self._candidates(normal)
        person, by = self._who_matches(candidates, normal, second), self.second
        if person is None and unlocked is not None:
            person, by = self._admitted(candidates, unlocked, second), "name"
        if person is None:
            told = self._count(key, now, since, candidates)
            self.pause(max(0.0, A_MISS - (time.monotonic() - began)))
            return told
        self._forget(key)
        enrolments = tuple(self._enrolment(student) for student in self._all_of(person))
        pin = f"{secrets.randbelow(10**6):06}"
        return Identified(str(uuid4()), pin, by, enrolments)

    def enrolment(self, student_no: str) -> Enrolment:
        """Return one enrolment as it is now."""
        return self._enrolment(self._student(student_no))

    def _candidates(self, normal: str) -> tuple[Student, ...]:
        """Return who the number may mean.

        Looks it up both as a student number and as an ID number, so that known and unknown
        numbers cost the same reads.
        """
        numbers = dict.fromkeys(self.store.students_of(self.keys.id_hash(normal)))
        parsed = parse_student_no(normal)
        if isinstance(parsed, str):
            numbers[parsed] = None
        found = tuple(self._student(number) for number in numbers)
        return tuple(student for student in found if student.rev)

    def _who_matches(
        self, candidates: Sequence[Student], normal: str, second: str
    ) -> Student | None:
        matching = [one for one in candidates if self._matches(one, normal, second)]
        return matching[0] if matching else None

    def _matches(self, student: Student, normal: str, second: str) -> bool:
        record = student.record
        match self.second:
            case "none":
                return True
            case "name":
                return factor.name_matches(record, second)
            case "tail":
                by_id = record.id_number.upper() == normal and record.student_no.upper() != normal
                return factor.tail_matches(record, second, by_id)

    def _admitted(
        self, candidates: Sequence[Student], unlocked: Unlocked, name: str
    ) -> Student | None:
        """Return who was unlocked, if this is their name; that is used up by it."""
        for one in candidates:
            mine = one.student_no == unlocked.student_no
            if mine and factor.name_matches(one.record, name):
                return one if self.unlocked.admit(unlocked, self.clock()) else None
        return None

    def _all_of(self, person: Student) -> tuple[Student, ...]:
        """Return all enrolments of a person, the one identified by among them."""
        if not person.record.id_number:
            return (person,)
        numbers = self.store.students_of(self.keys.id_hash(person.record.id_number))
        found = {person.student_no: person}
        for number in numbers:
            other = found.get(number) or self._student(number)
            if other.record.id_number == person.record.id_number:
                found[number] = other
        return tuple(found[number] for number in sorted(found))

    def _student(self, student_no: str) -> Student:
        return fold(student_no, self.store.events(student_no))

    def _enrolment(self, student: Student) -> Enrolment:
        photos = {}
        for photo in Photo:
            digest = student.record.get(photo)
            data = self.store.blob(digest) if digest else None
            if data is not None:
                photos[photo] = data
        return Enrolment(student, self.rounds.asked_for(student), photos)

    def _misses(self, key: str, since: datetime | None) -> Sequence[Miss]:
        """Return the wrong answers that count: those after staff last unlocked the number."""
        return [one for one in self.store.misses(key) if since is None or one.at > since]

    def _wait(self, key: str, now: datetime, since: datetime | None) -> Problem | None:
        in_a_row = [miss.at for miss in self.store.misses(self._own_key())]
        pause = attempts.pause_of_terminal(in_a_row, now)
        if pause is not None:
            return Problem("door.terminal_paused", {"seconds": _seconds(pause.until - now)})
        lock = attempts.lock_of_number(self._misses(key, since), self.terminal, now)
        if lock is None:
            return None
        if lock.everywhere:
            return Problem("door.number_locked_today")
        return Problem("door.number_locked", {"minutes": _minutes(lock.until - now)})

    def _count(
        self, key: str, now: datetime, since: datetime | None, candidates: Sequence[Student]
    ) -> Problem:
        miss = Miss(self.terminal, now)
        self.store.add_miss(key, miss, now - _A_DAY)
        self.store.add_miss(self._own_key(), miss, now - _A_DAY)
        counted = self._misses(key, since)
        lock = attempts.lock_of_number(counted, self.terminal, now)
        if lock is not None:
            self._tell(lock, now, candidates)
        left = attempts.left_here(counted, self.terminal, now)
        return self._wait(key, now, since) or Problem("door.no_match", {"left": str(left)})

    def _tell(self, lock: Lock, now: datetime, candidates: Sequence[Student]) -> None:
        """Tell the desk that a number is locked; of one that nobody has, only that it is."""
        body = {
            "student_no": candidates[0].student_no if candidates else "",
            "terminal": self.terminal,
            "everywhere": lock.everywhere,
        }
        self.store.append_desk([Draft(stamp(now), "kiosk", Kind.NUMBER_LOCKED, body)])

    def _forget(self, key: str) -> None:
        for one in (key, self._own_key()):
            if self.store.misses(one):
                self.store.forget_misses(one, self.terminal)

    def _own_key(self) -> str:
        return self.keys.attempt_key(f"{_TERMINAL} {self.terminal}")


def _seconds(wait: timedelta) -> str:
    return str(max(1, round(wait.total_seconds())))


def _minutes(wait: timedelta) -> str:
    return str(max(1, -(-int(wait.total_seconds()) // 60)))
