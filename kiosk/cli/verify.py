"""``kiosk verify``: is this sheet genuine and current? Is the whole store unaltered?"""

from collections.abc import Sequence
from pathlib import Path

import click

from kiosk.cli import evidence, out, shapes
from kiosk.cli.commands import as_json, command
from kiosk.cli.home import Home
from kiosk.cli.usage import VerifyWhat
from kiosk.cli.usecases import verifier
from kiosk.cli.words import say
from kiosk.keys.bundle import PublicKeys
from kiosk.services.evidence.verify import Answer, Result, verify_offline


def _code_or_file(
    _context: click.Context, _parameter: click.Parameter, given: str | None
) -> str | Path | None:
    """Return what was given as a path if a PDF is meant, else as a code."""
    return Path(given) if given and given.lower().endswith(".pdf") else given


@command()
@click.argument("code", metavar="CODE", required=False, callback=_code_or_file)
@click.option("--keys", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--store", is_flag=True)
@click.option("--seal", type=click.Path(path_type=Path), metavar="FILE", multiple=True)
@as_json
@click.pass_obj
def verify(  # noqa: PLR0913 - one parameter an option
    path: Path,
    *,
    code: str | Path | None,
    keys: Path | None,
    store: bool,
    seal: Sequence[Path],
    as_json: bool,
) -> None:
    """Print what a code, its URL or a short number is, or what is wrong with the store.

    Anything but current, or genuine where only keys are at hand, exits with 1; so does a fault.
    """
    if (code is None) != store or (store and keys) or (seal and not store):
        raise VerifyWhat
    if code is None:
        sound = _store(Home.open(path), seal, as_json=as_json)
    elif keys is not None:
        sound = _offline(code, PublicKeys.read(evidence.read(keys)), as_json=as_json)
    elif isinstance(code, Path):
        from kiosk.cli.verify_file import by_store  # noqa: PLC0415 - 200 ms that no code needs

        sound = by_store(Home.open(path), code, as_json=as_json)
    else:
        sound = _tell(verifier(Home.open(path)).verify(code), as_json=as_json)
    if not sound:
        raise click.exceptions.Exit(1)


def _offline(code: str | Path, publics: PublicKeys, *, as_json: bool) -> bool:
    if isinstance(code, Path):
        from kiosk.cli.verify_file import by_keys  # noqa: PLC0415 - as above

        return by_keys(publics, code, as_json=as_json)
    return _tell(verify_offline(code, publics.genuine), as_json=as_json)


def _tell(answer: Answer, *, as_json: bool) -> bool:
    if as_json:
        out.value(shapes.answer(answer))
    else:
        out.line(say(f"cli.verify.{answer.result}"))
        if answer.round:
            out.line(say("cli.verify.of", student_no=answer.student_no, round=answer.round))
    return answer.result in {Result.CURRENT, Result.GENUINE}


def _store(home: Home, seals: Sequence[Path], *, as_json: bool) -> bool:
    report = evidence.examiner(home).examine(evidence.witnesses(seals))
    if as_json:
        out.value(evidence.report_shape(report))
    else:
        evidence.tell_report(report)
    return not report.faults
