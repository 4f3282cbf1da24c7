"""The faces of the demo college: drawn, so that no photo of a person is shipped."""

from functools import cache

from kiosk.model.record import Photo
from kiosk.services.demo import hair
from kiosk.services.demo.pen import MIDDLE, Look, Pen

_INK = "#2B2320"
_FAIR, _WARM, _TAN = ("#F7D9BF", "#E8B999"), ("#EFC6A2", "#DBA37C"), ("#D9A679", "#BD8556")
_BLACK, _BROWN, _SOFT = "#1F1B1C", "#3A2A22", "#2A2530"

_WOMEN = (
    Look(*_FAIR, _BLACK, "#F4F4F2", "#C8423B", "long", 112),
    Look(*_WARM, _BROWN, "#2F4858", "#FFFFFF", "bob", 118, glasses=True),
    Look(*_FAIR, _SOFT, "#D9774E", "#FFF3E4", "tail", 110, smile=24),
    Look(*_TAN, _BLACK, "#F2C14E", "#FFF8E1", "braids", 114, smile=22),
    Look(*_WARM, _SOFT, "#5B4B8A", "#E9E4F5", "bun", 112, glasses=True, smile=12),
)
_MEN = (
    Look(*_WARM, _BLACK, "#F4F4F2", "#27374D", "short", 118),
    Look(*_FAIR, _BROWN, "#26323D", "#FFFFFF", "parted", 116, glasses=True, smile=12),
    Look(*_TAN, _BLACK, "#2E7D5B", "#E6F4EC", "crop", 124, smile=24),
    Look(*_FAIR, _SOFT, "#B23A48", "#FBE9EB", "mop", 116, smile=20),
    Look(*_WARM, _BLACK, "#8D99AE", "#FFFFFF", "quiff", 120, glasses=True, smile=18),
)


def portrait(look: int, photo: Photo) -> bytes:
    """Return the JPEG of a drawn face, 480×640 on blue, about 15 KB, the same each time.

    Args:
        look: Which face; even numbers are women. Beyond the last it begins again.
        photo: The degree photo shows the same face in a graduate's gown.
    """
    faces = (_WOMEN, _MEN)[look % 2]
    return _draw(faces[look // 2 % len(faces)], photo)


@cache
def _draw(look: Look, photo: Photo) -> bytes:
    pen = Pen()
    if look.cut in hair.BEHIND:
        hair.BEHIND[look.cut](pen, look)
    _body(pen, look, gown=photo is Photo.DEGREE)
    _head(pen, look)
    hair.FRINGES[look.cut](pen, look)
    _features(pen, look)
    if look.glasses:
        _glasses(pen)
    return pen.jpeg()


def _body(pen: Pen, look: Look, *, gown: bool) -> None:
    clothes = "#20232B" if gown else look.clothes
    pen.block((52, 520, 428, 760), 110, clothes)
    pen.shape([(180, 500), (300, 500), (330, 560), (MIDDLE, 640), (150, 560)], clothes)
    pen.block((192, 400, 288, 560), 40, look.shade)
    pen.slice((180, 470, 300, 580), (0, 180), look.skin)
    pen.block((192, 440, 288, 530), 30, look.skin)
    pen.oval((188, 380, 292, 480), look.shade)
    collar = "#F0F0EC" if gown else look.collar
    pen.shape([(178, 500), (MIDDLE, 588), (204, 640), (146, 548)], collar)
    pen.shape([(302, 500), (MIDDLE, 588), (276, 640), (334, 548)], collar)
    if gown:
        pen.shape([(146, 530), (178, 516), (226, 640), (170, 640)], "#C8423B")
        pen.shape([(334, 530), (302, 516), (254, 640), (310, 640)], "#C8423B")


def _head(pen: Pen, look: Look) -> None:
    left, right = MIDDLE - look.width, MIDDLE + look.width
    for ear in (left, right):
        pen.oval((ear - 20, 268, ear + 20, 340), look.shade)
        pen.oval((ear - 13, 276, ear + 13, 332), look.skin)
    pen.block((left, 140, right, 400), look.width, look.skin)
    pen.oval((left + 8, 200, right - 8, 448), look.skin)


def _features(pen: Pen, look: Look) -> None:
    for side in (-1, 1):
        eye = MIDDLE + side * 54
        pen.oval((eye - 26, 276, eye + 26, 322), "#FFFFFF")
        pen.oval((eye - 19, 275, eye + 19, 321), _INK)
        pen.oval((eye - 12, 281, eye, 293), "#FFFFFF")
        pen.arc((eye - 30, 270, eye + 30, 340), (205, 335), _INK, 6)
        pen.arc((eye - 36, 234, eye + 36, 290), (215, 325), look.hair, 9)
        pen.oval((eye + side * 14 - 26, 338, eye + side * 14 + 26, 368), _blush(look))
    pen.arc((222, 316, 258, 358), (35, 145), look.shade, 6)
    pen.slice((200, 366, 280, 376 + 2 * look.smile), (8, 172), "#B5413F")
    pen.slice((212, 372, 268, 376 + look.smile), (8, 172), "#FFFFFF")


def _blush(look: Look) -> str:
    return {_FAIR[0]: "#F3B8A6", _WARM[0]: "#E9AA8B", _TAN[0]: "#CE8D64"}[look.skin]


def _glasses(pen: Pen) -> None:
    for eye in (MIDDLE - 54, MIDDLE + 54):
        pen.arc((eye - 46, 254, eye + 46, 342), (0, 360), "#22252E", 7)
    pen.arc((226, 278, 254, 306), (190, 350), "#22252E", 7)
