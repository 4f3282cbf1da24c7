"""``kiosk key``: the keys that sign sheets and seals, listed, changed, and carried elsewhere."""

from collections.abc import Sequence
from pathlib import Path

import click

from kiosk.cli import evidence, out, place
from kiosk.cli.cells import columns
from kiosk.cli.commands import Group, as_json
from kiosk.cli.home import Home, now, pass_home, staff
from kiosk.cli.typed import unseen
from kiosk.cli.usage import ShortPassphrase
from kiosk.cli.words import say
from kiosk.keys import KeysUnusable
from kiosk.keys.bundle import Bundle, PublicKeys
from kiosk.model.events import Draft, Kind
from kiosk.model.keys import KeyChange
from kiosk.services.evidence.carrying import take
from kiosk.services.evidence.notices import Notices
from kiosk.services.ports import stamp

_SHORTEST = 12
"""Characters of a passphrase: the file may lie about for years."""


@click.group(cls=Group, no_args_is_help=False)
def keys() -> None:
    """Hold the commands below."""


def _changes(home: Home) -> Sequence[KeyChange]:
    """Return the keys that machines on the same store changed to."""
    return Notices(home.store).key_changes()


@keys.command("list")
@as_json
@pass_home
def list_(home: Home, as_json: bool) -> None:
    """Print every key that ever signed."""
    book = evidence.book(home)
    known = PublicKeys.of_home(home.keys, book, _changes(home))
    purposes = (
        ("sheets", known.sheets, home.keys.pairs.today()),
        ("seals", known.seals, book.pairs.today()),
    )
    found = [
        {"for": purpose, "id": id_.hex(), "public": public.hex(), "signs": id_ == today.id}
        for purpose, publics, today in purposes
        for id_, public in publics.items()
    ]
    if as_json:
        out.value(found)
        return
    for line in columns(
        (
            say(f"seal.key.{one['for']}"),
            str(one["id"]),
            say("seal.key.signs" if one["signs"] else "seal.key.old"),
        )
        for one in found
    ):
        out.line(line)


@keys.command("rotate")
@click.option("--seals", is_flag=True)
@pass_home
def rotate(home: Home, seals: bool) -> None:
    """Let a new key sign; what the old one signed stays genuine."""
    pairs = evidence.book(home).pairs if seals else home.keys.pairs

    def tell(change: KeyChange) -> None:
        draft = Draft(stamp(now()), staff(), Kind.KEY_CHANGED, change.json())
        home.store.append_desk([draft])

    try:
        if seals:
            pairs.rotate()
        else:
            home.keys.rotated(tell)
    except OSError as error:
        raise KeysUnusable(file=pairs.folder.name) from error
    out.line(say("seal.key.rotated", id=pairs.today().id.hex()))


@keys.command("export")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--private", is_flag=True)
@pass_home
def export(home: Home, file: Path, private: bool) -> None:
    """Write the public keys, or all that a second terminal needs."""
    book = evidence.book(home)
    if private:
        data = Bundle.of_home(home.keys, book, _changes(home)).lock(_passphrase(new=True))
    else:
        data = PublicKeys.of_home(home.keys, book, _changes(home)).write()
    with place.written(file) as written:
        written.write(data)
    out.line(say("seal.key.exported_private" if private else "seal.key.exported", file=file.name))


@keys.command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@pass_home
def import_(home: Home, file: Path) -> None:
    """Make this home's keys those of the file."""
    bundle = Bundle.unlock(evidence.read(file), _passphrase(new=False))
    try:
        take(bundle, home.keys, evidence.book(home), home.store)
    except OSError as error:
        raise KeysUnusable(file=home.keys.pairs.folder.name) from error
    out.line(say("seal.key.imported", id=bundle.pair.id.hex()))


def _passphrase(*, new: bool) -> str:
    """Return what is typed, twice if it is new."""
    passphrase = unseen("seal.key.passphrase", "seal.key.again" if new else "")
    if new and len(passphrase) < _SHORTEST:
        raise ShortPassphrase(least=str(_SHORTEST))
    return passphrase
