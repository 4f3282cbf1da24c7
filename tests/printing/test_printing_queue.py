"""What printers say of jobs and of themselves, as it was seen to arrive."""

from typing import Any

import pytest
from pyipp.enums import IppJobState

from kiosk.printing import reasons
from kiosk.printing.contract import Outcome
from kiosk.printing.queue import _sent

MESSAGE = "loadFilename failed: unable to find trailer dictionary"


@pytest.mark.parametrize(
    ("job", "outcome"),
    [
        ({"job-state": IppJobState.PENDING}, None),
        ({"job-state": IppJobState.HELD}, None),
        ({"job-state": IppJobState.PROCESSING, "job-state-reasons": "job-printing"}, None),
        ({"job-state": IppJobState.STOPPED, "job-state-reasons": ["printer-stopped"]}, None),
        ({"job-state": IppJobState.COMPLETED}, Outcome.PRINTED),
        (
            {
                "job-state": IppJobState.COMPLETED,
                "job-printer-state-message": MESSAGE,
                "job-media-sheets-completed": 0,
            },
            Outcome.REFUSED,
        ),
        (
            {
                "job-state": IppJobState.COMPLETED,
                "job-printer-state-message": "The printer may not exist",  # it came back
                "job-media-sheets-completed": 1,
            },
            Outcome.PRINTED,
        ),
        (
            {"job-state": IppJobState.STOPPED, "job-state-reasons": "job-completed-with-errors"},
            Outcome.REFUSED,
        ),
        (
            {
                "job-state": IppJobState.COMPLETED,
                "job-state-reasons": ["job-completed-with-errors", "document-format-error"],
            },
            Outcome.REFUSED,
        ),
        ({"job-state": IppJobState.ABORTED}, Outcome.REFUSED),
        (
            {
                "job-state": IppJobState.CANCELED,
                "job-state-reasons": "job-completed-with-errors",
            },
            Outcome.CANCELLED,
        ),
        ({}, None),
    ],
)
def test_how_a_job_ended(job: dict[str, Any], outcome: Outcome | None) -> None:
    assert _sent(job).outcome is outcome


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        ((), None),
        (("none",), None),
        (("media-low-warning", "toner-low", "cups-waiting-for-job-completed"), None),
        (("media-empty",), Outcome.OUT_OF_PAPER),
        (("media-needed-warning",), Outcome.OUT_OF_PAPER),
        (("media-empty-warning", "media-jam-error"), Outcome.JAM),
        (("media-jam-error", "door-open-report"), Outcome.DOOR),
        (("door-open", "offline-report"), Outcome.UNREACHABLE),
        (("paused",), Outcome.REFUSED),
    ],
)
def test_reasons_are_known_at_any_severity(said: tuple[str, ...], trouble: Outcome | None) -> None:
    assert reasons.trouble(said) is trouble


@pytest.mark.parametrize("said", ["toner-low-report", "marker-supply-empty-error", "toner-low"])
def test_low_toner_is_no_trouble(said: str) -> None:
    assert reasons.low_toner((said,))
    assert reasons.trouble((said,)) is None
