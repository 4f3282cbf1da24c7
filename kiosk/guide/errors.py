"""What can be wrong with a school's own guide; the shipped one is used instead."""

from kiosk.errors import KioskError


class GuideBroken(KioskError):
    """A file of guide content cannot be used."""

    text = "error.guide_broken"


class GuideUnreadable(GuideBroken):
    """The ``file`` is not there, may not be read, or is not UTF-8."""

    text = "error.guide_unreadable"


class GuideNotToml(GuideBroken):
    """From ``line`` on the file is no TOML."""

    text = "error.guide_not_toml"


class GuideWrong(GuideBroken):
    """``key`` in ``line`` is unknown, or its value is of the wrong kind."""

    text = "error.guide_wrong"


class GuideLacks(GuideBroken):
    """The table in ``line`` has no ``key``."""

    text = "error.guide_lacks"


class GuideLeadsNowhere(GuideBroken):
    """``key`` in ``line`` names something that is not there, or leads back to itself."""

    text = "error.guide_leads_nowhere"


class GuideTwice(GuideBroken):
    """``key`` in ``line`` is given to two things."""

    text = "error.guide_twice"
