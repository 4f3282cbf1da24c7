"""What a school installs is the wheel: it must work alone, from any folder, without this checkout.

The wheel is installed by itself into a new environment. Its dependencies are reached through one
``.pth`` file that names the folder where they are installed already: Python does not read the
``.pth`` files in such a folder, so the editable install of this checkout stays out of reach, and
no network is needed.
"""

import json
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
LABELS = "学号,姓名,性别,出生日期,证件号码,学校名称,层次,专业,学制,入学日期"
STUDENT = (
    "2019000001,甲乙,女,2001-05-17,999900200105170026,样例职业技术学院,专科,机械制造,3,2019-09-01"
)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = "-m", "build", "--wheel", "--no-isolation", "-o", folder, ROOT
    subprocess.run([sys.executable, *build], check=True, capture_output=True)
    (found,) = folder.iterdir()
    return found


@dataclass(frozen=True)
class Installed:
    """The wheel in an environment of its own."""

    bin: Path
    folder: Path

    def run(self, name: str, *args: str) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment in an empty folder."""
        environ = {"PATH": "/usr/bin:/bin", "HOME": str(self.folder), "LANG": "C.UTF-8"}
        return subprocess.run(
            [self.bin / name, *args],
            cwd=self.folder,
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], check=True)
    python = folder / "venv" / "bin" / "python"
    pip = "-m", "pip", "--quiet", "--python", python
    given = "install", "--no-index", "--no-deps", "--no-compile", wheel
    subprocess.run([sys.executable, *pip, *given], check=True)
    (packages,) = (folder / "venv" / "lib").glob("python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    work = folder / "work"
    work.mkdir()
    return Installed(python.parent, work)


def test_the_wheel_holds_all_content_and_nothing_else(wheel: Path) -> None:
    names = [name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name]
    assert {name.partition("/")[0] for name in names} == {"kiosk", "screens", "store", "assets"}
    content = ROOT / "assets"
    expected = {
        str(file.relative_to(ROOT))
        for file in content.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert expected <= set(names)
    assert {Path(name).suffix for name in expected} >= {".toml", ".tcss", ".ttf"}


def test_it_is_the_wheel_that_runs(installed: Installed) -> None:
    answer = installed.run("python", "-c", "import kiosk, assets; print(kiosk.__file__)")
    assert answer.stdout.startswith(str(installed.bin.parent)), answer.stderr


def test_doctor_answers(installed: Installed) -> None:
    answer = installed.run("kiosk", "--home", "home", "doctor", "--json")
    assert [one["check"] for one in json.loads(answer.stdout)], answer.stderr
    assert not answer.stderr or answer.returncode


def test_a_roster_becomes_a_sheet(installed: Installed) -> None:
    roster = installed.folder / "roster.csv"
    roster.write_text(f"{LABELS}\n{STUDENT}\n", encoding="utf-8")
    read = installed.run("kiosk", "--home", "home", "import", "roster.csv")
    assert read.returncode == 0, read.stderr
    drawn = installed.run("kiosk", "--home", "home", "sheet", "2019000001", "-o", "sheet.pdf")
    assert drawn.returncode == 0, drawn.stderr
    assert (installed.folder / "sheet.pdf").read_bytes().startswith(b"%PDF-")
