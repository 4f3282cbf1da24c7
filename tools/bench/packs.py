"""Packs: sheets a second, their size and memory, beside other libraries on the same content.

Times are of the processor, for the bar is "a second and core" and other programs run beside.
"""

import io
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from PIL import Image

from kiosk.cli.home import Home
from kiosk.model.page import ChangeRow, Page
from kiosk.model.record import Field
from kiosk.model.roll import Roll, RollLine, Section, State
from kiosk.model.student import Change
from kiosk.rules.fold import fold
from kiosk.services.paper.sheets import Sheets
from kiosk.sheet import draw
from kiosk.sheet.pack import bind
from tools.bench import rivals
from tools.bench.college import College
from tools.bench.figures import Figure, Reference

_FEW, _MANY = 2_000, 20_000
_CLASS = 40
_RIVALS = 40
_WARM = 15
_STARTS = 5
_PHOTO = 18 * 1024


class Counter:
    """Counts bytes and forgets them."""

    size = 0

    def write(self, data: bytes, /) -> None:
        """Take the next bytes."""
        self.size += len(data)


def sections(sample: Page, count: int) -> Iterator[Section]:
    """Yield classes of sheets; every sheet has its own number, code and photos."""
    for start in range(0, count, _CLASS):
        pages = tuple(_variant(sample, number) for number in range(start, start + _CLASS))
        lines = tuple(RollLine(one.record.student_no, "某某", State.PRINTED) for one in pages)
        record = sample.record
        roll = Roll(
            school=record.school,
            college=record.college,
            grade=record.grade,
            major=record.major,
            class_name=f"{record.class_name}-{start}",
            round="2020–2021学年 学籍信息核对",
            declared=_CLASS,
            students=_CLASS,
            part=1,
            parts=1,
            lines=lines,
        )
        yield Section(roll, pages)


def _variant(sample: Page, number: int) -> Page:
    mark = b"%012d" % number
    name = "".join(chr(0x4E00 + (number * step) % 3500) for step in (1, 7, 13))
    return replace(
        sample,
        record=replace(sample.record, student_no=f"{number:08d}", name=name),
        url=sample.url[:-8] + f"{number:08d}",
        admission_photo=(sample.admission_photo or b"") + mark + b"a",
        degree_photo=(sample.degree_photo or b"") + mark + b"b",
    )


def _photo() -> bytes:
    """Return a JPEG of 18 KB: a coarse noise, and nothing behind its end."""
    image = Image.effect_noise((60, 80), 60).resize((480, 640)).convert("RGB")
    for quality in range(90, 5, -3):
        file = io.BytesIO()
        image.save(file, "JPEG", quality=quality)
        if file.tell() <= _PHOTO:
            break
    return file.getvalue() + bytes(_PHOTO - file.tell())


def sample(home: Home) -> Page:
    """Return the sheet of somebody who signed on the pad, with photos of the usual size."""
    sheets = Sheets(home.store, home.keys, home.config)
    for summary in home.store.summaries():
        if summary.verdicts:
            page = sheets.page(fold(summary.student_no, home.store.events(summary.student_no)))
            if page.signed.strokes:
                break
    change = Change(Field.CLASS_NAME, "质检3191", "质检3192", "2019-11-04T09:12:00+08:00", 2)
    rows = (ChangeRow(change),)
    return replace(page, admission_photo=_photo(), degree_photo=_photo(), changes=rows)


def packs(college: College) -> Iterator[Figure]:
    """Yield what a pack of big photos takes, and one sheet."""
    few, many = (_in_a_process(college, count) for count in (_FEW, _MANY))
    page = sample(college.home())
    yield Figure(name="a sheet in a pack", unit="ms", samples=[few["ms"]], bar=1000 / 350)
    yield Figure(
        name=f"a sheet in a pack of {_MANY}",
        unit="ms",
        samples=[many["ms"]],
        bar_of_ratio=1.15,
        reference=Reference(name=f"in one of {_FEW}", median=few["ms"]),
    )
    yield Figure(name="a sheet's share of a pack", unit="KB", samples=[many["kb"]], bar=45)
    yield Figure(name=f"memory, pack of {_MANY}", unit="MB", samples=[many["mb"]], bar=400)
    for draw_all, least in ((rivals.fpdf2, 8), (rivals.weasyprint, 40)):
        rival = Reference(name=draw_all.__name__, median=_rival(draw_all, page))
        yield Figure(
            name=f"a sheet in a pack, beside {draw_all.__name__}",
            unit="ms",
            samples=[few["ms"]],
            bar_of_ratio=1 / least,
            reference=rival,
        )
    yield Figure(name="one sheet, warm", unit="ms", samples=_warm(page), bar=20)
    starts = [_new_process() for _ in range(_STARTS)]
    yield Figure(name="one sheet, new process", unit="ms", samples=starts, bar=450)


def _rival(draw_all: Callable[[Sequence[Page]], bytes], page: Page) -> float:
    """Return the milliseconds that another library takes a page, fonts loaded."""
    draw_all([page])
    pages = [_variant(page, number) for number in range(_RIVALS)]
    began = time.process_time()
    draw_all(pages)
    return 1000 * (time.process_time() - began) / _RIVALS


def _warm(page: Page) -> list[float]:
    draw(page)
    took = []
    for number in range(_WARM):
        one = _variant(page, number)
        began = time.process_time()
        draw(one)
        took.append(1000 * (time.process_time() - began))
    return took


def _in_a_process(college: College, count: int) -> dict[str, float]:
    command = [sys.executable, "-m", "tools.bench.packs", str(college.path), str(count)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(answer.stdout)
    return found


_ONE_SHEET = """
from kiosk.model.page import ChangeRow, Page, Signed
from kiosk.model.record import Record
from kiosk.model.student import Source
from kiosk.sheet import draw
record = Record(name="某某", school="示例职业技术学院", major="软件技术", student_no="1")
url = "HTTPS://XJ.EXAMPLE.EDU.CN/R/" + "7" * 141
draw(Page(record, Source(), 1, None, None, "学籍信息已核对，正确无误。", "", True, Signed(),
          "", (), (), None, url, "XJ.EXAMPLE.EDU.CN", "7777-7777-7", "2020-09-01", 2, "0" * 64))
"""


def _new_process() -> float:
    """Return the milliseconds of a new Python that draws one sheet, its start included."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", _ONE_SHEET], check=True)
    return 1000 * (time.perf_counter() - began)


def main() -> None:
    """Bind one pack of so many sheets to nowhere, and tell what it took."""
    page = sample(Home.open(Path(sys.argv[1])))
    count = int(sys.argv[2])
    out = Counter()
    began = time.process_time()
    bind(sections(page, count), out, 1, lambda _: None)
    took = time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {"ms": 1000 * took / count, "kb": out.size / 1024 / count, "mb": memory}
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
