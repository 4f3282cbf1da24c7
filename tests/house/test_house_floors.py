import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOP = ("kiosk", "screens", "store", "assets")


def floors() -> Iterator[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (layers,) = (
        one["layers"]
        for one in settings["tool"]["importlinter"]["contracts"]
        if one["type"] == "layers" and "containers" not in one
    )
    for layer in layers:
        yield from re.findall(r"[\w.]+", layer)


def modules() -> Iterator[str]:
    for top in TOP:
        for file in sorted((ROOT / top).rglob("*.py")):
            parts = file.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def stands_on(module: str, floor: str) -> bool:
    return module == floor or module.startswith(f"{floor}.")


def test_every_module_stands_on_one_floor() -> None:
    astray = {
        module: below
        for module in modules()
        if len(below := [floor for floor in floors() if stands_on(module, floor)]) != 1
    }
    assert astray == {"kiosk": []}


def test_the_house_itself_stands_on_none_because_it_holds_nothing() -> None:
    (docstring,) = ast.parse((ROOT / "kiosk/__init__.py").read_text(encoding="utf-8")).body
    assert isinstance(docstring, ast.Expr)


def test_no_floor_is_empty() -> None:
    found = list(modules())
    assert all(any(stands_on(one, floor) for one in found) for floor in floors())


def loaded_by(*names: str) -> set[str]:
    code = (
        f"import sys, {', '.join(names)}; print(*{{one.partition('.')[0] for one in sys.modules}})"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(answer.stdout.split())


FACES = {"textual", "rich", "reportlab", "qrcode"}
SLOW = FACES | {"PIL", "pypinyin", "cryptography", "psycopg", "dbfread", "python_calamine"}
"""Each takes 10 to 300 ms, and commands over SSH answer at once."""


def test_no_use_case_loads_a_face_or_a_pen() -> None:
    services = [one for one in modules() if stands_on(one, "kiosk.services")]
    assert "kiosk.services.visit.terminal" in services
    assert not loaded_by(*services) & FACES


def test_what_every_command_loads_is_quick() -> None:
    assert not loaded_by("kiosk.cli.entry") & SLOW


def test_the_terminal_loads_nothing_slow_but_its_face() -> None:
    """The sheet's libraries would cost 300 ms and 40 MB before anybody came."""
    assert loaded_by("screens.app", "kiosk.services.visit.terminal") & SLOW == {"textual", "rich"}
