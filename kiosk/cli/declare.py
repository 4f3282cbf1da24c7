"""``kiosk declare``: a helper declares for a student, marked 代办."""

import secrets
from collections.abc import Iterable
from uuid import uuid4

import click

from kiosk.cli import lookup, out, shapes
from kiosk.cli.commands import as_json, command
from kiosk.cli.errors import BadValue, HasLeft
from kiosk.cli.home import Home, pass_home, staff
from kiosk.cli.usage import NeedsName, VerdictNeedsWrong, WrongForm, WrongTwice
from kiosk.cli.usecases import declaring
from kiosk.cli.words import say, tell
from kiosk.errors import Problem
from kiosk.model.record import Part, Photo, Record
from kiosk.model.request import Claim
from kiosk.model.rounds import Verdict
from kiosk.model.signature import Signature, SignedBy
from kiosk.rules.claims import checked
from kiosk.rules.code import short_number
from kiosk.rules.text import squeeze
from kiosk.services.acts.declaring import Act
from kiosk.visit import Receipt

_LONGEST_NAME = 40


@command()
@click.argument("number", metavar="NO")
@click.option(
    "--verdict",
    type=click.Choice([one.value for one in Verdict]),
    metavar="correct|disputed",
    required=True,
)
@click.option("--wrong", metavar="FIELD=VALUE", multiple=True)
@click.option("--as", "proxy", metavar="NAME", required=True)
@click.option("--round", "round_", metavar="ROUND")
@as_json
@pass_home
def declare(  # noqa: PLR0913 - one parameter an option
    home: Home,
    number: str,
    *,
    verdict: str,
    wrong: tuple[str, ...],
    proxy: str,
    round_: str | None,
    as_json: bool,
) -> None:
    """Write the declaration, durable when this returns."""
    if bool(wrong) is not (Verdict(verdict) is Verdict.DISPUTED):
        raise VerdictNeedsWrong
    named = lookup.round_of(round_) if round_ else None
    seen = lookup.student(declaring(home), number)
    if seen.left:
        raise HasLeft
    act = Act(
        visit=uuid4(),
        round=home.rounds.the_one(seen, named),
        claims=_claims(seen.record, wrong),
        signature=Signature(SignedBy.PAPER),
        factor="proxy",
        proxy=_name(proxy),
        actor=staff(),
        pin=f"{secrets.randbelow(10**6):06}",
    )
    receipt = declaring(home).declare(seen, act)
    if as_json:
        filed = receipt.request
        request = {"number": filed.number, "pin": filed.pin} if filed else None
        out.value(shapes.declaration(receipt.declaration) | {"request": request})
    else:
        _tell(receipt)


def _tell(receipt: Receipt) -> None:
    one = receipt.declaration
    out.line(say("cli.declare.done", round=one.round, number=short_number(one.sheet_id)))
    out.line(one.statement)
    if receipt.request:
        filed = receipt.request
        out.line(say("cli.declare.request", number=filed.number, pin=filed.pin))


def _name(typed: str) -> str:
    name = squeeze(typed)
    if not 0 < len(name) <= _LONGEST_NAME:
        raise NeedsName(longest=str(_LONGEST_NAME))
    return name


def _claims(record: Record, wrong: Iterable[str]) -> tuple[Claim, ...]:
    found: dict[Part, Claim] = {}
    for given in wrong:
        name, equals, text = given.partition("=")
        if not equals or not text.strip():
            raise WrongForm(given=given)
        part = lookup.part(name)
        if part in found:
            raise WrongTwice(field=say(f"field.{part}"))
        found[part] = _claim(record, part, text)
    return tuple(found.values())


def _claim(record: Record, part: Part, text: str) -> Claim:
    """Return the claim that a part is wrong; of a photo is told why, not what is right."""
    said = Claim(part, "", text) if isinstance(part, Photo) else Claim(part, text)
    found = checked(record, said)
    if isinstance(found, Problem):
        raise BadValue(field=say(f"field.{part}"), problem=tell(found))
    return found
