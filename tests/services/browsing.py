"""Who looks at the correction page, for the tests of its use cases."""

from kiosk.model.record import Field
from kiosk.model.request import Claim
from kiosk.services.requests.page import Visitor
from tests.school import School

PIN = "271828"
CLAIM = Claim(Field.MAJOR, "工商管理", "录取时就是")


def at(place: str, address: str = "192.0.2.1") -> Visitor:
    return Visitor(place, address)


def number(school: School) -> str:
    return school.student().requests[-1].number
