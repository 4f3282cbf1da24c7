"""What holds for every test: under ``KIOSK_REQUIRE_ALL=1`` nothing may be skipped."""

import gc
import os
from collections.abc import Generator

import pytest

from tests.living import pass_over

pytest_plugins = ["tests.ippprinter", "tests.cups", "tests.postgres"]

_REQUIRE_ALL = os.environ.get("KIOSK_REQUIRE_ALL") == "1"
_RARELY = (50_000, 10, 10)
"""When garbage is looked for: at Python's own 700 objects it took a third of the tests' time."""


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Make a skip a failure that keeps the reason; an expected failure is none."""
    if _REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.longrepr = f"{reason} (KIOSK_REQUIRE_ALL=1 takes no skip)"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _refuse_skip(report)
    return report


def pytest_configure() -> None:
    """Look for garbage rarely."""
    gc.set_threshold(*_RARELY)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Generator[None, object, object]:
    """Let the collector pass over what was there before the tests: a visit's end asks for it."""
    pass_over()
    return (yield)
