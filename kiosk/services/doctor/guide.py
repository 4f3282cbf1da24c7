"""Check of a school's own guide."""

from kiosk.guide import content
from kiosk.services.doctor.findings import Check, Finding, Subject, fine


def guide(subject: Subject) -> Finding:
    """Read the guide that the settings name.

    Raises:
        GuideBroken: With the line; the shipped guide is shown meanwhile.
    """
    name = subject.config().guide
    if not name:
        return fine(Check.GUIDE, "shipped")
    own = content.load("zh", subject.home / name)
    return fine(Check.GUIDE, version=own.version, dated=own.dated)
