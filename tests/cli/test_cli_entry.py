"""However it ends, it ends in an exit code and at most two lines."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from assets import LANGS
from kiosk.cli import entry
from kiosk.cli.cells import width
from kiosk.cli.commands import kiosk as root
from kiosk.cli.home import Home
from tests.cli.conftest import Kiosk


def paths(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        yield (*before, name)
        found = group.get_command(context, name)
        if isinstance(found, click.Group):
            yield from paths(found, (*before, name))


COMMANDS = [(), *paths(root)]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help_in_both_languages(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], lang: str
) -> None:
    monkeypatch.setenv("KIOSK_LANG", lang)
    monkeypatch.setenv("COLUMNS", "80")
    shown = kiosk(*command, "--help")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith("用法：" if lang == "zh" else "Usage: ")
    assert ("显示说明" in shown.out) == (lang == "zh")
    assert max(map(width, shown.out.splitlines())) <= 80
    assert not kiosk.home.exists()


@pytest.mark.parametrize(
    ("env", "begins"),
    [
        ({}, "用法"),
        ({"LANG": "en_GB.UTF-8"}, "Usage"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "用法"),
        ({"LC_MESSAGES": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, "Usage"),
        ({"LANG": "en_US.UTF-8", "KIOSK_LANG": "zh"}, "用法"),
        ({"LANG": "C.UTF-8"}, "用法"),
        ({"LANG": "zh_CN.UTF-8", "TERM": "linux"}, "Usage"),
    ],
)
def test_the_locale_decides_the_language(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch, env: dict[str, str], begins: str
) -> None:
    for name in ("KIOSK_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert kiosk("--help").out.startswith(begins)


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (("bogus",), "没有这个命令：bogus"),
        (("student",), "少了 NO"),
        (("student", "1", "2"), "参数多了或少了"),
        (("round",), "参数多了或少了"),
        (("student", "1", "--bogus"), "没有这个选项：--bogus"),
        (("sheet", "1", "-o"), "-o 后面要写值"),
        (("sheet", "1"), "少了 --output FILE.pdf"),
        (("demo", "--students", "0"), "值不对：--students N"),
        (("demo", "--seed", "x"), "值不对：--seed S"),
    ],
)
def test_wrong_usage_is_told_in_words(kiosk: Kiosk, call: tuple[str, ...], told: str) -> None:
    refused = kiosk(*call)
    assert (refused.code, refused.out) == (2, "")
    assert told in refused.err
    assert len(refused.err.splitlines()) <= 2


def test_the_version_is_told(kiosk: Kiosk) -> None:
    assert kiosk("--version").out.strip().replace(".", "").isdigit()


def test_wrong_settings_are_wrong_usage_with_their_line(kiosk: Kiosk) -> None:
    kiosk.home.mkdir()
    (kiosk.home / "kiosk.toml").write_text('school = "x"\ncolour = "red"\n', encoding="utf-8")
    refused = kiosk("round", "list")
    assert (refused.code, refused.err) == (2, "kiosk.toml 第 2 行不对：colour\n")


def test_a_damaged_store_is_three(school: Kiosk) -> None:
    for shard in (school.home / "data" / "students").iterdir():
        shard.write_text("{", encoding="utf-8")
    refused = school("student", "2019000001")
    assert (refused.code, refused.out) == (3, "")
    assert refused.err.startswith("数据损坏：students/")


def test_a_home_that_cannot_be_made_is_three(kiosk: Kiosk) -> None:
    kiosk.home.parent.joinpath("file").write_text("", encoding="utf-8")
    inside = Kiosk(kiosk.home.parent / "file" / "home", kiosk._capture)
    assert inside("round", "list").code == 3


def test_settings_that_may_not_be_read_are_three(kiosk: Kiosk) -> None:
    (kiosk.home / "kiosk.toml").mkdir(parents=True)
    assert kiosk("round", "list").code == 3
    assert [one["ok"] for one in kiosk("doctor", "--json").json if one["check"] == "config"] == [
        False
    ]


def test_the_doctor_examines_a_home_that_nothing_else_opens(kiosk: Kiosk) -> None:
    kiosk.home.mkdir()
    (kiosk.home / "kiosk.toml").write_text("colour = 1", encoding="utf-8")
    found = kiosk("doctor", "--json")
    assert found.code == 0
    assert all(set(one) == {"check", "ok", "detail", "cure"} for one in found.json)
    config = next(one for one in found.json if one["check"] == "config")
    assert "colour" in config["detail"]
    assert config["cure"]
    assert "✗ 设置：" in kiosk("doctor").out.replace("  ", " ")


def test_a_fault_of_the_program_is_noted_without_anything_about_people(
    school: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_home: Home) -> None:
        raise RuntimeError("林小满 999900200109010011")

    monkeypatch.setattr("kiosk.cli.student.declaring", broken)
    crashed = school("student", "2019000001")
    log = school.home / "log" / "crash.log"
    assert (crashed.code, crashed.out) == (1, "")
    assert "log/crash.log" in crashed.err
    assert len(crashed.err.splitlines()) == 1
    noted = log.read_text(encoding="utf-8")
    assert "RuntimeError" in noted
    assert "test_cli_entry.py:" in noted
    for secret in ("林小满", "999900", "2019000001", str(school.home)):
        assert secret not in noted + crashed.err
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_a_fault_is_noted_in_nothing_that_another_account_put_there(
    school: Kiosk, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Accounts share the folder: whoever has the terminal's has the desk spoil no key."""

    def broken(_home: Home) -> None:
        raise RuntimeError

    monkeypatch.setattr("kiosk.cli.student.declaring", broken)
    log, key = school.home / "log" / "crash.log", school.home / "key"
    log.parent.mkdir(exist_ok=True)
    key.write_text("key", encoding="utf-8")
    if kind == "link":
        log.symlink_to(key)
    else:
        os.mkfifo(log)
    assert school("student", "2019000001").code == 1
    assert key.read_text(encoding="utf-8") == "key"


def test_the_home_of_an_account_that_is_not_there(kiosk: Kiosk) -> None:
    kiosk.home = Path("~no-such-account/home")
    refused = kiosk("progress")
    assert (refused.code, refused.out) == (2, "")
    assert "--home" in refused.err


@pytest.mark.parametrize(
    ("error", "code"),
    [(KeyboardInterrupt(), 130), (click.Abort(), 130), (click.exceptions.Exit(7), 7)],
)
def test_interrupts_end_quietly(
    school: Kiosk, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int
) -> None:
    def interrupted(_home: Home) -> None:
        raise error

    monkeypatch.setattr("kiosk.cli.student.declaring", interrupted)
    ended = school("student", "2019000001")
    assert (ended.code, ended.out, ended.err) == (code, "", "")


def test_a_home_is_named_by_the_environment_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_HOME", str(tmp_path / "named"))
    assert entry.run(["round", "list"]) == 0
    assert (tmp_path / "named" / "data").is_dir()
    monkeypatch.delenv("KIOSK_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    assert entry.run(["round", "list"]) == 0
    assert stat.S_IMODE((tmp_path / "share" / "hedui").stat().st_mode) == 0o700
