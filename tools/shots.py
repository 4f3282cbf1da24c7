"""Draws docs/shots/*.png for the README: Welcome, a record with marks, and the printed page.

The screens are drawn cell by cell, as a terminal would show them; school, day and people are those
of the demo, always the same.
"""

import asyncio
import io
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import NoReturn

import pypdfium2 as pdfium
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image
from textual.pilot import Pilot

from kiosk.config import Config, Contact
from kiosk.keys import KeyRing
from kiosk.keys.pairs import Pair
from kiosk.model.record import Field
from kiosk.services.acts.declaring import Declaring
from kiosk.services.demo import hints, make
from kiosk.services.guide.content import Guides
from kiosk.services.guide.handouts import Handouts
from kiosk.services.guide.leaflets import Leaflets
from kiosk.services.guide.second_way import SecondWays
from kiosk.services.guide.terminal import Guidance
from kiosk.services.paper.printing import Paper
from kiosk.services.paper.queue import Queue
from kiosk.services.paper.sheets import Sheets
from kiosk.services.paper.slips import Slips
from kiosk.services.requests.filing import Requests
from kiosk.services.rounds import Rounds
from kiosk.services.visit.lobby import Lobby
from kiosk.services.visit.people import FrontDoor
from kiosk.services.visit.picks import Picks
from kiosk.services.visit.terminal import Terminal
from kiosk.services.visit.unlocking import Unlockings
from kiosk.sheet import draw, handout, slip
from kiosk.sheet.qr import matrix
from screens.app import KioskApp
from store.tiny import TinyStore
from tools.pixels import screen_shot

OUT = Path(__file__).parents[1] / "docs" / "shots"
NOW = datetime(2024, 10, 15, 9, 30, tzinfo=timezone(timedelta(hours=8)))
STUDENTS, SEED = 60, 1
SCHOOL = "示例职业技术学院"
COLOURS = 64


@dataclass(frozen=True)
class College:
    """The demo college, on a day that does not change."""

    store: TinyStore
    keys: KeyRing
    rounds: Rounds
    config: Config

    @property
    def sheets(self) -> Sheets:
        """What puts pages together."""
        return Sheets(self.store, self.keys, self.config)

    def _door(self) -> FrontDoor:
        unlocked = Unlockings(self.store)
        return FrontDoor(self.store, self.keys, self.rounds, clock, "shots", "tail", unlocked)

    def maintenance(self) -> NoReturn:
        """Fail: no picture shows what staff do at a terminal."""
        raise NotImplementedError

    def terminal(self) -> Terminal:
        """Return the use cases of a visit; nothing is printed."""
        paper = Paper(self.store, self.sheets, draw, (), 2, clock)
        return Terminal(
            self._door(),
            Declaring(self.store, self.keys, clock),
            paper,
            self.rounds,
            Picks(self.store),
            self.config,
            clock,
            matrix,
            lambda _: (),
            Requests(self.store, self.keys, clock),
            Slips(self.config, slip.draw, paper.printers, clock),
        )

    def guidance(self) -> Guidance:
        """Return the guide's use cases; nothing is printed of it."""
        guides = Guides(Path(), self.config, NOW.date)
        pages = Leaflets(guides, lambda: SCHOOL)
        return Guidance(
            guides, pages, Handouts((), clock), handout.draw, SecondWays(self.store, clock)
        )


def clock() -> datetime:
    return NOW


def _known_keys(folder: Path) -> KeyRing:
    """Return keys that anybody can make, so that the QR on the page is the same each time."""
    private = Ed25519PrivateKey.from_private_bytes(bytes(32))
    drawn = KeyRing.open(folder)
    drawn.pairs.take(Pair(private.private_bytes_raw(), private.public_key().public_bytes_raw()))
    drawn.keep_secret(bytes(32))
    return KeyRing.open(folder)


def college(home: Path) -> College:
    """Make the college in an empty folder, with keys that are no secret."""
    store, keys = TinyStore(home / "data"), _known_keys(home / "keys")
    for _ in make(store, keys, NOW, STUDENTS, SEED):
        pass
    contact = Contact("王老师", "行政楼 101", "029-0000 0101")
    return College(store, keys, Rounds(store, clock), Config(contacts={"default": contact}))


async def shoot(app: KioskApp, pilot: Pilot[int], size: tuple[int, int]) -> Image.Image:
    """Draw the screen once everything on it has come; photos are scaled beside."""
    await app.workers.wait_for_complete()
    await pilot.pause()
    return screen_shot(app.screen._compositor.render_strips(), size)  # noqa: SLF001 - its picture


def kiosk(made: College) -> KioskApp:
    """Return the app at Welcome, in full colours whatever this terminal can show."""
    later = made.terminal, made.guidance, made.maintenance
    queue = Queue(made.store, "shots")
    lobby = Lobby(SCHOOL, made.rounds.today, queue, *later, lambda _condition: None, lambda: None)
    app = KioskApp(made.config, lambda: lobby)
    app.theme = "dark"
    return app


async def welcome(made: College) -> Image.Image:
    """Draw Welcome."""
    size = (80, 24)
    app = kiosk(made)
    async with app.run_test(size=size) as pilot:
        return await shoot(app, pilot, size)


async def record(made: College, number: str, tail: str) -> Image.Image:
    """Draw a record with photos and two marks."""
    size = (100, 30)
    app = kiosk(made)
    async with app.run_test(size=size) as pilot:
        await pilot.press(*number, "enter", *tail.lower(), "enter")
        await app.workers.wait_for_complete()
        await pilot.press(*["tab"] * list(Field).index(Field.MAJOR), "space", "down", "down")
        await pilot.press("space")
        return await shoot(app, pilot, size)


def page(made: College, number: str) -> Image.Image:
    """Draw the printed page of somebody who signed in the demo's past."""
    pdf = draw(made.sheets.page(made.terminal().declaring.student(number)))
    document = pdfium.PdfDocument(io.BytesIO(pdf))
    image: Image.Image = document[0].render(scale=1.4).to_pil()
    return image.convert("RGB")


def save(name: str, image: Image.Image) -> None:
    """Write a picture of few colours."""
    file = OUT / f"{name}.png"
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    print(f"{file.name}: {file.stat().st_size // 1024} KB")


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    whom = {hint.text: hint for hint in hints(STUDENTS, SEED, NOW.date())}
    with tempfile.TemporaryDirectory() as home:
        made = college(Path(home))
        usual, came = whom["demo.usual"], whom["demo.came"]
        save("welcome", asyncio.run(welcome(made)))
        save("record", asyncio.run(record(made, usual.student_no, usual.tail)))
        save("sheet", page(made, came.student_no))


if __name__ == "__main__":
    main()
