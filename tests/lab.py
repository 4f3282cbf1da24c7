"""A lab machine as the docs set one up."""

from pathlib import Path

from kiosk.cli.machine import Accounts, Machine
from kiosk.config import Config
from kiosk.errors import LEFT_BY_STAFF

HOME = Path("/srv/kiosk")
PROGRAM = Path("/opt/hedui/bin/kiosk")
ACCOUNTS = Accounts(terminal="kiosk", page="kiosk-page", desk="desk", group="hedui")


def machine(config: Config | None = None, accounts: Accounts = ACCOUNTS) -> Machine:
    """Return a machine whose settings are these, or what they are without any."""
    return Machine(HOME, PROGRAM, config or Config(), accounts, LEFT_BY_STAFF)
