"""The command line: parses, assembles, runs, and says how it went in an exit code."""

import gc
import sys


def main() -> None:
    """Run ``kiosk``: nothing that is loaded is garbage, so none is looked for meanwhile."""
    gc.disable()
    from kiosk.cli.keeper import KEEPER, is_asked_for  # noqa: PLC0415 - as above

    words = sys.argv[1:]
    if is_asked_for(words):
        KEEPER.keep(_enter, words)
    try:
        _enter()
    except Exception as error:  # noqa: BLE001 - what cannot even be told in words of the texts
        KEEPER.refuse(error, words)


def _enter() -> None:
    from kiosk.cli.entry import main as enter  # noqa: PLC0415 - what fails there is seen to

    enter()
