"""What may be run over SSH at all, and who a caller is."""

import shlex
from itertools import pairwise
from pathlib import Path

import click
import pytest

from kiosk.cli.caller import caller
from kiosk.model.staff import Role
from kiosk.rules.access import MAY_RUN
from tests.cli.conftest import Kiosk
from tests.cli.office import COMMANDS, NEVER, a_key


def test_every_command_has_its_roles_or_none() -> None:
    known = {*COMMANDS, "desk"}
    assert set().union(*MAY_RUN.values()) <= known
    assert not NEVER & MAY_RUN[Role.SCHOOL]
    assert all(low <= high for low, high in pairwise(MAY_RUN[role] for role in Role))


def test_who_may_not_run_what() -> None:
    """Spec/product.md, "People": lists by class, corrections by college, all else the school's."""
    schools = {"import", "retention", "round open", "round close", "seal", "staff add", "backup"}
    registrars = {"add", "log", "names", "pack", "queue drop", "request", "requests", "unlock"}
    assert not schools & MAY_RUN[Role.REGISTRAR]
    assert not (schools | registrars) & MAY_RUN[Role.COUNSELOR]
    assert not ({"student", "handin", "declare", "progress"} | registrars) & MAY_RUN[Role.LAB]


def test_no_parameter_names_a_file_in_another_way() -> None:
    """The gate knows files by ``Path``."""
    for command in COMMANDS.values():
        for parameter in command.params:
            assert not isinstance(parameter.type, click.File)
            if isinstance(parameter.type, click.Path):
                assert parameter.type.type is Path


def test_a_home_is_quoted_twice(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    kiosk = Kiosk(tmp_path / """a "b" \\"c' $d""", capsysbinary)
    assert kiosk("staff", "add", "fu", "--key", a_key(tmp_path, "fu"), "--role", "lab").code == 0
    line = kiosk("staff", "keys").out
    options = line[: line.rindex('" ssh-ed25519')]
    command = options.removeprefix('restrict,pty,command="').replace('\\"', '"')
    assert shlex.split(command) == ["kiosk", "--home", str(kiosk.home), "ssh", "--staff", "fu"]


def test_nobody_calls_when_nobody_does() -> None:
    assert caller() is None
