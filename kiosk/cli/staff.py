"""``kiosk staff``: who works at the desk over SSH, with which key, role and scope."""

import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from kiosk.cli import out
from kiosk.cli.cells import columns
from kiosk.cli.commands import Group, as_json
from kiosk.cli.errors import BadHomeName
from kiosk.cli.evidence import read
from kiosk.cli.home import Home, now, open_keys, open_store, pass_home, staff
from kiosk.cli.settings import make, settings
from kiosk.cli.typed import unseen
from kiosk.cli.words import say
from kiosk.model.staff import Role, Staff
from kiosk.rules.text import squeeze
from kiosk.services.staff.members import StaffBook


@click.group(cls=Group, no_args_is_help=False)
def people() -> None:
    """Hold the commands below."""


@people.command("add")
@click.argument("name", metavar="NAME")
@click.option("--key", type=click.Path(path_type=Path), metavar="FILE", required=True)
@click.option(
    "--role",
    type=click.Choice([one.value for one in Role]),
    metavar="|".join(Role),
    required=True,
)
@click.option("--college", "colleges", metavar="NAME", multiple=True)
@click.option("--class", "classes", metavar="NAME", multiple=True)
@as_json
@pass_home
def add(  # noqa: PLR0913 - one parameter an option
    home: Home,
    name: str,
    *,
    key: Path,
    role: str,
    colleges: tuple[str, ...],
    classes: tuple[str, ...],
    as_json: bool,
) -> None:
    """Add somebody: from now on the key opens the desk."""
    scope = [tuple(filter(None, map(squeeze, names))) for names in (colleges, classes)]
    new = Staff(name, Role(role), read(key).decode(errors="replace"), *scope)
    _tell([StaffBook(home.store, now).add(new, staff())], as_json=as_json, alone=True)


@people.command("list")
@as_json
@pass_home
def list_(home: Home, as_json: bool) -> None:
    """Print everybody."""
    _tell(StaffBook(home.store, now).all().values(), as_json=as_json)


@people.command("remove")
@click.argument("name", metavar="NAME")
@pass_home
def remove(home: Home, name: str) -> None:
    """Let a key open nothing any more."""
    StaffBook(home.store, now).remove(name, staff())
    out.line(say("cli.staff.removed", name=name))


@people.command("pin")
@click.pass_obj
def pin(path: Path) -> None:
    """Set the PIN that opens the maintenance of this home's terminals."""
    make(path)
    open_keys(path).staff_pin.set(unseen("cli.staff.pin_prompt", "cli.staff.pin_again"))
    out.line(say("cli.staff.pin_set"))


@people.command("keys")
@click.pass_obj
def keys(path: Path) -> None:
    """Print the keys as sshd's ``AuthorizedKeysCommand`` wants them (sshd(8)); nothing is made."""
    store = open_store(path, settings(path))
    named = _root().get_parameter_source("home") is not ParameterSource.DEFAULT
    home = path.resolve() if named else None
    for one in StaffBook(store, now).all().values():
        out.line(f'restrict,pty,command="{_forced(one.name, home)}" {one.key}')


def _root() -> click.Context:
    return click.get_current_context().find_root()


def _forced(name: str, home: Path | None) -> str:
    """Return what sshd runs through the account's shell, written as it stands between quotes.

    Raises:
        BadHomeName: A line cannot hold it.
    """
    where = ["--home", str(home)] if home else []
    words = shlex.join(["kiosk", *where, "ssh", "--staff", name])
    if not words.isprintable():
        raise BadHomeName
    return words.replace('"', '\\"')


def _tell(found: Iterable[Staff], *, as_json: bool, alone: bool = False) -> None:
    shapes = [_shape(one) for one in found]
    if as_json:
        out.value(shapes[0] if alone else shapes)
    elif not shapes:
        out.line(say("cli.staff.none"))
    else:
        for line in columns(_row(one) for one in shapes):
            out.line(line)


def _shape(one: Staff) -> dict[str, Any]:
    return {
        "name": one.name,
        "role": one.role.value,
        "colleges": list(one.colleges),
        "classes": list(one.classes),
        "key": one.key,
    }


def _row(one: dict[str, Any]) -> tuple[str, ...]:
    scope = " ".join((*one["colleges"], *one["classes"]))
    return one["name"], say(f"cli.staff.role.{one['role']}"), one["key"].split()[0], scope
