"""``kiosk doctor``: is everything in order here, and if not, what to do?"""

import locale
import os
from collections.abc import Iterator
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Any

import click

from assets import Lang
from kiosk.cli import out
from kiosk.cli.commands import as_json, command
from kiosk.cli.home import node, now, open_keys, open_store, printers, unprintable
from kiosk.cli.settings import make, settings
from kiosk.cli.words import lang, say, tell
from kiosk.errors import ConfigError
from kiosk.printing.contract import Outcome
from kiosk.services.doctor import Finding, Screen, Subject, examine, try_out


@command()
@as_json
@click.option("--test-page", is_flag=True)
@click.pass_obj
def doctor(path: Path, as_json: bool, test_page: bool) -> None:
    """Examine the home and the machine; what is found is told, not an exit code."""
    make(path)
    looked_at = subject(path)
    found = chain(examine(looked_at), _test_pages(looked_at) if test_page else ())
    if as_json:
        out.value([_shape(one) for one in found])
        return
    for one in found:
        mark = say("cli.doctor.ok" if one.ok else "cli.doctor.poor")
        title = say(f"doctor.{one.check}.title")
        out.line(say("cli.doctor.line", mark=mark, title=title, detail=tell(one.detail)))
        if one.cure:
            out.line(say("cli.doctor.cure", cure=tell(one.cure)))


def _shape(one: Finding) -> dict[str, Any]:
    return {
        "check": one.check.value,
        "ok": one.ok,
        "detail": tell(one.detail),
        "cure": tell(one.cure) if one.cure else "",
    }


def _test_pages(looked_at: Subject) -> Iterator[Finding]:
    """Print a test page on each printer; settings that cannot be read were told before."""
    try:
        chosen = looked_at.config()
    except ConfigError:
        return
    for one in looked_at.printers():
        yield try_out(one, partial(draw_test_page, chosen.school, lang()), now, _wait)


def draw_test_page(school: str, lang: Lang, printer: str) -> bytes:
    """Return a test page for a printer as PDF; its library is loaded by the first call."""
    from kiosk.sheet import testpage  # noqa: PLC0415 - loads the fonts, which few runs need

    at = f"{now():%Y-%m-%d %H:%M %z}"
    return testpage.draw(testpage.Trial(lang, school, node(), printer, at))


def _wait(printer: str, trouble: Outcome | None) -> None:
    """Tell who waits for the test page why it takes time."""
    if trouble:
        told = say(f"printer.{trouble.value}")
        out.aside(say("printer.test.waiting", name=printer, trouble=told))
    else:
        out.aside(say("printer.test.going_on", name=printer))


def subject(path: Path) -> Subject:
    """Return what is examined of a home; each part is opened when its turn comes."""
    chosen = partial(settings, path)

    @cache
    def store() -> Any:
        return open_store(path, chosen())

    return Subject(
        home=path,
        config=chosen,
        keys=partial(open_keys, path),
        store=store,
        printers=lambda: printers(path, chosen()),
        unprintable=unprintable,
        clock=now,
        screen=_screen(),
    )


def _screen() -> Screen | None:
    """Return the terminal that the command runs in, if any."""
    for descriptor in (1, 2, 0):
        if os.isatty(descriptor):
            size = os.get_terminal_size(descriptor)
            break
    else:
        return None
    return Screen(
        columns=size.columns,
        lines=size.lines,
        term=os.environ.get("TERM", ""),
        colorterm=os.environ.get("COLORTERM", ""),
        encoding=locale.getencoding(),
    )
