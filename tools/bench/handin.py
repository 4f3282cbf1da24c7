"""The pile: 2,000 sheets handed in by stdin in random order, by the real command."""

import json
import random
import subprocess
import time
from bisect import insort
from collections.abc import Iterator, Mapping, Sequence

from kiosk.cli.home import now
from kiosk.model.student import Summary
from kiosk.rules.pile import place
from kiosk.services.acts.declaring import Declaring
from kiosk.services.pile.piles import Piles
from kiosk.services.pile.progress import Level, progress
from tools.bench.college import College
from tools.bench.figures import Figure, milliseconds
from tools.bench.signing import act

_SHEETS = 2_000
_BOARDS = 5


def handin(college: College) -> Iterator[Figure]:
    """Yield how long the pile takes, and each answer of it; stop if it is not right."""
    sheets = _declared(college)
    lying = {one.student_no: one for one in college.home().store.summaries() if one.handed_in}
    random.Random(1).shuffle(sheets)  # noqa: S311 - an order, no secret
    began = time.perf_counter()
    answers, waits = _scan([*college.command, "handin", "--json"], sheets)
    took = time.perf_counter() - began
    everybody = {one.student_no: one for one in college.home().store.summaries()}
    _check(answers, everybody, lying)
    name = f"hand-in of {_SHEETS} sheets by stdin"
    yield Figure(name=name, unit="s", samples=[took], bar=20, note="the pile was right")
    yield Figure(name="answer to one scan", unit="ms", samples=waits, bar=100)
    yield _building(college)
    yield _board(college)


def _declared(college: College) -> list[str]:
    home = college.home()
    declaring = Declaring(home.store, home.keys, now)
    codes = []
    for hand in range(_SHEETS):
        student = declaring.student(college.next()[0])
        declared = act(home.rounds.the_one(student, None), hand)
        codes.append(declaring.declare(student, declared).declaration.code)
    return codes


def _scan(command: Sequence[str], codes: Sequence[str]) -> tuple[list[dict[str, str]], list[float]]:
    """Scan one sheet after the other, each after the answer to the last."""
    answers: list[dict[str, str]] = []
    waits: list[float] = []
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as desk:
        if desk.stdin is None or desk.stdout is None:
            raise RuntimeError
        for code in codes:
            began = time.perf_counter()
            desk.stdin.write(f"{code}\n")
            answers.append(json.loads(desk.stdout.readline()))
            waits.append(1000 * (time.perf_counter() - began))
        desk.stdin.close()
    return answers, waits[1:]


def _check(
    answers: Sequence[Mapping[str, str | None]],
    everybody: Mapping[str, Summary],
    lying: Mapping[str, Summary],
) -> None:
    """Compare each answer with a pile that is kept beside, by another way.

    Raises:
        RuntimeError: A sheet was told another place.
    """
    piles: dict[tuple[str, str], list[tuple[object, ...]]] = {}
    for one in lying.values():
        for round_ in one.handed_in:
            insort(piles.setdefault((round_, one.college), []), place(one))
    for answer in answers:
        student = everybody[str(answer["student_no"])]
        pile = piles.setdefault((str(answer["round"]), student.college), [])
        own = place(student)
        insort(pile, own)
        at = pile.index(own)
        above = pile[at - 1][-1] if at else None
        below = pile[at + 1][-1] if at + 1 < len(pile) else None
        told = (answer["result"], answer["after"], answer["before"])
        if told != ("accepted", above, below):
            raise RuntimeError


def _building(college: College) -> Figure:
    took = []
    for _ in range(_BOARDS):
        home = college.home()
        took.append(milliseconds(lambda: Piles(home.store)))  # noqa: B023 - called at once
    return Figure(name="piles built when the command starts", unit="ms", samples=took)


def _board(college: College) -> Figure:
    home = college.home()
    students = list(home.store.summaries())
    many = students * (100_000 // len(students))
    meant = home.rounds.the_only()
    took = [milliseconds(lambda: progress(many, meant, Level.CLASS)) for _ in range(_BOARDS)]
    return Figure(name=f"board of {len(many)} students", unit="ms", samples=took)
