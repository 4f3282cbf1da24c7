"""Files of a lab machine, looked at by the programs that will read them."""

import grp
import json
import os
import pwd
import re
import subprocess
from pathlib import Path

import pytest

from kiosk.cli.machine import Accounts
from kiosk.config import Config
from tests.lab import machine
from tests.servers import program

FILES = Config()
NETWORK = Config(
    store="postgresql://db.example.edu.cn/hedui", printer=("ipp://printer.lan/ipp/print",)
)
SERVICES = ("kiosk-terminal", "kiosk-page", "kiosk-night", "kiosk-retention")
TIMERS = ("kiosk-night", "kiosk-retention")
MOST = 2.0
NEEDED = {
    "DeviceAllow", "PrivateUsers", "RestrictAddressFamilies_AF_INET_INET6",
    "RestrictAddressFamilies_AF_UNIX", "RestrictSUIDSGID", "RootDirectoryOrRootImage",
}  # fmt: skip
"""What of all that ``systemd-analyze security`` asks for no service can do without."""
ON_A_NET = {"IPAddressDeny", "PrivateNetwork"}
ON_A_SCREEN = {
    "NotifyAccess", "PrivateDevices", "PrivateNetwork", "RestrictAddressFamilies_AF_NETLINK",
    "SupplementaryGroups",
}  # fmt: skip
NEEDED_BY = {"kiosk-terminal": ON_A_SCREEN, "kiosk-page": ON_A_NET}
CURES = {
    "foot": "apt-get install foot",
    "logrotate": "apt-get install logrotate",
    "nginx": "apt-get install nginx-light",
    "openssl": "apt-get install openssl",
    "ssh-keygen": "apt-get install openssh-client",
    "sshd": "apt-get install openssh-server",
    "systemd-analyze": "apt-get install systemd",
    "systemd-sysusers": "apt-get install systemd",
    "systemd-tmpfiles": "apt-get install systemd",
}


def need(name: str) -> str:
    found = program(name)
    if not found:
        pytest.skip(f"no {name}: {CURES[name]}")
    return found


def laid_out(folder: Path, config: Config = FILES, accounts: Accounts | None = None) -> Path:
    """Write the files as below the root folder of a machine."""
    made = machine(config, accounts) if accounts else machine(config)
    for name, text in made.files():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o755 if "sbin" in name else 0o644)
    return folder


def ran(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("config", [FILES, NETWORK], ids=["files", "network"])
def test_the_units_are_sound_and_shut_in(tmp_path: Path, config: Config) -> None:
    analyze = need("systemd-analyze")
    units = laid_out(tmp_path, config) / "etc/systemd/system"
    for one in units.iterdir():  # what they start is installed on another machine
        text = one.read_text(encoding="utf-8")
        one.write_text(re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", text), encoding="utf-8")
    names = [f"{one}.service" for one in SERVICES] + [f"{one}.timer" for one in TIMERS]
    assert {one.name for one in units.iterdir()} == set(names)
    verified = ran(analyze, "verify", "--man=no", *(units / name for name in names))
    ours = [line for line in verified.stderr.splitlines() if "kiosk-" in line]
    assert all("seatd.service not found" in line for line in ours), ours
    for name in SERVICES:
        file = units / f"{name}.service"
        security = (analyze, "security", "--offline=true", "--no-pager", file)
        told = ran(*security).stdout
        (exposure,) = re.findall(r"exposure level for \S+: ([0-9.]+)", told)
        assert float(exposure) <= MOST, told
        asked = json.loads(ran(*security, "--json=short").stdout)
        unmet = {one["json_field"] for one in asked if not one["set"]}
        needed = NEEDED | NEEDED_BY.get(name, set()) | (ON_A_NET if config is NETWORK else set())
        assert unmet <= needed, name


def test_accounts_and_folders_are_made(tmp_path: Path) -> None:
    if os.geteuid():
        pytest.skip("systemd-tmpfiles gives files to accounts: run the tests as root")
    users, folders = need("systemd-sysusers"), need("systemd-tmpfiles")
    root = laid_out(tmp_path)
    for command in (
        (users, f"--root={root}", root / "etc/sysusers.d/kiosk.conf"),
        (folders, f"--root={root}", "--create", root / "etc/tmpfiles.d/kiosk.conf"),
    ):
        made = ran(*command)
        assert made.returncode == 0, made.stderr
    shells = {
        line.split(":")[0]: line.split(":")[6]
        for line in (root / "etc/passwd").read_text(encoding="utf-8").splitlines()
    }
    assert shells["kiosk"] == shells["kiosk-page"] == "/usr/sbin/nologin"
    home = root / "srv/kiosk"
    (home / "seals/signing").write_text("", encoding="utf-8")
    (home / "data/blobs").mkdir(mode=0o700)
    mended = ran(folders, f"--root={root}", "--create", root / "etc/kiosk/modes.conf")
    assert mended.returncode == 0, mended.stderr
    modes = {str(one.relative_to(home)): one.stat().st_mode & 0o7777 for one in home.rglob("*")}
    assert modes == {
        "backups": 0o700,
        "exports": 0o700,
        "packs": 0o700,
        "data": 0o2770,
        "data/blobs": 0o2770,
        "keys": 0o2750,
        "kiosk.toml": 0o640,
        "log": 0o2770,
        "log/crash.log": 0o660,
        "out": 0o2770,
        "seals": 0o700,
        "seals/signing": 0o600,
    }
    assert home.stat().st_mode & 0o7777 == 0o3770
    assert len({one.stat().st_gid for one in (home, *home.rglob("*"))}) == 1


def test_sshd_takes_the_desk(tmp_path: Path) -> None:
    sshd, keygen = need("sshd"), need("ssh-keygen")
    if os.geteuid():
        pytest.skip("sshd looks at its keys as root: run the tests as root")
    Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    subprocess.run([keygen, "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / "host"], check=True)
    part = laid_out(tmp_path) / "etc/ssh/sshd_config.d/kiosk.conf"
    whole = tmp_path / "sshd_config"
    whole.write_text(f"HostKey {tmp_path}/host\nInclude {part}\nUsePAM yes\n", encoding="utf-8")
    assert ran(sshd, "-t", "-f", whole).returncode == 0
    told = {
        user: ran(sshd, "-T", "-f", whole, "-C", f"user={user},host=x,addr=127.0.0.1").stdout
        for user in ("desk", "root")
    }
    for line in (
        "disableforwarding yes",
        "authenticationmethods publickey",
        "authorizedkeysfile none",
        "authorizedkeyscommand /usr/local/sbin/kiosk-keys",
    ):
        assert line in told["desk"].splitlines()
        assert line not in told["root"].splitlines()


def test_logs_are_turned_over(tmp_path: Path) -> None:
    logrotate = need("logrotate")
    user = pwd.getpwuid(os.geteuid()).pw_name
    group = grp.getgrgid(os.getegid()).gr_name
    text = (laid_out(tmp_path) / "etc/logrotate.d/kiosk").read_text(encoding="utf-8")
    log, kept = tmp_path / "crash.log", tmp_path / "kept"
    kept.mkdir(mode=0o700)
    for shipped, here in {
        "desk hedui": f"{user} {group}",
        "/srv/kiosk/log/crash.log": str(log),
        "/var/backups/kiosk": str(kept),
    }.items():
        assert shipped in text
        text = text.replace(shipped, here)
    for one in (log, kept / "backup.zip", kept / "seal.json"):
        one.write_text("x", encoding="utf-8")
    file = tmp_path / "logrotate.conf"
    file.write_text(text, encoding="utf-8")
    file.chmod(0o644)
    tried = ran(logrotate, "--debug", "--state", tmp_path / "state", file)
    assert "error:" not in tried.stderr, tried.stderr
    forced = ran(logrotate, "--force", "--state", tmp_path / "state", file)
    assert (forced.returncode, forced.stderr) == (0, "")
    assert sorted(re.sub(r"\d{8}", "DAY", one.name) for one in kept.iterdir()) == [
        "backup-DAY.zip",
        "seal-DAY.json",
    ]
    assert log.stat().st_mode & 0o777 == 0o660


def test_foot_knows_every_setting_and_has_no_key_of_its_own(tmp_path: Path) -> None:
    foot = need("foot")
    file = laid_out(tmp_path) / "etc/kiosk/foot.ini"
    checked = ran(foot, "--check-config", f"--config={file}")
    assert checked.returncode == 0, checked.stderr
    assert "err" not in checked.stderr
    shipped = Path("/etc/xdg/foot/foot.ini").read_text(encoding="utf-8")
    off = set(re.findall(r"^([a-z-]+)=none$", file.read_text(encoding="utf-8"), re.MULTILINE))
    for section in ("key-bindings", "mouse-bindings"):
        part = shipped.split(f"[{section}]")[1].split("\n[")[0]
        known = set(re.findall(r"^# ([a-z-]+)=", part, re.MULTILINE)) - {"noop"}
        assert known <= off, section


@pytest.mark.parametrize("name", ["kiosk-keys", "kiosk-terminal"])
def test_the_scripts_are_scripts(tmp_path: Path, name: str) -> None:
    file = laid_out(tmp_path) / "usr/local/sbin" / name
    assert ran("/bin/sh", "-n", file).returncode == 0


@pytest.mark.parametrize("code", [0, 4])
def test_how_the_program_ended_comes_through_a_cage_that_does_not_tell(
    tmp_path: Path, code: int
) -> None:
    script = laid_out(tmp_path) / "usr/local/sbin/kiosk-terminal"
    ended = tmp_path / "kiosk"
    ended.write_text(
        f'#!/bin/sh\necho "$*" "${{WATCHDOG_PID-unset}}" >{tmp_path}/called\nexit {code}\n',
        encoding="utf-8",
    )
    cage = tmp_path / "cage"
    cage.write_text('#!/bin/sh\nshift 2\n"$@"\nexit 0\n', encoding="utf-8")
    foot = tmp_path / "foot"
    foot.write_text('#!/bin/sh\nshift\nexec "$@"\n', encoding="utf-8")
    text = script.read_text(encoding="utf-8")
    for shipped, here in {"/opt/hedui/bin/kiosk": ended, "/usr/bin/cage": cage}.items():
        text = text.replace(shipped, str(here))
    script.write_text(text.replace("/usr/bin/foot", str(foot)), encoding="utf-8")
    for one in (ended, cage, foot):
        one.chmod(0o755)
    environment = {**os.environ, "RUNTIME_DIRECTORY": str(tmp_path), "WATCHDOG_PID": "1"}
    done = subprocess.run([script], env=environment, check=False, timeout=30)
    assert done.returncode == code
    called = (tmp_path / "called").read_text(encoding="utf-8")
    assert called == "--home /srv/kiosk run unset\n"


def test_nginx_takes_the_page(tmp_path: Path) -> None:
    nginx, openssl = need("nginx"), need("openssl")
    certificate = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=xj")
    files = ("-keyout", tmp_path / "key.pem", "-out", tmp_path / "cert.pem")
    subprocess.run([openssl, *certificate, *files], check=True, capture_output=True)
    site = laid_out(tmp_path, Config(base_url="https://A.example.edu.cn"))
    text = (site / "etc/nginx/sites-available/kiosk.conf").read_text(encoding="utf-8")
    for shipped, here in {
        "/etc/ssl/private/a.example.edu.cn.key": tmp_path / "key.pem",
        "/etc/ssl/a.example.edu.cn.pem": tmp_path / "cert.pem",
        "/var/log/nginx": tmp_path,
    }.items():
        assert shipped in text
        text = text.replace(shipped, str(here))
    conf = tmp_path / "nginx.conf"
    conf.write_text(f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{\n{text}\n}}\n", encoding="utf-8")
    tested = ran(nginx, "-t", "-c", conf, "-e", tmp_path / "errors")
    assert tested.returncode == 0, tested.stderr
