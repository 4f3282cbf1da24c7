"""What the doctor says of fonts, printers, screens, programs and terminals."""

from dataclasses import replace
from datetime import timedelta
from importlib import metadata
from types import SimpleNamespace
from typing import cast

import pytest

from assets import LANGS, say
from kiosk.model.terminal import Beat, Condition
from kiosk.printing.contract import Outcome, Printer, Readiness
from kiosk.services.doctor import Check, Screen, Subject, examine, try_out
from kiosk.services.doctor.machine import DISTRIBUTION
from kiosk.sheet.errors import FontUnreadable, Unprintable
from tests.fakes import Tray
from tests.school import NOW, School
from tests.services.examination import SCREEN, assert_poor, found


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
