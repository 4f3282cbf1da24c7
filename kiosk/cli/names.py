"""``kiosk names``: names that no font prints, or that carry a placeholder."""

from kiosk.cli import out
from kiosk.cli.commands import as_json, command
from kiosk.cli.home import Home, pass_home, unprintable
from kiosk.cli.words import say, tell
from kiosk.services.paper.names import doubtful


@command()
@as_json
@pass_home
def names(home: Home, *, as_json: bool) -> None:
    """Print the list; an empty one is good news."""
    found = list(doubtful(home.store, unprintable))
    if as_json:
        out.value(
            [
                {
                    "student_no": one.student_no,
                    "name": one.name,
                    "problem": tell(one.problem),
                    "kind": one.problem.text.rpartition(".")[2],
                    "characters": list(one.characters),
                }
                for one in found
            ]
        )
        return
    if not found:
        out.line(say("cli.names.none"))
    for one in found:
        codes = " ".join(f"U+{ord(char):04X}" for char in one.characters)
        problem = f"{codes} {tell(one.problem)}".lstrip()
        row = {"student_no": one.student_no, "name": one.name, "problem": problem}
        out.line(say("cli.names.line", **row))
