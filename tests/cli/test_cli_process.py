"""What only the real command shows: what it loads, a pipe, a terminal, a demo."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Kiosk
from tests.roster.samples import student

ROOT = Path(__file__).parents[2]
HEAVY = {"textual", "rich", "reportlab", "qrcode", "PIL", "python_calamine", "pypinyin"}


def run(
    *args: str, home: Path, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk.cli", "--home", str(home), *args],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "KIOSK_LANG": "zh", **(env or {})},
        check=False,
        timeout=60,
        umask=0o022,
    )


def test_commands_load_nothing_heavy(school: Kiosk) -> None:
    calls = (("--help",), ("round", "list"), ("verify", "x"), ("student", "2019000001"))
    script = (
        "import sys\nfrom kiosk.cli.entry import run\n"
        f"for call in {calls!r}:\n"
        f"    run(['--home', {str(school.home)!r}, *call])\n"
        "    print(call[0], *sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = [line.split() for line in done.stderr.splitlines() if " kiosk.cli.entry " in line]
    assert [call for call, *_ in loaded] == [call for call, *_ in calls]
    for call, *names in loaded:
        assert not HEAVY & {name.partition(".")[0] for name in names}, call


def test_json_is_utf8_in_every_locale(kiosk: Kiosk) -> None:
    kiosk("import", kiosk.roster(student(1, name="𬭎𠅤")))
    poor = {"PYTHONIOENCODING": "gbk"}
    done = run("student", "2019000001", "--json", home=kiosk.home, env=poor)
    assert json.loads(done.stdout)["record"]["name"] == "𬭎𠅤"
    told = run("student", "2019000001", home=kiosk.home, env=poor)
    assert (told.returncode, told.stderr) == (0, "")


def test_a_reader_who_leaves_early_sees_no_traceback(school: Kiosk) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "kiosk.cli", "--home", str(school.home), "student", "2019000001"],
        cwd=ROOT,
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


def test_the_full_screen_needs_a_terminal(tmp_path: Path) -> None:
    for call in ((), ("run",)):
        refused = run(*call, home=tmp_path / "home")
        assert (refused.returncode, refused.stdout) == (1, "")
        assert refused.stderr == "请在终端里运行。\n"


def test_the_demo_is_private_made_once_and_tells_whom_to_be(kiosk: Kiosk, tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = run("demo", "--students", "30", home=home)
    assert first.returncode == 0
    assert (home / "demo.json").is_file()
    assert not [path for path in (home, *home.rglob("*")) if path.stat().st_mode & 0o077]
    assert str(home / "out") in first.stdout
    number, tail, *_ = first.stdout.splitlines()[1].split()
    student = kiosk("student", number, "--json").json
    assert student["record"]["id_number"].endswith(tail)

    again = run("demo", home=home)
    assert (again.returncode, again.stdout) == (0, first.stdout)
    other = run("demo", "--students", "31", home=home)
    assert (other.returncode, other.stdout) == (1, "")
    assert kiosk("student", number, "--json").json == student


def test_a_demo_that_was_broken_off_is_made_anew(kiosk: Kiosk) -> None:
    home = kiosk.home
    assert kiosk("demo", "--students", "30").code == 0
    for part in (home / "data" / "desk").iterdir():
        part.unlink()
    assert run("demo", home=home).returncode == 0
    assert len(json.loads((home / "demo.json").read_bytes())) == 3
    assert "initial" in kiosk("round", "list").out


def test_a_real_home_is_never_made_a_demo(school: Kiosk) -> None:
    refused = run("demo", home=school.home)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert not (school.home / "demo.json").exists()
    assert school("student", "2019000001").code == 0
