"""Rosters so long that work on them takes its time."""

from pathlib import Path

from tests.roster.samples import delimited, id_number, student, table

MANY = 1200
"""More than two durable steps of the store."""


def roster(home: Path, count: int = 3, **values: str) -> Path:
    file = home / "名册.csv"
    rows = []
    for at in range(1, count + 1):
        serial, day = at % 900, f"200109{1 + at // 900:02}"
        own = {"student_no": f"2019{at:06}", "id_number": id_number(serial, day)}
        rows.append(student(serial, **own | values))
    file.write_text(delimited(table(*rows)), encoding="utf-8")
    return file
