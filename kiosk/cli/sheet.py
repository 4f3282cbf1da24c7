"""``kiosk sheet``: the archive sheet as a PDF."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

import click

from kiosk.cli import lookup
from kiosk.cli.commands import command
from kiosk.cli.errors import CannotWrite
from kiosk.cli.home import Home, pass_home
from kiosk.cli.usecases import declaring, sheets
from kiosk.sheet import draw

_STDOUT = Path("-")


@command()
@click.argument("number", metavar="NO")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE.pdf", required=True)
@pass_home
def sheet(home: Home, number: str, output: Path) -> None:
    """Write the sheet whole or not at all."""
    pdf = draw(sheets(home).page(lookup.student(declaring(home), number)))
    if output == _STDOUT:
        click.echo(pdf, nl=False)
        return
    try:
        _write(output.resolve(), pdf)
    except OSError as error:
        raise CannotWrite(file=output.name) from error


def _write(target: Path, data: bytes) -> None:
    """Put a file in its place, readable by its owner alone; a device or pipe is written to."""
    if target.exists() and not target.is_file():
        target.write_bytes(data)
        return
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".pdf")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except OSError:
        with suppress(OSError):
            Path(name).unlink()
        raise
