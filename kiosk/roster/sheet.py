"""One sheet of a roster, row by row."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from kiosk.errors import Problem
from kiosk.model.record import Field, Record
from kiosk.roster import cells
from kiosk.roster.cells import Cell
from kiosk.roster.columns import Beside, Header, Target, header
from kiosk.roster.errors import AmbiguousColumns
from kiosk.roster.findings import Finding, Row
from kiosk.roster.grid import Grid, GridRow
from kiosk.rules import values

_TITLES = 30
"""Rows among which the header is looked for: there are titles above it."""
_ONCE = frozenset({"problem.unlisted", "problem.serial_date", "problem.unknown_column"})
"""Told once in a file: the whole column is alike, on every sheet."""


@dataclass(slots=True)
class Collected:
    """What the sheets of one file gave so far."""

    path: Path
    rows: list[Row] = field(default_factory=list)
    bad: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    mentioned: set[str] = field(default_factory=set)
    nameless: int = 0
    numeric: set[tuple[str, int]] = field(default_factory=set)
    """Sheet and row of the student numbers that are numbers in the file."""
    told: set[tuple[str, ...]] = field(default_factory=set)
    """Warnings that are told once."""


def find_header(file: str, grid: Grid) -> tuple[Header | None, Iterator[GridRow]]:
    """Return the header of a sheet and the rows below it.

    A header without student numbers is returned if there is no better; then, as when there is
    none, the rows are those that are not empty.

    Raises:
        AmbiguousColumns: Two columns would fill the same field.
    """
    poor: Header | None = None
    above: list[GridRow] = []
    for number, row in grid.rows:
        if is_empty(row):
            continue
        found = header([cells.shown(cell) for cell in row])
        if found and found.has_student_no:
            _refuse_doubles(file, grid.sheet, found)
            return found, grid.rows
        poor = poor or found
        above.append((number, row))
        if len(above) == _TITLES:
            break
    return poor, chain(above, grid.rows)


def _refuse_doubles(file: str, sheet: str, found: Header) -> None:
    for first, second in found.doubles:
        labels = found.labels[first], found.labels[second]
        raise AmbiguousColumns(file=file, sheet=sheet, first=labels[0], second=labels[1])


def is_empty(row: Sequence[Cell]) -> bool:
    """Tell whether nothing can be seen in a row."""
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in row)


@dataclass(slots=True)
class SheetReader:
    """Turns the rows below a header into records and findings."""

    sheet: str
    header: Header
    into: Collected
    _columns: frozenset[str] = field(init=False)
    _labels: dict[Target, str] = field(init=False)

    def __post_init__(self) -> None:
        targets = self.header.targets
        self._columns = frozenset(target.value for target in targets.values())
        self._labels = {target: self.header.labels[at] for at, target in targets.items()}
        for at in self.header.unknown:
            self._warn(0, self.header.labels[at], "", Problem("problem.unknown_column"))

    def take(self, number: int, row: Sequence[Cell]) -> None:
        """Read one row."""
        if is_empty(row):
            return
        by_target = {
            target: row[at] if at < len(row) else "" for at, target in self.header.targets.items()
        }
        found, faulty = self._values(number, by_target)
        width = len(self.header.labels)
        if not is_empty(row[width:]):
            faulty = True
            self._refuse(number, "", "", Problem("problem.too_many_cells"))
        elif len(row) <= max(self.header.targets):
            self._warn(number, "", "", Problem("problem.too_few_cells"))
        student_no = found.get(Field.STUDENT_NO.value, "")
        if student_no:
            self.into.mentioned.add(student_no)
        elif faulty:
            self.into.nameless += 1
        if cells.is_number(by_target[Field.STUDENT_NO]):
            self.into.numeric.add((self.sheet, number))
        if not faulty:
            self._keep(number, Record.of(found))

    def _values(self, number: int, row: dict[Target, Cell]) -> tuple[dict[str, str], bool]:
        """Return what the cells of a row give, and whether any of them is refused."""
        found: dict[str, str] = {}
        faulty = False
        id_type = ""
        if Beside.ID_TYPE in row:
            given = cells.value(Beside.ID_TYPE, row[Beside.ID_TYPE])
            id_type = given.text if isinstance(given, cells.Value) else ""
        for target, cell in row.items():
            given = cells.value(target, cell, id_type)
            if isinstance(given, Problem):
                faulty = True
                self._refuse(number, self._labels[target], cells.shown(cell), given)
                continue
            found[target.value] = given.text
            if given.doubt:
                self._warn(number, self._labels[target], cells.shown(cell), given.doubt)
        return found, faulty

    def _keep(self, number: int, record: Record) -> None:
        label = self._labels[Field.STUDENT_NO]
        self.into.rows.append(Row(self.into.path, self.sheet, number, self._columns, record, label))
        for which, problem in values.doubts(record):
            if which.value in self._columns:
                self._warn(number, self._labels[which], record.get(which), problem)

    def _refuse(self, number: int, column: str, value: str, problem: Problem) -> None:
        self.into.bad.append(Finding(self.into.path, self.sheet, number, column, value, problem))

    def _warn(self, number: int, column: str, value: str, problem: Problem) -> None:
        if problem.text in _ONCE:
            same = value if problem.text == "problem.unlisted" else ""
            key = (column, problem.text, same)
            if key in self.into.told:
                return
            self.into.told.add(key)
        self.into.warnings.append(
            Finding(self.into.path, self.sheet, number, column, value, problem)
        )


def refuse_shortened(into: Collected) -> None:
    """Refuse student numbers that, as numbers, probably lost their leading zeros.

    The usual length is that of more than half of the file's rows. Text that is shorter than usual
    is only warned about: its zeros may be gone too, but nothing shows it.
    """
    lengths = Counter(len(row.record.student_no) for row in into.rows)
    usual, count = lengths.most_common(1)[0] if lengths else (0, 0)
    if count * 2 <= len(into.rows):
        return
    kept: list[Row] = []
    for row in into.rows:
        number = row.record.student_no
        if len(number) >= usual:
            kept.append(row)
            continue
        lost = (row.sheet, row.number) in into.numeric
        key = "problem.zeros_lost" if lost else "problem.shorter"
        problem = Problem(key, {"length": str(len(number)), "usual": str(usual)})
        finding = Finding(row.path, row.sheet, row.number, row.label, number, problem)
        if lost:
            into.bad.append(finding)
            into.nameless += 1
        else:
            into.warnings.append(finding)
            kept.append(row)
    into.rows[:] = kept
