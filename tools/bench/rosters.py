"""The import of a big roster, by the real command.

Run by itself (``python -m tools.bench.rosters FILE ROWS``) it writes such a roster: in a process
of its own, for openpyxl takes more memory than what is measured.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

import assets
from kiosk.model.record import Field
from kiosk.rules.idnumber import check_digit
from tools.bench.college import KIOSK
from tools.bench.figures import Figure, Reference

_ROWS = 20_000


def row(number: int) -> list[str]:
    """Return one made-up student, in the order of the form."""
    born = date(2000, 1, 1) + timedelta(days=number % 700)
    first = f"610103{born:%Y%m%d}{number % 1000:03d}"
    values = {
        Field.NAME: f"甲{chr(0x4E00 + number % 20000)}",
        Field.GENDER: "男" if number % 2 else "女",
        Field.BIRTH_DATE: born.isoformat(),
        Field.ETHNICITY: "汉族",
        Field.ID_NUMBER: first + check_digit(first),
        Field.SCHOOL: "样例职业技术学院",
        Field.LEVEL: "专科",
        Field.MAJOR: f"专业{number // 500}",
        Field.DURATION: "3",
        Field.CATEGORY: "普通",
        Field.STUDY_MODE: "普通全日制",
        Field.COLLEGE: f"分院{number // 4000}",
        Field.CLASS_NAME: f"班级{number // 40}",
        Field.STUDENT_NO: f"2019{number:06d}",
        Field.ENTRY_DATE: "2019-09-01",
        Field.EXPECTED_GRADUATION: "2022-07-01",
        Field.STATUS: "在籍（注册学籍）",
    }
    return [values.get(field, "") for field in Field]


def make_xlsx(path: Path, rows: int) -> None:
    """Write a roster of so many made-up students."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("名册")
    sheet.append([assets.say("zh", f"field.{field}") for field in Field])
    for number in range(rows):
        sheet.append(row(number))
    book.save(path)


@dataclass(frozen=True)
class Run:
    """One process, from its start to its end."""

    seconds: float
    peak: float
    """Resident memory in MB."""


def imports(folder: Path) -> Iterator[Figure]:
    """Yield time and memory of the first import and of the same again, which changes nothing."""
    roster = folder / "名册.xlsx"
    command = [sys.executable, "-m", "tools.bench.rosters", str(roster), str(_ROWS)]
    subprocess.run(command, check=True)
    began = time.perf_counter()
    CalamineWorkbook.from_path(roster).get_sheet_by_index(0).to_python()
    one = Reference(name="reading the cells", median=time.perf_counter() - began)
    home = folder / "imported"
    first = _run([*KIOSK, str(home), "import", str(roster)])
    again = _run([*KIOSK, str(home), "import", str(roster)])
    name = f"import of {_ROWS} xlsx rows"
    yield Figure(name=name, unit="s", samples=[first.seconds], bar=20, reference=one)
    yield Figure(name="its peak memory", unit="MB", samples=[first.peak], bar=300)
    yield Figure(name="the same import again", unit="s", samples=[again.seconds], reference=one)


def _run(command: Sequence[str]) -> Run:
    began = time.perf_counter()
    pid = os.posix_spawn(
        command[0],
        list(command),
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, status, usage = os.wait4(pid, 0)
    if status:
        raise subprocess.CalledProcessError(os.waitstatus_to_exitcode(status), command)
    return Run(time.perf_counter() - began, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    make_xlsx(Path(sys.argv[1]), int(sys.argv[2]))
