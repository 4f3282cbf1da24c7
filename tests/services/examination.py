"""What the doctor examines and finds, for the tests of its checks."""

from assets import LANGS, say
from kiosk.config import Config
from kiosk.services.doctor import Check, Finding, Screen, Subject, examine

SCREEN = Screen(132, 43, "xterm-256color", "truecolor", "UTF-8")
CONFIG = Config(base_url="HTTPS://XJ.COLLEGE.EDU.CN")


def found(subject: Subject, check: Check) -> Finding:
    return next(one for one in examine(subject) if one.check is check)


def assert_poor(subject: Subject, check: Check, detail: str) -> None:
    finding = found(subject, check)
    assert not finding.ok, finding
    assert finding.detail.text == f"doctor.{check}.{detail}", finding
    assert finding.cure is not None, finding
    for lang in LANGS:
        for text in (finding.detail, finding.cure):
            assert say(lang, text.text, **text.values)
