"""From an accepted signature to a durable declaration and its PDF: cold and warm.

Run by itself in a new process (``python -m tools.bench.signing HOME``), for fonts are loaded once
a process; prints JSON.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import uuid4

from kiosk.cli.home import Home
from kiosk.cli.terminal import terminal
from kiosk.model.rounds import Round
from kiosk.model.signature import Signature, SignedBy
from kiosk.services.acts.declaring import Act
from kiosk.services.demo.strokes import HANDS, signature
from kiosk.visit import PrintState
from tools.bench.college import College
from tools.bench.figures import Figure

_PROCESSES = 5
_WARM = 12


@dataclass(frozen=True)
class Took:
    """Milliseconds of one process."""

    cold: float
    warm: list[float]


def act(round_: Round, hand: int) -> Act:
    """Return what a student declares who finds all correct and signs on the pad."""
    return Act(
        visit=uuid4(),
        round=round_,
        claims=(),
        signature=Signature(SignedBy.PAD),
        strokes=signature(hand % HANDS),
        pin="000000",
    )


def sheets(college: College) -> Iterator[Figure]:
    """Yield how long a signature takes to become a PDF."""
    took = [_in_a_process(college) for _ in range(_PROCESSES)]
    note = "declared, drawn, written, synced"
    cold = [one.cold for one in took]
    warm = [each for one in took for each in one.warm]
    yield Figure(name="signature to PDF, cold fonts", unit="ms", samples=cold, bar=400, note=note)
    yield Figure(name="signature to PDF, warm", unit="ms", samples=warm, bar=60, note=note)


def _in_a_process(college: College) -> Took:
    numbers = [college.next()[0] for _ in range(1 + _WARM)]
    command = [sys.executable, "-m", "tools.bench.signing", str(college.path), *numbers]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return Took(**json.loads(answer.stdout))


def _sign(home: Home, number: str, hand: int) -> float:
    use = terminal(home)
    student = use.declaring.student(number)
    round_ = home.rounds.the_one(student, None)
    declared = act(round_, hand)
    began = time.perf_counter()
    use.declaring.declare(student, declared)
    state = use.print(number)
    took = 1000 * (time.perf_counter() - began)
    if state is not PrintState.PRINTED:
        raise RuntimeError(state)
    return took


def main() -> None:
    """Sign for each number that is named."""
    home = Home.open(Path(sys.argv[1]))
    cold, *warm = (_sign(home, number, hand) for hand, number in enumerate(sys.argv[2:]))
    print(json.dumps(asdict(Took(cold, warm))))


if __name__ == "__main__":
    main()
