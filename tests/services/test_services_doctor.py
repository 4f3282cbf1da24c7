"""Each check of the home: in order, out of order with its cure, and no fault hides another."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from assets import LANGS, say
from kiosk.config import Config
from kiosk.errors import ConfigError, StoreUnreachable
from kiosk.keys import KeyRing, KeysUnusable
from kiosk.model.events import Draft, Kind
from kiosk.model.seal import End, Seal
from kiosk.rules import sealing
from kiosk.services.doctor import Check, Subject, examine
from kiosk.services.ports import Keys, stamp
from store.contract import Entry
from tests.school import NOW, RECORD, School
from tests.services.examination import CONFIG, assert_poor, found
from tests.store.samples import declared

CHECKS = [check for check in Check if check is not Check.TEST_PAGE]


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
    body = {"root": "0" * 64, "students": 1, "events": 2}
    seal = Seal(stamp(NOW), "0" * 64, 1, 2, End(), "0" * 64, "0" * 4, "0" * 128)
    school.store.append_desk([Draft(seal.at, "staff:lin", Kind.SEALED, sealing.as_json(seal))])
    assert_poor(subject, Check.EVIDENCE, "never_backed_up")
    school.store.append_desk([Draft(stamp(NOW), "staff:lin", Kind.BACKED_UP, body)])
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


def test_a_stray_file_is_named(subject: Subject, tmp_path: Path) -> None:
    (tmp_path / "data/students/lost+found").mkdir()
    assert_poor(subject, Check.STORE, "strays")


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
