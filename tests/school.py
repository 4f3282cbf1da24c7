"""A small school on a real store, where the clock stands still until a test moves it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import cached_property
from pathlib import Path
from uuid import UUID

from kiosk.config import Config, Contact
from kiosk.keys import KeyRing
from kiosk.model.events import Draft, Kind
from kiosk.model.record import Photo, Record
from kiosk.model.request import Claim
from kiosk.model.rounds import OpenRound, Round
from kiosk.model.signature import Signature, SignedBy
from kiosk.model.student import Student
from kiosk.rules.fold import fold
from kiosk.services.acts.declaring import Act, Declaring
from kiosk.services.doctor import Subject
from kiosk.services.evidence.verify import Verifier
from kiosk.services.guide.content import Guides
from kiosk.services.guide.handouts import Handouts
from kiosk.services.guide.leaflets import Leaflets
from kiosk.services.guide.second_way import SecondWays
from kiosk.services.guide.terminal import Guidance
from kiosk.services.paper.printing import Paper
from kiosk.services.paper.queue import Queue
from kiosk.services.paper.sheets import Sheets
from kiosk.services.paper.slips import Slips
from kiosk.services.ports import stamp
from kiosk.services.requests.filing import Requests
from kiosk.services.requests.page import Page as CorrectionPage
from kiosk.services.rounds import Rounds
from kiosk.services.visit.fitness import Fitness
from kiosk.services.visit.heart import Heart
from kiosk.services.visit.lobby import Lobby
from kiosk.services.visit.maintenance import Maintenance
from kiosk.services.visit.people import FrontDoor
from kiosk.services.visit.picks import Picks
from kiosk.services.visit.terminal import Terminal
from kiosk.services.visit.unlocking import Unlockings
from kiosk.sheet.qr import matrix
from store.contract import Entry, Store
from store.tiny import TinyStore
from tests.fakes import Clock, Tray, grey, guide_pen, pen, slip_pen, trial_pen

SCHOOL = "示例职业技术学院"
NOW = datetime(2020, 9, 15, 9, 30, tzinfo=timezone(timedelta(hours=8)))
INITIAL = Round(2020, "initial")
YEAR2 = Round(2020, "year2")
ON_PAPER = Signature(SignedBy.PAPER)
VISIT = UUID("6f1c2f1e-0000-4000-8000-000000000001")

RECORD = Record(
    name="林小满",
    gender="女",
    birth_date="2001-02-03",
    ethnicity="汉族",
    id_number="999900200102030028",
    school=SCHOOL,
    level="专科",
    major="机械产品检测检验技术",
    duration="3",
    category="普通高等教育",
    study_mode="普通全日制",
    college="机械工程学院",
    department="质量检测教研室",
    class_name="质检3192",
    student_no="31219201",
    entry_date="2019-09-01",
    expected_graduation="2022-07-01",
    status="在籍（注册学籍）",
)
TAIL = RECORD.id_number[-6:]
SECOND = replace(RECORD, student_no="31990001", level="本科", major="工商管理", duration="2.5")
OTHER = replace(
    RECORD,
    name="甲乙山",
    gender="男",
    id_number="99990020010203001X",
    student_no="31219202",
    major="数控技术",
    college="电子信息学院",
    class_name="数控3191",
)


class School:
    """Store, keys, clock, printers and settings, and the use cases on them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store: Store = TinyStore(folder / "data")
        self.keys = KeyRing.open(folder / "keys")
        self.clock = Clock(NOW)
        self.trays = [Tray()]
        self.missing_glyphs = ""
        self.pauses: list[float] = []
        self.config = Config(
            contacts={
                "default": Contact("王老师", "行政楼 101", "029-5550 0100"),
                "机械工程学院": Contact("李老师", "实训楼 203", "029-5550 0123"),
            }
        )

    @property
    def rounds(self) -> Rounds:
        return Rounds(self.store, self.clock)

    @property
    def declaring(self) -> Declaring:
        return Declaring(self.store, self.keys, self.clock)

    @property
    def requests(self) -> Requests:
        return Requests(self.store, self.keys, self.clock)

    @property
    def page(self) -> CorrectionPage:
        return CorrectionPage(
            self.store, self.keys, self.requests, self.verifier, self.config, self.clock
        )

    @property
    def sheets(self) -> Sheets:
        return Sheets(self.store, self.keys, self.config)

    @property
    def paper(self) -> Paper:
        return Paper(self.store, self.sheets, pen, self.trays, self.config.copies, self.clock)

    @cached_property
    def queue(self) -> Queue:
        return Queue(self.store)

    @property
    def verifier(self) -> Verifier:
        return Verifier(self.store, self.keys)

    def door(self, terminal: str = "t1") -> FrontDoor:
        return FrontDoor(
            self.store,
            self.keys,
            self.rounds,
            self.clock,
            terminal,
            self.config.second,
            Unlockings(self.store),
            pause=self.pauses.append,
        )

    def terminal(self) -> Terminal:
        return Terminal(
            self.door(),
            self.declaring,
            self.paper,
            self.rounds,
            Picks(self.store),
            self.config,
            self.clock,
            matrix,
            lambda text: tuple(char for char in text if char in self.missing_glyphs),
            self.requests,
            Slips(self.config, slip_pen, self.trays, self.clock),
        )

    @property
    def guides(self) -> Guides:
        return Guides(self.folder, self.config, lambda: self.clock().date())

    @property
    def second_ways(self) -> SecondWays:
        return SecondWays(self.store, self.clock)

    def guidance(self) -> Guidance:
        handouts = Handouts(self.trays, self.clock)
        leaflets = Leaflets(self.guides, lambda: SCHOOL)
        return Guidance(self.guides, leaflets, handouts, guide_pen, self.second_ways)

    def lobby(self) -> Lobby:
        beat = Heart(self.store, "t1", self.clock).beat
        later = self.terminal, self.guidance, self.maintenance
        check = Fitness(self.store, self.clock).check
        return Lobby(SCHOOL, self.rounds.today, self.queue, *later, beat, check)

    def maintenance(self) -> Maintenance:
        subject = Subject(
            home=self.folder,
            config=lambda: self.config,
            keys=lambda: self.keys,
            store=lambda: self.store,
            printers=lambda: self.trays,
            unprintable=lambda text: tuple(set(text) & set(self.missing_glyphs)),
            clock=self.clock,
            screen=None,
        )
        return Maintenance(self.store, self.keys, self.clock, "t1", subject, trial_pen)

    def enrol(self, record: Record = RECORD) -> Student:
        """Have the roster give a student, or another record of one."""
        source = {"name": "2019级名册.xlsx", "exported": "2020-09-10", "sha256": "ab" * 32}
        body = {"record": record.json(), "source": source}
        draft = Draft(stamp(self.clock()), "staff:demo", Kind.IMPORTED, body)
        after = len(self.store.events(record.student_no))
        id_hash = self.keys.id_hash(record.id_number) if record.id_number else ""
        self.store.append(Entry(record.student_no, after, (draft,), id_hash=id_hash))
        return self.student(record.student_no)

    def with_photos(self, record: Record = RECORD) -> Record:
        shades: Mapping[Photo, int] = {Photo.ADMISSION: 128, Photo.DEGREE: 200}
        digests = {photo.value: self.store.put_blob(grey(of)) for photo, of in shades.items()}
        return replace(record, **digests)

    def leave(self, student_no: str) -> None:
        """Have a full roster without a student."""
        draft = Draft(stamp(self.clock()), "staff:demo", Kind.LEFT, {})
        self.store.append(Entry(student_no, len(self.store.events(student_no)), (draft,)))

    def open(self, round_: Round = INITIAL, **opened: str) -> None:
        self.rounds.open(OpenRound(round_, **opened), actor="staff:demo")

    def student(self, student_no: str = RECORD.student_no) -> Student:
        return fold(student_no, self.store.events(student_no))

    def declare(
        self,
        claims: Sequence[Claim] = (),
        *,
        visit: UUID = VISIT,
        round_: Round = INITIAL,
        student_no: str = RECORD.student_no,
    ) -> Student:
        """Have a student declare, as at another terminal."""
        act = Act(visit=visit, round=round_, claims=tuple(claims), signature=ON_PAPER, pin="271828")
        self.declaring.declare(self.student(student_no), act)
        return self.student(student_no)
