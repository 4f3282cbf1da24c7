"""How long, and with how much memory, does the import of a big roster take? Prints JSON.

Run it as ``python -m tools.bench_import [ROWS]``.
"""

import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import openpyxl

from kiosk.roster.files import read
from kiosk.rules.idnumber import check_digit
from kiosk.services.roster import Importer
from store.tiny import TinyStore

LABELS = (
    "学号",
    "姓名",
    "性别",
    "出生日期",
    "民族",
    "证件号码",
    "学校名称",
    "层次",
    "专业",
    "学制",
    "学历类别",
    "学习形式",
    "分院",
    "系",
    "班级",
    "入学日期",
    "预计毕业日期",
    "学籍状态",
)


def row(number: int) -> list[str]:
    """Return one made-up student, under ``LABELS``."""
    born = date(2000, 1, 1) + timedelta(days=number % 700)
    first = f"610103{born:%Y%m%d}{number % 1000:03d}"
    return [
        f"2019{number:06d}",
        f"甲{chr(0x4E00 + number % 20000)}",
        "男" if number % 2 else "女",
        born.isoformat(),
        "汉族",
        first + check_digit(first),
        "样例职业技术学院",
        "专科",
        f"专业{number // 500}",
        "3",
        "普通",
        "普通全日制",
        f"分院{number // 4000}",
        "",
        f"班级{number // 40}",
        "2019-09-01",
        "2022-07-01",
        "在籍（注册学籍）",
    ]


def make_xlsx(path: Path, rows: int) -> None:
    """Write a roster of so many made-up students."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("名册")
    sheet.append(LABELS)
    for number in range(rows):
        sheet.append(row(number))
    book.save(path)


def _seconds(since: float) -> float:
    return round(time.perf_counter() - since, 2)


def measure(path: Path, home: Path) -> dict[str, float]:
    """Import a roster twice into a new home and return seconds by step, and the peak in MB."""
    importer = Importer(
        TinyStore(home),
        lambda number: hashlib.sha256(number.encode()).hexdigest(),
        lambda: datetime.now(UTC),
        "staff:bench",
    )
    start = time.perf_counter()
    reading = read(path)
    times = {"read": _seconds(start)}
    step = time.perf_counter()
    plan = importer.plan([reading])
    times["plan"] = _seconds(step)
    step = time.perf_counter()
    written = sum(importer.carry_out(plan))
    times |= {"carry_out": _seconds(step), "whole": _seconds(start), "written": written}
    step = time.perf_counter()
    again = importer.plan([read(path)])
    times |= {"again": _seconds(step), "again_writes": again.total}
    times["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return times


def main() -> None:
    """Measure one file if given, else make one in another process, whose memory does not count."""
    if len(sys.argv) > 2:
        make_xlsx(Path(sys.argv[1]), int(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "名册.xlsx")
        rows = sys.argv[1] if len(sys.argv) > 1 else "20000"
        subprocess.run([sys.executable, "-m", "tools.bench_import", str(path), rows], check=True)
        print(json.dumps(measure(path, Path(folder, "home"))))


if __name__ == "__main__":
    main()
