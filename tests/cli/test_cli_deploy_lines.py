"""What each file of a lab machine has to say, line by line: no other program would miss it.

What a service is shut in by, ``systemd-analyze`` tells (``test_cli_deploy_checked``).
"""

from collections.abc import Mapping

import pytest

from tests.lab import machine

SERVES = ("Restart=always", "RestartSec=1", "StartLimitIntervalSec=0", "WatchdogSec=30")
SHUT = (
    "LimitCORE=0",
    "DevicePolicy=closed",
    "KeyringMode=private",
    "SystemCallErrorNumber=EPERM",
)
UNITS = "etc/systemd/system"
SAID: Mapping[str, tuple[str, ...]] = {
    f"{UNITS}/kiosk-terminal.service": (
        *SERVES,
        "Type=notify",
        *SHUT,
        "DeviceAllow=char-drm rw",
        "Conflicts=getty@tty1.service",
        "RuntimeDirectoryMode=0700",
        "WantedBy=multi-user.target",
    ),
    f"{UNITS}/kiosk-page.service": (
        *SERVES,
        "Type=notify",
        *SHUT,
        "InaccessiblePaths=-/srv/kiosk/seals -/srv/kiosk/out",
        "WantedBy=multi-user.target",
    ),
    f"{UNITS}/kiosk-night.service": (
        "ExecStart=/opt/hedui/bin/kiosk --home /srv/kiosk seal -o /var/backups/kiosk/seal.json",
        "ExecStart=/opt/hedui/bin/kiosk --home /srv/kiosk backup /var/backups/kiosk/backup.zip",
        *SHUT,
    ),
    f"{UNITS}/kiosk-night.timer": ("OnCalendar=02:30", "Persistent=yes", "WantedBy=timers.target"),
    f"{UNITS}/kiosk-retention.service": (
        "ExecStart=/opt/hedui/bin/kiosk --home /srv/kiosk retention --yes",
        *SHUT,
    ),
    f"{UNITS}/kiosk-retention.timer": (
        "OnCalendar=*-*-01 04:30",
        "Persistent=yes",
        "WantedBy=timers.target",
    ),
    "etc/sysctl.d/kiosk.conf": (
        "kernel.sysrq = 0",
        "kernel.core_pattern = |/bin/false",
        "fs.suid_dumpable = 0",
    ),
    "etc/systemd/logind.conf.d/kiosk.conf": ("NAutoVTs=0", "ReserveVT=0"),
    "etc/kiosk/foot.ini": (
        "locked-title=yes",
        "selection-target=none",
        "lines=0",
        "launch=/bin/false",
        "damage-whole-window=yes",
    ),
    "etc/ssh/sshd_config.d/kiosk.conf": ("PermitUserRC no", "AuthorizedKeysCommandUser desk"),
    "etc/nginx/sites-available/kiosk.conf": (
        "access_log off;",
        "return 301 https://xj.example.edu.cn$request_uri;",
        "ssl_protocols TLSv1.2 TLSv1.3;",
        "server_tokens off;",
        "client_max_body_size 8k;",
        "client_header_timeout 10s;",
        "client_body_timeout 10s;",
        "limit_req zone=hedui burst=300 nodelay;",
        "proxy_set_header X-Forwarded-For $remote_addr;",
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_each_file_says_what_it_is_for(name: str) -> None:
    text = dict(machine().files())[name]
    lines = {line.partition("  #")[0].strip() for line in text.splitlines()}
    assert set(SAID[name]) - lines == set()
