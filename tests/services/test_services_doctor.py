"""Each check: in order, out of order with its cure, and no fault hides another."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from assets import LANGS, say
from kiosk.config import Config
from kiosk.errors import ConfigError, StoreUnreachable
from kiosk.keys import KeyRing, KeysUnusable
from kiosk.model.events import Draft, Kind
from kiosk.model.terminal import Beat, Condition
from kiosk.printing.contract import Outcome, Printer, Readiness
from kiosk.services.doctor import Check, Finding, Screen, Subject, examine, try_out
from kiosk.services.doctor.machine import DISTRIBUTION
from kiosk.services.ports import Keys, stamp
from kiosk.sheet.errors import FontUnreadable, Unprintable
from store.contract import Entry
from tests.school import NOW, RECORD, School, Tray
from tests.store.samples import declared

SCREEN = Screen(132, 43, "xterm-256color", "truecolor", "UTF-8")
CHECKS = [check for check in Check if check is not Check.TEST_PAGE]
CONFIG = Config(base_url="HTTPS://XJ.COLLEGE.EDU.CN")


@pytest.fixture
def school(tmp_path: Path) -> School:
    tmp_path.chmod(0o700)
    school = School(tmp_path)
    school.enrol()
    school.open()
    (tmp_path / "keys" / "pin").write_text("5a" * 32)
    return school


@pytest.fixture
def subject(school: School, tmp_path: Path) -> Subject:
    """A home in which everything is in order."""
    return Subject(
        home=tmp_path,
        config=lambda: CONFIG,
        keys=lambda: school.keys,
        store=lambda: school.store,
        printers=lambda: school.trays,
        unprintable=lambda _text: (),
        clock=school.clock,
        screen=SCREEN,
    )


def found(subject: Subject, check: Check) -> Finding:
    return next(one for one in examine(subject) if one.check is check)


def assert_poor(subject: Subject, check: Check, detail: str) -> None:
    finding = found(subject, check)
    assert not finding.ok
    assert finding.detail.text == f"doctor.{check}.{detail}"
    assert finding.cure is not None
    for lang in LANGS:
        for text in (finding.detail, finding.cure):
            assert say(lang, text.text, **text.values)


def raising(error: Exception) -> Callable[[], Any]:
    def opened() -> Any:
        raise error

    return opened


def test_what_is_in_order_needs_no_cure(subject: Subject) -> None:
    findings = list(examine(subject))
    assert [one.check for one in findings] == CHECKS
    assert [one for one in findings if not one.ok or one.cure] == []
    for lang in LANGS:
        for one in findings:
            assert say(lang, f"doctor.{one.check}.title")
            assert say(lang, one.detail.text, **one.detail.values)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("check", list(Check))
def test_every_check_has_a_cure_for_errors(check: Check, lang: Any) -> None:
    assert say(lang, f"doctor.{check}.cure_error")


def test_no_fault_hides_another(subject: Subject) -> None:
    broken = replace(
        subject,
        config=raising(ConfigError(line="3", key="colour")),
        keys=raising(KeysUnusable(file="signing")),
        store=raising(StoreUnreachable(reason="EROFS")),
    )
    findings = {one.check: one for one in examine(broken)}
    assert list(findings) == CHECKS
    assert findings[Check.CONFIG].detail.values["line"] == "3"
    assert {check for check, one in findings.items() if not one.ok} == {
        Check.CONFIG,
        Check.BASE_URL,
        Check.SECOND_FACTOR,
        Check.KEYS,
        Check.STAFF_PIN,
        Check.STORE,
        Check.DATABASE,
        Check.EVIDENCE,
        Check.CLOCK,
        Check.ROUNDS,
        Check.GUIDE,
        Check.TERMINALS,
    }


def test_signatures_want_seals_and_backups(subject: Subject, school: School) -> None:
    assert found(subject, Check.EVIDENCE).detail.text == "doctor.evidence.nobody_signed"
    number = RECORD.student_no
    school.store.append(Entry(number, len(school.store.events(number)), (declared("v"),)))
    assert_poor(subject, Check.EVIDENCE, "never_sealed")
    school.store.append_desk([Draft(stamp(NOW), "staff:lin", Kind.SEALED, {})])
    assert_poor(subject, Check.EVIDENCE, "never_backed_up")
    school.store.append_desk([Draft(stamp(NOW), "staff:lin", Kind.BACKED_UP, {})])
    assert found(subject, Check.EVIDENCE).ok
    later = replace(subject, clock=lambda: NOW + timedelta(days=8))
    assert_poor(later, Check.EVIDENCE, "old")


@pytest.mark.parametrize(
    ("settings", "check", "detail"),
    [
        ({"base_url": "HTTPS://XUEJI.VERYLONGNAME.EDU.CN/A"}, Check.BASE_URL, "long"),
        ({"base_url": "HTTP://XJ.COLLEGE.EDU.CN"}, Check.BASE_URL, "plain"),
        ({"base_url": Config().base_url}, Check.BASE_URL, "example"),
        ({"second": "name"}, Check.SECOND_FACTOR, "name"),
        ({"second": "none"}, Check.SECOND_FACTOR, "none"),
    ],
)
def test_settings_that_work_but_should_not_stay(
    subject: Subject, settings: dict[str, Any], check: Check, detail: str
) -> None:
    assert_poor(replace(subject, config=lambda: replace(CONFIG, **settings)), check, detail)


def test_an_address_of_34_characters_still_fits(subject: Subject) -> None:
    url = "HTTPS://XJ.AVERYLONGCOLLEGE.EDU.CN"
    assert len(url) == 34
    assert found(replace(subject, config=lambda: replace(CONFIG, base_url=url)), Check.BASE_URL).ok


def test_a_home_open_to_others_is_told_by_its_parts(subject: Subject) -> None:
    (subject.home / "kiosk.toml").write_text("", encoding="utf-8")
    (subject.home / "kiosk.toml").chmod(0o644)
    assert_poor(subject, Check.HOME, "open_to_others")
    assert found(subject, Check.HOME).detail.values["names"] == "kiosk.toml"
    (subject.home / "kiosk.toml").chmod(0o660)
    assert found(subject, Check.HOME).ok


def test_a_home_that_is_not_there_cannot_be_written_to(subject: Subject) -> None:
    assert_poor(replace(subject, home=subject.home / "nowhere"), Check.HOME, "unwritable")


def test_keys_that_do_not_fit_are_found(
    subject: Subject, school: School, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = School(tmp_path_factory.mktemp("other"))

    mixed = SimpleNamespace(sign=school.keys.sign, genuine=other.keys.genuine)
    assert_poor(replace(subject, keys=lambda: cast("Keys", mixed)), Check.KEYS, "unfit")


def test_an_altered_chain_is_found(subject: Subject, tmp_path: Path) -> None:
    shard = next((tmp_path / "data" / "students").glob("*.json"))
    text = shard.read_text(encoding="utf-8")
    assert RECORD.name in text
    shard.write_text(text.replace(RECORD.name, "林大满"), encoding="utf-8")
    assert_poor(subject, Check.STORE, "chain_broken")
    assert found(subject, Check.STORE).detail.values == {"numbers": RECORD.student_no}


def test_a_machine_with_another_secret_is_found(
    subject: Subject, school: School, tmp_path: Path
) -> None:
    here = KeyRing.open(tmp_path / "others")
    assert_poor(replace(subject, keys=lambda: here), Check.STORE, "other_secret")
    school.enrol(replace(RECORD, id_number=""))
    assert found(replace(subject, keys=lambda: here), Check.STORE).ok


def test_an_altered_desk_is_found(subject: Subject, tmp_path: Path, school: School) -> None:
    school.store.append_desk([Draft(stamp(NOW), "staff:lin", Kind.ROSTER_READ, {"name": "a"})])
    part = next((tmp_path / "data" / "desk").glob("*.json"))
    part.write_text(part.read_text().replace("2020/initial", "2020/year2"))
    assert_poor(subject, Check.STORE, "desk_broken")


@pytest.mark.parametrize("check", [Check.FONTS, Check.RARE_FONTS])
def test_fonts_without_the_glyphs_are_found(subject: Subject, check: Check) -> None:
    detail = "unreadable" if check is Check.FONTS else "missing"
    assert_poor(replace(subject, unprintable=tuple), check, detail)

    def unreadable(_text: str) -> tuple[str, ...]:
        raise FontUnreadable

    assert_poor(replace(subject, unprintable=unreadable), check, detail)


def test_each_printer_is_explained(subject: Subject) -> None:
    troubles = [one for one in Outcome if one not in {Outcome.PRINTED, Outcome.CANCELLED}]
    trays = [Tray("one"), Tray("two"), *(Tray(one.value, one) for one in troubles)]
    examined = examine(replace(subject, printers=lambda: trays))
    usable, *poor = (one for one in examined if one.check is Check.PRINTER)
    assert usable.ok
    assert usable.detail.values == {"names": "one, two"}
    assert [one.detail.text for one in poor] == [f"doctor.printer.{one.value}" for one in troubles]
    assert [one.detail.values["name"] for one in poor] == [one.value for one in troubles]
    for one in poor:
        assert not one.ok
        assert one.cure
        for lang in LANGS:
            assert say(lang, one.detail.text, **one.detail.values)
            assert say(lang, one.cure.text)
    assert_poor(replace(subject, printers=tuple), Check.PRINTER, "none")


def test_low_toner_is_in_order_and_has_a_cure(subject: Subject) -> None:
    low = SimpleNamespace(name="one", ready=lambda: Readiness(low_toner=True))
    examined = examine(replace(subject, printers=lambda: [cast("Printer", low)]))
    usable, warning = (one for one in examined if one.check is Check.PRINTER)
    assert usable.ok
    assert warning.ok
    assert warning.detail.text == "doctor.printer.low_toner"
    assert warning.cure


@pytest.mark.parametrize("outcome", list(Outcome))
def test_how_a_test_page_ended_is_told_with_a_cure(school: School, outcome: Outcome) -> None:
    tray = Tray("one", outcome)
    finding = try_out(tray, lambda name: f"%PDF- for {name}".encode(), school.clock, untold)
    assert finding.check is Check.TEST_PAGE
    assert finding.ok is (outcome is Outcome.PRINTED)
    (job,) = tray.jobs
    assert job.pdf == b"%PDF- for one"
    assert job.name == "test.20200915-093000"
    for lang in LANGS:
        assert "one" in say(lang, finding.detail.text, **finding.detail.values)
        assert finding.ok or (finding.cure and say(lang, finding.cure.text))


def test_a_test_page_that_no_font_prints_is_told(school: School) -> None:
    def refuse(_name: str) -> bytes:
        raise Unprintable(char="𬭎", code="U+2CB4E")

    finding = try_out(Tray("one"), refuse, school.clock, untold)
    assert not finding.ok
    assert finding.detail.text == "sheet.unprintable"
    assert finding.cure


def untold(name: str, trouble: Outcome | None) -> None:
    pytest.fail(f"a tray makes nobody wait: {name} {trouble}")


def test_a_clock_behind_what_is_written_is_found(subject: Subject, school: School) -> None:
    school.clock.move(days=-1)
    assert_poor(subject, Check.CLOCK, "behind")


def test_a_clock_behind_a_rosters_export_is_found(subject: Subject, school: School) -> None:
    exported = (NOW.date() + timedelta(1)).isoformat()
    body = {"name": "名册.xlsx", "exported": exported}
    school.store.append_desk([Draft(stamp(NOW), "staff:lin", Kind.ROSTER_READ, body)])
    assert_poor(subject, Check.CLOCK, "behind")


def test_a_day_without_a_round_is_told(subject: Subject, school: School) -> None:
    for one in school.rounds.all_open():
        school.rounds.close(one.round, "", "staff:lin")
    assert_poor(subject, Check.ROUNDS, "none")


@pytest.mark.parametrize(
    ("screen", "detail"),
    [
        (replace(SCREEN, term="linux"), "linux"),
        (replace(SCREEN, term="dumb"), "dumb"),
        (replace(SCREEN, term=""), "dumb"),
        (replace(SCREEN, encoding="GBK"), "encoding"),
        (replace(SCREEN, columns=79), "small"),
        (replace(SCREEN, lines=23), "small"),
    ],
)
def test_terminals_that_cannot_show_the_screens_are_told(
    subject: Subject, screen: Screen, detail: str
) -> None:
    assert_poor(replace(subject, screen=screen), Check.TERMINAL, detail)


def test_the_smallest_terminal_is_enough_and_none_is_no_fault(subject: Subject) -> None:
    small = Screen(80, 24, "foot", "", "utf8")
    shown = found(replace(subject, screen=small), Check.TERMINAL)
    assert shown.ok
    assert shown.detail.values["colours"] == "16"
    assert found(replace(subject, screen=None), Check.TERMINAL).ok


def test_packages_that_lack_are_named(subject: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    real = metadata.requires(DISTRIBUTION) or []
    wanted = ["click>=8.1.0", "click>=999", "no-such-package>=1", 'pytest>=999; extra == "dev"']
    monkeypatch.setattr(metadata, "requires", lambda _name: [*real, *wanted])
    assert_poor(subject, Check.PACKAGES, "missing")
    assert found(subject, Check.PACKAGES).detail.values == {"names": "click, no-such-package"}


def test_a_program_that_is_not_installed_is_told(
    subject: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(name: str) -> list[str]:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "requires", absent)
    assert_poor(subject, Check.PACKAGES, "not_installed")


def seen(subject: Subject) -> list[tuple[str, str, bool]]:
    """Return of each terminal its name, what is found, and whether it is in order."""
    return [
        (one.detail.values["name"], one.detail.text.rpartition(".")[2], one.ok)
        for one in examine(subject, [Check.TERMINALS])
    ]


def test_each_terminal_is_told_of(subject: Subject, school: School) -> None:
    for name, condition, minutes in (
        ("a", Condition.WORKING, 2),
        ("b", Condition.WORKING, 3),
        ("c", Condition.TROUBLE, 1),
        ("d", Condition.STOPPED, 60),
        ("e", Condition.WORKING, 60 * 24 * 8),
        ("f", Condition.WORKING, -3),
    ):
        school.store.beat(Beat(name, NOW - timedelta(minutes=minutes), condition, "0.1.0"))
    assert seen(subject) == [
        ("a", "working", True),
        ("b", "silent", False),
        ("c", "trouble", False),
        ("d", "stopped", False),
        ("e", "gone", True),
        ("f", "silent", False),
    ]
    for lang in LANGS:
        for one in examine(subject, [Check.TERMINALS]):
            assert say(lang, one.detail.text, **one.detail.values)
            assert one.cure is None or say(lang, one.cure.text, **one.cure.values)
