"""``kiosk backup`` and ``kiosk restore``: everything of a home in one file, and back."""

import os
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

from kiosk.cli import evidence, out, place
from kiosk.cli.commands import as_json, command
from kiosk.cli.errors import CannotWrite
from kiosk.cli.home import Home, open_store, pass_home
from kiosk.cli.settings import settings
from kiosk.cli.words import say
from kiosk.keys.book import SealBook
from kiosk.model.seal import Seal
from kiosk.services.aside import aside
from kiosk.services.evidence import backup as backups
from kiosk.services.evidence.archive import Archive, BackupDamaged
from kiosk.services.evidence.backup import BackingUp, Newer, NotEmpty
from kiosk.services.evidence.examining import Examiner, Witness

_KEPT = ("kiosk.toml", "keys/secret", "keys/*.pub", "seals/*.pub", "seals/*.seal")
"""What a backup holds of the home beside the store; no key that signs."""
_NAMED = re.compile(r"kiosk\.toml|keys/secret|(?:keys|seals)/[^/]+\.pub|seals/[^/]+\.seal")
"""How they are spelled: a backup that another program made brings nothing else into a home."""
_OWN = re.compile(r"signing|.*\.tmp")
"""What of the seals' folder is left out without a word: the key, and what is being written."""
_FOLDERS = ("keys", evidence.SEALS)


@command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@as_json
@pass_home
def backup(home: Home, file: Path, as_json: bool) -> None:
    """Seal the store, write everything to one file, and read it back."""
    if file == place.STREAM:
        written = _sent(backing_up(home), home.path)
    else:
        written = backing_up(home).back_up(file.resolve())
    left_out = _left_out(home.path)
    if as_json:
        out.value({"file": str(file), **evidence.seal_shape(written), "left_out": left_out})
        return
    evidence.tell_seal(written)
    out.line(say("seal.backed_up", file=file.name))
    if left_out:
        out.line(say("seal.left_out", files=", ".join(left_out)))


def backing_up(home: Home) -> BackingUp:
    """Return what writes backups of a home."""
    return BackingUp(evidence.sealing(home), partial(_home_files, home.path))


def _sent(writer: BackingUp, home: Path) -> Seal:
    """Write a backup to stdout, after it was read back where everything else lies."""
    with aside(home) as folder:
        made = folder / "backup"
        seal = writer.back_up(made)
        with place.written(place.STREAM) as stream, made.open("rb") as file:
            shutil.copyfileobj(file, stream)
    return seal


def _home_files(path: Path) -> Mapping[str, bytes]:
    return {name: evidence.read(path / name) for name in _kept(path)}


def _kept(path: Path) -> Sequence[str]:
    found = (one for pattern in _KEPT for one in sorted(path.glob(pattern)) if one.is_file())
    return [name for one in found if _is_named(name := str(one.relative_to(path)))]


def _is_named(name: str) -> bool:
    """Tell whether a backup may hold a name, which no control character or lone byte is in."""
    return name.isprintable() and _NAMED.fullmatch(name) is not None


def _left_out(path: Path) -> list[str]:
    """Return what lies among the seals and is in no backup: a copy of the key may be among it."""
    kept = _kept(path)
    found = sorted((path / evidence.SEALS).iterdir())
    others = (str(one.relative_to(path)) for one in found if not _OWN.fullmatch(one.name))
    return [name for name in others if name not in kept]


@command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--seal", type=click.Path(path_type=Path), metavar="FILE", multiple=True)
@as_json
@click.pass_obj
def restore(path: Path, file: Path, seal: Sequence[Path], as_json: bool) -> None:
    """Restore a backup into an empty home; seals tell what is newer."""
    witnesses = evidence.witnesses(seal)
    if path.is_dir() and any(path.iterdir()):
        raise NotEmpty
    with Archive.open(file) as archive, _beside(path.resolve()) as beside:
        about = backups.contents(archive)
        newer = _restore(archive, beside, witnesses)
    if as_json:
        shape = [
            {"student_no": one.student_no, "here": one.here, "sealed": one.sealed} for one in newer
        ]
        out.value({**evidence.seal_shape(about), "newer": shape})
        return
    out.line(say("seal.restored", at=about.at, students=about.students, events=about.events))
    for one in newer:
        told = {"student_no": one.student_no, "here": one.here, "sealed": one.sealed}
        out.line(say("seal.newer", **told))


@contextmanager
def _beside(home: Path) -> Iterator[Path]:
    """Yield a folder that becomes the home when the block ends well, and is gone when not.

    Raises:
        NotEmpty: Somebody made the home meanwhile.
        CannotWrite: The folder cannot be made.
    """
    beside = home.with_name(f".{home.name}.{secrets.token_hex(8)}.restoring")
    try:
        home.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.mkdir(mode=0o700)
    except OSError as error:
        raise CannotWrite(file=home.name) from error
    try:
        yield beside
        os.sync()
        try:
            beside.rename(home)
        except OSError as error:
            raise NotEmpty from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _restore(archive: Archive, home: Path, witnesses: Sequence[Witness]) -> tuple[Newer, ...]:
    """Fill a home, look through all of it, and return what seals know beyond it."""
    try:
        for folder in _FOLDERS:
            (home / folder).mkdir(mode=0o700)
        for name, data in backups.files(archive).items():
            target = home / name
            if not _is_named(name):
                raise BackupDamaged
            target.touch(mode=0o600)
            target.write_bytes(data)
    except OSError as error:
        raise CannotWrite(file=home.name) from error
    chosen = settings(home)
    store = open_store(home, chosen)
    backups.restore(archive, store)
    book = SealBook.open(home / evidence.SEALS)
    report = Examiner(store, book, partial(open_store, home, chosen)).examine()
    if report.faults:
        raise BackupDamaged
    return tuple(one for witness in witnesses for one in backups.newer(report.ends, witness))
