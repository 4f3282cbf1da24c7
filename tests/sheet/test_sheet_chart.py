"""The picture of progress, read by readers that are not its writer."""

from datetime import date
from io import BytesIO
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from kiosk.model.chart import Chart
from kiosk.sheet.chart import Stroke, Word, marks, png, svg

_SVG = "{http://www.w3.org/2000/svg}"
DAYS = ((date(2020, 9, 1), 3), (date(2020, 9, 2), 5), (date(2020, 9, 30), 2))
CHART = Chart("进度 <2020/initial>", "共 20 人 & 10 人", DAYS, 20)
COURSE = "#004F46"


def course(chart: Chart) -> list[tuple[float, float]]:
    return [
        at
        for one in marks(chart)
        if isinstance(one, Stroke) and one.colour == COURSE
        for at in one.points
    ]


def test_svg_is_xml_and_says_what_it_shows() -> None:
    root = ET.fromstring(svg(CHART))  # noqa: S314 - our own
    texts = {one.text for one in root.iter(f"{_SVG}text")}
    assert {CHART.title, CHART.caption, "0", "20", "100%", "09-01"} <= texts
    assert root.findtext(f"{_SVG}title") == CHART.title


def test_the_course_rises_to_what_was_reached() -> None:
    points = course(CHART)
    heights = [(480 - y) / 370 for _, y in points]
    assert heights == sorted(heights)
    assert heights[0] == 0
    assert heights[-1] == pytest.approx(0.5)
    assert [x for x, _ in points] == sorted(x for x, _ in points)


@pytest.mark.parametrize(
    "chart",
    [CHART, Chart("", "", (), 0), Chart("一天", "", DAYS[:1], 3), Chart("少", "", DAYS, 0)],
)
def test_everything_can_be_drawn(chart: Chart) -> None:
    ET.fromstring(svg(chart))  # noqa: S314 - our own
    image = Image.open(BytesIO(png(chart)))
    assert (image.format, image.size) == ("PNG", (1920, 1080))


def test_both_hold_the_same_and_dates_do_not_touch() -> None:
    named = [one for one in marks(CHART) if isinstance(one, Word) and one.anchor == "middle"]
    assert all(b.x - a.x > 60 for a, b in pairwise(named))
    colours = Image.open(BytesIO(png(CHART))).convert("RGB").getcolors(1 << 20)
    assert colours
    assert (0x00, 0x4F, 0x46) in {colour for _, colour in colours}
