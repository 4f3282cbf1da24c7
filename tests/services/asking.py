"""What a student asks for, for the tests of requests."""

from kiosk.model.record import Field
from kiosk.model.request import Claim

BIRTH = Claim(Field.BIRTH_DATE, "2001-02-13", "与身份证不一致")
CLASS = Claim(Field.CLASS_NAME, "质检3191")
