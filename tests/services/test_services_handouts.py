"""Who may print which page of the guide, how often, and what stands on it."""

from pathlib import Path

import pytest

from assets import LANGS, Lang
from kiosk.errors import KioskError
from kiosk.guide.content import load
from kiosk.guide.model import Decision
from kiosk.model.handout import Slip
from kiosk.printing.contract import Outcome
from kiosk.services.guide.handouts import PAUSE, Asked, Handouts, Kind, State
from kiosk.services.guide.leaflets import Leaflets
from tests.fakes import Tray
from tests.school import RECORD, SCHOOL, School


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path)


@pytest.fixture
def handouts(school: School) -> Handouts:
    return Handouts(school.trays, school.clock)


def draw() -> bytes:
    return b"%PDF-"


def test_nobody_known_gets_the_guide_and_then_the_terminal_pauses(
    school: School, handouts: Handouts
) -> None:
    assert handouts.print(Asked(Kind.GUIDE, ""), draw) is State.PRINTED
    for _ in range(3):
        assert handouts.print(Asked(Kind.GUIDE, ""), draw) is State.PAUSED
    assert len(school.trays[0].jobs) == 1
    school.clock.move(seconds=PAUSE.total_seconds())
    assert handouts.print(Asked(Kind.GUIDE, ""), draw) is State.PRINTED


def test_slips_are_for_identified_students(school: School, handouts: Handouts) -> None:
    for kind in (Kind.VALUES, Kind.CONSCRIPTION):
        assert handouts.print(Asked(kind, ""), draw) is State.NOT_KNOWN
    assert not school.trays[0].jobs


def test_each_page_once_a_visit(school: School, handouts: Handouts) -> None:
    for visit in ("a", "b"):
        for kind in Kind:
            assert handouts.print(Asked(kind, visit), draw) is State.PRINTED
            assert handouts.print(Asked(kind, visit), draw) is State.ONCE
    assert len(school.trays[0].jobs) == 6


@pytest.mark.parametrize(
    ("outcomes", "state", "asked"),
    [
        ((Outcome.OUT_OF_PAPER,), State.OUT_OF_PAPER, 1),
        ((Outcome.UNREACHABLE, Outcome.PRINTED), State.PRINTED, 2),
        ((Outcome.REFUSED, Outcome.JAM), State.TROUBLE, 2),
        ((Outcome.UNKNOWN, Outcome.PRINTED), State.PRINTED, 1),
        ((), State.TROUBLE, 0),
    ],
)
def test_trouble_is_a_state_and_no_reason_to_wait(
    school: School, outcomes: tuple[Outcome, ...], state: State, asked: int
) -> None:
    trays = [Tray(outcome=outcome) for outcome in outcomes]
    handouts = Handouts(trays, school.clock)
    assert handouts.print(Asked(Kind.GUIDE, ""), draw) is state
    assert sum(len(tray.jobs) for tray in trays) == asked
    again = handouts.print(Asked(Kind.GUIDE, ""), draw)
    assert again is (State.PAUSED if state is State.PRINTED else state)


def test_what_cannot_be_drawn_is_told(handouts: Handouts) -> None:
    def fail() -> bytes:
        raise KioskError

    assert handouts.print(Asked(Kind.GUIDE, ""), fail) is State.TROUBLE


def test_a_jobs_name_tells_nothing_of_anybody(school: School, handouts: Handouts) -> None:
    handouts.print(Asked(Kind.VALUES, "6f1c2f1e"), draw)
    (job,) = school.trays[0].jobs
    assert job.name.startswith("values-2020")
    assert "6f1c" not in job.name


@pytest.fixture
def leaflets(school: School) -> Leaflets:
    return Leaflets(school.guides, lambda: SCHOOL)


@pytest.mark.parametrize("lang", LANGS)
def test_the_hand_out_holds_steps_remedies_and_both_cases(leaflets: Leaflets, lang: Lang) -> None:
    guide = load(lang)
    page = leaflets.handout(lang, RECORD.college)
    lines = [line.text for section in page.sections for line in section.lines]
    text = "\n".join((*lines, *(section.title for section in page.sections)))
    for topic in guide.steps:
        assert topic.title in text
    for trouble in guide.troubles:
        assert all(remedy in text for remedy in trouble.remedies)
        assert trouble.shown[0].text in text
    for name in ("taken", "conscription"):
        topic_of = guide.topic(name)
        assert topic_of is not None
        for block in topic_of.blocks:
            assert isinstance(block, Decision)
            for node in block.nodes:
                assert node.question in text
                assert all(branch.answer in text for branch in node.branches)
    assert guide.hotline in text
    assert "李老师" in text


@pytest.mark.parametrize("lang", LANGS)
def test_the_slips(leaflets: Leaflets, lang: Lang) -> None:
    values = leaflets.values(lang, RECORD)
    assert [value for _, value in values.rows] == [
        RECORD.school,
        RECORD.student_no,
        "2019",
        RECORD.level,
    ]
    blank = leaflets.conscription(lang)
    assert len(blank.rows) >= 4
    assert not any(value for _, value in blank.rows)
    assert not any("密码" in label or "password" in label.lower() for label, _ in blank.rows)
    for page in (values, blank, leaflets.handout(lang, "")):
        assert page.head.url.startswith("HTTPS://XJ.EXAMPLE.EDU.CN/GUIDE")
        assert RECORD.student_no not in page.head.url
        assert isinstance(page, Slip) == (page.head.url.count("/") == 4)
