"""``kiosk seal``: signs today's state of the whole store."""

from pathlib import Path

import click

from kiosk.cli import evidence, out, place
from kiosk.cli.commands import as_json, command
from kiosk.cli.home import Home, pass_home
from kiosk.services.evidence.sealing import write_witness


@command()
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE")
@as_json
@pass_home
def seal(home: Home, output: Path | None, as_json: bool) -> None:
    """Seal every chain that is sound; faults are told, and exit with 1."""
    made, report = evidence.sealing(home).seal()
    if output is not None:
        with place.written(output) as file:
            file.write(write_witness(home.store, made))
    if as_json:
        out.value({**evidence.seal_shape(made), "faults": len(report.faults)})
    else:
        evidence.tell_seal(made)
        if report.faults:
            evidence.tell_report(report)
    if report.faults:
        raise click.exceptions.Exit(1)
