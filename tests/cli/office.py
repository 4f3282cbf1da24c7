"""One of each role at a school, each with a key, and the commands that there are."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kiosk.cli.commands import kiosk as root
from tests.cli.conftest import Kiosk, Ran
from tests.roster.samples import student

MINE, THEIRS = "2019000001", "2019000002"
ID_NUMBER = str(student(1)["id_number"])


def a_key(folder: Path, name: str) -> Path:
    """Write a public key of its own."""
    public = Ed25519PrivateKey.generate().public_key()
    file = folder / f"{name}.pub"
    file.write_bytes(public.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH))
    return file


class Office:
    """A school with one of each role, and what each of them types after ``ssh desk@lab``."""

    def __init__(self, kiosk: Kiosk, environment: pytest.MonkeyPatch) -> None:
        self.kiosk = kiosk
        self._environment = environment
        folder = kiosk.home.parent
        mine = student(1, class_name="质检3191", college="机械工程学院")
        theirs = student(2, class_name="数控3191", college="电子信息学院")
        assert kiosk("import", kiosk.roster(mine, theirs)).code == 0
        scopes = {
            "lab": ("lab",),
            "fu": ("counselor", "--class", "质检3191"),
            "fen": ("registrar", "--college", "机械工程学院"),
            "xiao": ("school",),
        }
        for name, (role, *scope) in scopes.items():
            key = a_key(folder, name)
            assert kiosk("staff", "add", name, "--key", key, "--role", role, *scope).code == 0

    def __call__(self, name: str, asked: str, stdin: bytes = b"") -> Ran:
        self._environment.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        self._environment.setenv("SSH_ORIGINAL_COMMAND", asked)
        return self.kiosk("ssh", "--staff", name)

    def denied(self) -> list[tuple[str, str]]:
        events = self.kiosk("log", "--json").json
        return [(one["actor"], one["about"]["what"]) for one in events if one["kind"] == "denied"]


def leaves(group: click.Group, context: click.Context) -> Iterator[tuple[str, click.Command]]:
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found is not None
        if isinstance(found, click.Group):
            yield from ((f"{name} {below}", one) for below, one in leaves(found, context))
        else:
            yield name, found


COMMANDS = dict(leaves(root, click.Context(root)))
NEVER = {"run", "demo", "restore", "store move", "store prepare", "serve", "ssh", "staff keys"}
