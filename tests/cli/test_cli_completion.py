"""Completion in a real shell, and the manual page through real man."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.cli.commands import COMPLETING
from kiosk.cli.completion import complete
from tests.cli.conftest import Kiosk
from tests.cli.office import COMMANDS

_BASH = """
source {script}
COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_kiosk_completion {kiosk}
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.fixture
def bash(kiosk: Kiosk, tmp_path: Path) -> Path:
    program = tmp_path / "kiosk"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m kiosk.cli "$@"\n')
    program.chmod(0o755)
    (tmp_path / "script").write_text(kiosk("completion", "bash").out)
    return tmp_path


def offered(bash: Path, words: str) -> set[str]:
    script = _BASH.format(script=bash / "script", words=words, kiosk=bash / "kiosk")
    ran = subprocess.run(
        ["bash", "-c", script], capture_output=True, check=True, env=os.environ, timeout=60
    )
    assert ran.stderr == b""
    return set(ran.stdout.decode().split())


def test_bash_completes_commands_options_and_values(bash: Path) -> None:
    assert offered(bash, "kiosk st") == {"student", "store", "staff"}
    assert offered(bash, "kiosk staff ''") == {"add", "list", "remove", "keys", "pin"}
    assert {"--grade", "--plot"} <= offered(bash, "kiosk progress --")
    assert offered(bash, "kiosk staff add x --role s") == {"school"}
    assert "staff" in offered(bash, "kiosk nothing ''")


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_each_shell_has_a_script(kiosk: Kiosk, shell: str) -> None:
    assert f"{COMPLETING}={shell}_complete" in kiosk("completion", shell).out


def test_other_shells_have_none(kiosk: Kiosk) -> None:
    assert kiosk("completion", "csh").code == 2
    assert complete("csh_complete") == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_manual_page(
    kiosk: Kiosk, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not (shutil.which("man") and shutil.which("groff")):
        pytest.skip("no man: apt-get install man-db groff-base")
    monkeypatch.setenv("KIOSK_LANG", lang)
    file = tmp_path / "kiosk.1"
    file.write_text(kiosk("man").out, encoding="utf-8")
    shown = subprocess.run(
        ["man", "--warnings", "-l", str(file)],
        capture_output=True,
        check=True,
        env={**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "80"},
        timeout=60,
    )
    assert shown.stderr == b""
    text = shown.stdout.decode()
    for command in COMMANDS:
        assert f"kiosk {command} " in text
    assert "--class" in text
    assert "\\" not in text
