"""The command line: parses, assembles, runs, and says how it went in an exit code."""

from kiosk.cli.entry import main

__all__ = ["main"]
