"""``python -m kiosk.cli`` is the command ``kiosk``."""

from kiosk.cli import main

main()
