"""The commands by name; a command's module is loaded when the command is called.

No help text stands in the code: the help of a command and of its options lies in
``assets/texts/<lang>/cli*.toml`` under the names that are typed.
"""

import pkgutil
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from kiosk.cli import cells
from kiosk.cli.usage import UnknownCommand
from kiosk.cli.words import say

F = TypeVar("F", bound=Callable[..., object])

_COMMANDS = {
    "run": "kiosk.cli.run:run",
    "desk": "kiosk.cli.desk:desk",
    "demo": "kiosk.cli.demo:demo",
    "import": "kiosk.cli.roster:roster",
    "add": "kiosk.cli.add:add",
    "student": "kiosk.cli.student:student",
    "declare": "kiosk.cli.declare:declare",
    "requests": "kiosk.cli.requests:requests",
    "request": "kiosk.cli.request:request",
    "sheet": "kiosk.cli.sheet:sheet",
    "round": "kiosk.cli.rounds:rounds",
    "pack": "kiosk.cli.pack:pack",
    "progress": "kiosk.cli.progress:board",
    "handin": "kiosk.cli.handin:handin",
    "excuse": "kiosk.cli.excuse:excuse",
    "handover": "kiosk.cli.handover:handover",
    "queue": "kiosk.cli.queue:queue",
    "names": "kiosk.cli.names:names",
    "guide": "kiosk.cli.guide:guide",
    "serve": "kiosk.cli.serve:serve",
    "verify": "kiosk.cli.verify:verify",
    "seal": "kiosk.cli.seal:seal",
    "key": "kiosk.cli.keys:keys",
    "backup": "kiosk.cli.backup:backup",
    "restore": "kiosk.cli.backup:restore",
    "retention": "kiosk.cli.retention:retention",
    "store": "kiosk.cli.stores:stores",
    "log": "kiosk.cli.log:log",
    "unlock": "kiosk.cli.unlock:unlock",
    "staff": "kiosk.cli.staff:people",
    "ssh": "kiosk.cli.ssh:ssh",
    "terminals": "kiosk.cli.terminals:terminals",
    "deploy": "kiosk.cli.deploy:deploy",
    "doctor": "kiosk.cli.doctor:doctor",
    "completion": "kiosk.cli.completion:completion",
    "man": "kiosk.cli.man:man",
}
GATE = "kiosk.gate"
"""In ``Context.meta``: what looks at a parsed call before it is carried out, over SSH."""
COMPLETING = "_KIOSK_COMPLETE"
"""The variable by which a shell asks what may come next."""
_EVERYWHERE = frozenset({"json", "help", "version", "home"})
"""Options that mean the same in every command."""
_HEADINGS = {"Options": "cli.heading.options", "Commands": "cli.heading.commands"}


class Formatter(click.HelpFormatter):
    """Lays help out in the reader's language, measured in cells."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        super().write_usage(prog, args, prefix or say("cli.usage"))

    def write_heading(self, heading: str) -> None:
        """Write the heading of a list."""
        self.write(f"{say(_HEADINGS[heading])}\n")

    def write_text(self, text: str) -> None:
        """Write a paragraph."""
        for line in cells.wrapped(text, self.width - self.current_indent):
            self.write(f"{'':>{self.current_indent}}{line}\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write a list of names and what they mean; a long name has a line of its own."""
        kept = list(rows)
        first = min(max(cells.width(name) for name, _ in kept), col_max) + col_spacing
        room = self.width - self.current_indent - first
        for name, meaning in kept:
            lines = cells.wrapped(meaning, room)
            if cells.width(name) + col_spacing > first:
                lines.insert(0, "")
            for begin, line in zip((name, *("" for _ in lines)), lines, strict=False):
                text = cells.padded(begin, first) + line
                self.write(f"{'':>{self.current_indent}}{text.rstrip()}\n")


class Context(click.Context):
    """The context of a command."""

    formatter_class = Formatter


class Command(click.Command):
    """A command whose help lies among the texts."""

    context_class = Context

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the reader's language."""
        speak(self, ctx)
        super().format_help(ctx, formatter)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the options that begin so, with their help."""
        speak(self, ctx)
        return super().shell_complete(ctx, incomplete)

    def invoke(self, ctx: click.Context) -> Any:
        """Carry out what was parsed, if the gate lets it through."""
        gate = ctx.meta.get(GATE)
        if gate is not None:
            gate(ctx)
        return super().invoke(ctx)


class Group(click.Group):
    """A command with commands below it."""

    context_class = Context
    command_class = Command

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the reader's language."""
        speak(self, ctx)
        super().format_help(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without loading them."""
        place = _place(ctx)
        names = self.list_commands(ctx)
        with formatter.section("Commands"):
            formatter.write_dl([(name, say(f"cli.{place}{name}.help")) for name in names])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the commands and options that begin so; no command is loaded for it."""
        speak(self, ctx)
        place = _place(ctx)
        return [
            *(
                CompletionItem(name, help=say(f"cli.{place}{name}.help"))
                for name in self.list_commands(ctx)
                if name.startswith(incomplete)
            ),
            *click.Command.shell_complete(self, ctx, incomplete),
        ]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is called.

        Raises:
            UnknownCommand: There is none of that name.
        """
        unknown = self.get_command(ctx, args[0]) is None and not args[0].startswith("-")
        if unknown and not ctx.resilient_parsing:
            raise UnknownCommand(command=args[0])
        return super().resolve_command(ctx, args)


class _Root(Group):
    """``kiosk``: loads a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        place = _COMMANDS.get(cmd_name)
        found: click.Command | None = pkgutil.resolve_name(place) if place else None
        return found


def _place(ctx: click.Context) -> str:
    """Return the names that were typed, each with a dot behind it."""
    names: list[str] = []
    while ctx.parent is not None:
        names.insert(0, f"{ctx.info_name}.")
        ctx = ctx.parent
    return "".join(names)


def speak(command: click.Command, ctx: click.Context) -> None:
    """Give a command and its options their help, in the reader's language."""
    place = _place(ctx)
    command.help = say(f"cli.{place}help")
    options: Sequence[click.Parameter] = command.get_params(ctx)
    for option in options:
        if isinstance(option, click.Option):
            name = max(option.opts, key=len).removeprefix("--")
            option.help = say(f"cli.option.{name}" if name in _EVERYWHERE else f"cli.{place}{name}")


command = partial(click.command, cls=Command)
"""Decorates the function of a command."""


def as_json(command: F) -> F:
    """Decorate a command that can print one JSON value."""
    return click.option("--json", "as_json", is_flag=True)(command)


def _default_home() -> Path:
    """Return the home when none is named: the user's data folder."""
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed when a home is named

    return user_data_path("hedui", appauthor=False)


def _show_version(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked:
        from importlib.metadata import version  # noqa: PLC0415 - 30 ms that nobody else needs

        click.echo(version("hedui-kiosk"))
        ctx.exit()


@click.group(cls=_Root, invoke_without_command=True, no_args_is_help=False)
@click.option(
    "--home",
    metavar="DIR",
    envvar="KIOSK_HOME",
    type=click.Path(path_type=Path, file_okay=False),
    default=_default_home,
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version)
@click.pass_context
def kiosk(ctx: click.Context, home: Path) -> None:
    """Keep the home for the command; without a command it is ``run``."""
    try:
        ctx.obj = home.expanduser()
    except RuntimeError as error:  # the folder of an account that is not there
        param = next(one for one in ctx.command.params if one.name == "home")
        raise click.BadParameter("", ctx, param) from error
    if ctx.invoked_subcommand is None:
        ctx.invoke(pkgutil.resolve_name(_COMMANDS["run"]))
