"""``kiosk store``: from files to a database and back, and a database made ready."""

from pathlib import Path

import click

from kiosk.cli import out
from kiosk.cli.commands import Group
from kiosk.cli.home import open_place
from kiosk.cli.settings import make
from kiosk.cli.usage import NotADatabase, NotAStore, SameStore
from kiosk.cli.words import say
from kiosk.config import is_database, is_store
from kiosk.errors import StoreUnreachable
from kiosk.services.evidence.moving import Moving


@click.group(cls=Group)
def stores() -> None:
    """Hold the commands about places of stores."""


@stores.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.pass_obj
def move(path: Path, source: str, target: str) -> None:
    """Copy a whole store to another place, and compare."""
    for place in (source, target):
        if not is_store(place):
            raise NotAStore
    if source == target:
        raise SameStore
    make(path)
    if not is_database(source) and not (path / source.removeprefix("tinydb:")).is_dir():
        raise StoreUnreachable
    moving = Moving(open_place(path, source), open_place(path, target))
    amount = moving.check()
    for key, steps in (("store.copying", moving.copy), ("store.comparing", moving.verify)):
        with out.bar(say(key), amount.students + amount.blobs) as step:
            for done in steps():
                step(done)
    out.line(say("store.moved", students=amount.students, blobs=amount.blobs))


@stores.command()
@click.argument("dsn", metavar="DSN")
def prepare(dsn: str) -> None:
    """Bring a database's schema up to date and make the program's role, as its owner."""
    if not is_database(dsn):
        raise NotADatabase
    from store.postgres import PostgresStore  # noqa: PLC0415 - 100 ms for nobody else

    store = PostgresStore(dsn)
    store.grant()
    condition = store.condition()
    out.line(say("store.prepared", version=condition.server, schema=condition.schema))
