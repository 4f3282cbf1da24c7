"""``kiosk man``: the help of all commands as one manual page, in roff (man(7))."""

from collections.abc import Iterator
from importlib.metadata import version

import click

from kiosk.cli import cells
from kiosk.cli.commands import command, kiosk, speak
from kiosk.cli.words import say

_EXITS = ("0", "1", "2", "3", "4", "130", "141")
_VARIABLES = ("KIOSK_HOME", "KIOSK_LANG")
_FILES = (
    "kiosk.toml", "data/", "keys/", "seals/", "out/", "packs/", "exports/", "backups/",
    "log/crash.log",
)  # fmt: skip


@command()
def man() -> None:
    """Print the page."""
    for line in page():
        click.echo(line)


def page() -> Iterator[str]:
    """Yield the page line by line."""
    root = click.Context(kiosk, info_name="kiosk")
    speak(kiosk, root)
    yield f'.TH KIOSK 1 "" "hedui {version("hedui-kiosk")}" "hedui"'
    yield ".ad l"
    yield ".nh"
    yield from _section("name")
    yield f"kiosk \\- {_plain(say('cli.man.what'))}"
    yield from _section("synopsis")
    yield "\\fBkiosk\\fR [\\fB\\-\\-home\\fR \\fIDIR\\fR] \\fICOMMAND\\fR"
    yield from _section("description")
    yield _running(say("cli.man.about"))
    yield from _section("options")
    yield from _options(kiosk, root)
    yield from _section("commands")
    yield from _commands(kiosk, root)
    for name, entries in (("exits", _EXITS), ("environment", _VARIABLES), ("files", _FILES)):
        yield from _section(name)
        for entry in entries:
            key = entry.lower().strip("/").replace("/", "_").replace(".", "_")
            yield from _entry(entry, say(f"cli.man.{name}.{key}"))


def _section(name: str) -> Iterator[str]:
    yield f".SH {_plain(say(f'cli.man.heading.{name}'))}"


def _commands(group: click.Group, above: click.Context) -> Iterator[str]:
    for name in group.list_commands(above):
        one = group.get_command(above, name)
        if one is None:
            continue
        context = click.Context(one, info_name=name, parent=above)
        speak(one, context)
        if isinstance(one, click.Group):
            yield from _commands(one, context)
            continue
        usage = " ".join((context.command_path, *one.collect_usage_pieces(context)))
        yield f".SS {_plain(usage)}"
        yield _running(one.help or "")
        yield from _options(one, context)


def _options(one: click.Command, context: click.Context) -> Iterator[str]:
    for parameter in one.params:
        record = parameter.get_help_record(context)
        if record is not None and record[1]:
            yield from _entry(*record)


def _entry(name: str, meaning: str) -> Iterator[str]:
    yield ".TP"
    yield f"\\fB{_plain(name)}\\fR"
    yield _running(meaning)


def _running(text: str) -> str:
    """Return text whose lines may end between any two Chinese characters."""
    return "\\:".join(map(_plain, cells.pieces(text.replace("\n", " "))))


def _plain(text: str) -> str:
    """Return text that roff takes for nothing else."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("\n", " ")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped
