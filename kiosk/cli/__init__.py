"""The command line: parses, assembles, runs, and says how it went in an exit code."""

import gc


def main() -> None:
    """Run ``kiosk``: nothing that is loaded is garbage, so none is looked for meanwhile."""
    gc.disable()
    from kiosk.cli.entry import main as enter  # noqa: PLC0415 - as above

    enter()
