"""Files of a lab machine: whole, filled in, and nothing overwritten."""

import stat
from pathlib import Path

import pytest

from kiosk.cli.machine import Accounts, Machine
from kiosk.cli.usage import UnfitAccount, UnfitPlace
from kiosk.config import Config, ServeRules
from tests.cli.conftest import Kiosk
from tests.lab import ACCOUNTS, HOME, PROGRAM, machine

UNITS = "etc/systemd/system"
DATABASE = "postgresql://db.example.edu.cn/hedui"


@pytest.fixture
def lab(kiosk: Kiosk) -> Kiosk:
    """A home that is not there yet, where homes of a lab machine lie."""
    return Kiosk(HOME, kiosk._capture)


def unit(name: str, config: Config | None = None) -> dict[str, str]:
    """Return the last value of each setting in a unit."""
    lines = dict(machine(config).files())[f"{UNITS}/{name}.service"].splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


def test_all_is_filled_in_and_readable_by_everybody(lab: Kiosk, tmp_path: Path) -> None:
    told = lab("deploy", tmp_path / "lab", "--program", PROGRAM)
    assert (told.code, told.err) == (0, "")
    assert f"cp -r {tmp_path}/lab/etc {tmp_path}/lab/usr /" in told.out
    for path in (tmp_path / "lab").rglob("*"):
        runs = path.is_dir() or "sbin" in path.parts
        assert stat.S_IMODE(path.stat().st_mode) == (0o755 if runs else 0o644), path
        if path.is_file():
            assert "@@" not in path.read_text(encoding="utf-8"), path
    assert not lab.home.exists()


def test_names_are_those_that_were_asked_for(lab: Kiosk, tmp_path: Path) -> None:
    names = {"terminal": "t-1", "page": "p-1", "desk": "d-1", "group": "g-1"}
    options = [word for key, name in names.items() for word in (f"--{key}", name)]
    assert lab("deploy", tmp_path / "lab", "--program", "/opt/x/kiosk", *options).code == 0
    units = tmp_path / "lab" / UNITS
    users = {one.stem: one.read_text(encoding="utf-8") for one in units.glob("*.service")}
    assert "\nUser=t-1\nGroup=g-1\n" in users["kiosk-terminal"]
    assert "\nUser=p-1\nGroup=g-1\n" in users["kiosk-page"]
    assert "\nUser=d-1\nGroup=g-1\n" in users["kiosk-night"]
    assert "ExecStart=/opt/x/kiosk --home /srv/kiosk serve\n" in users["kiosk-page"]


def test_a_folder_that_holds_something_is_left_alone(lab: Kiosk, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("", encoding="utf-8")
    refused = lab("deploy", tmp_path, "--program", PROGRAM)
    assert (refused.code, refused.out) == (1, "")
    assert "不是空的" in refused.err
    assert [one.name for one in tmp_path.iterdir()] == ["mine"]


@pytest.mark.parametrize(
    "place", ["/home/x/kiosk", "/root/kiosk", "/run/kiosk", "/srv/a b", "/srv/%i", "/srv/甲", "srv"]
)
def test_what_units_cannot_reach_or_spell_is_refused(place: str) -> None:
    with pytest.raises(UnfitPlace):
        Machine(Path(place), PROGRAM, Config(), ACCOUNTS, 4)
    with pytest.raises(UnfitPlace):
        Machine(HOME, Path(place), Config(), ACCOUNTS, 4)


@pytest.mark.parametrize("name", ["", "Desk", "a b", "1x", "desk", "x" * 40, "a;b"])
def test_accounts_have_names_of_their_own(name: str) -> None:
    with pytest.raises(UnfitAccount):
        Accounts(terminal=name, page="page", desk="desk", group="hedui")


@pytest.mark.parametrize(
    ("config", "terminal", "page", "night"),
    [
        (Config(), "", "localhost", ""),
        (Config(printer=("ipp://localhost/printers/Lab",)), "localhost", "localhost", ""),
        (Config(printer=("ipp://10.0.0.7/ipp/print",)), "10.0.0.7", "localhost", ""),
        (Config(printer=("ipp://printer.lan/ipp/print",)), "any", "localhost", ""),
        (Config(store="postgresql:///hedui"), "", "localhost", ""),
        (Config(store="postgresql:///hedui?host=/run/postgresql"), "", "localhost", ""),
        (Config(store="postgresql://10.0.0.5/hedui"), "10.0.0.5", "10.0.0.5 localhost", "10.0.0.5"),
        (Config(store=DATABASE), "any", "any", "any"),
        (Config(serve=ServeRules(host="0.0.0.0")), "", "any", ""),  # noqa: S104 - told, not bound
        (Config(serve=ServeRules(host="::1")), "", "localhost", ""),
    ],
)
def test_each_unit_talks_to_whom_it_needs(
    config: Config, terminal: str, page: str, night: str
) -> None:
    assert unit("kiosk-terminal", config)["IPAddressAllow"] == terminal
    assert unit("kiosk-page", config)["IPAddressAllow"] == page
    assert unit("kiosk-night", config)["IPAddressAllow"] == night
    assert unit("kiosk-night", config)["PrivateNetwork"] == ("no" if night else "yes")


def test_the_database_has_a_script_of_roles_and_files_have_none() -> None:
    assert "roles.sql" not in dict(machine().files())
    roles = dict(machine(Config(store=DATABASE)).files())["roles.sql"]
    assert 'GRANT hedui_desk TO "desk";' in roles


@pytest.mark.parametrize("name", ["terminal", "page", "night", "retention"])
def test_each_unit_waits_for_the_disk_of_the_home(name: str) -> None:
    assert unit(f"kiosk-{name}")["RequiresMountsFor"] == str(HOME)


def test_what_staff_ended_for_good_is_not_begun_again() -> None:
    """And whoever shows the screens is heard by systemd: see the comment in the unit."""
    terminal = unit("kiosk-terminal")
    assert terminal["RestartPreventExitStatus"] == "4"
    assert terminal["NotifyAccess"] == "all"
    assert "PAMName" not in terminal
