"""``kiosk sheet``: the archive sheet as a PDF."""

from pathlib import Path

import click

from kiosk.cli import lookup
from kiosk.cli.commands import command
from kiosk.cli.home import Home, pass_home
from kiosk.cli.place import written
from kiosk.cli.usecases import declaring, sheets
from kiosk.sheet import draw


@command()
@click.argument("number", metavar="NO")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE.pdf", required=True)
@pass_home
def sheet(home: Home, number: str, output: Path) -> None:
    """Write the sheet whole or not at all."""
    student = lookup.student(declaring(home), number)
    home.looks.note(student.student_no)
    pdf = draw(sheets(home).page(student))
    with written(output) as file:
        file.write(pdf)
