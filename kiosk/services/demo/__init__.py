"""A fictional college to try everything on: people, photos, rounds that lie behind."""

from kiosk.services.demo.college import Hint, hints, make, tell
from kiosk.services.demo.people import Case, Person, people, rows

__all__ = ["Case", "Hint", "Person", "hints", "make", "people", "rows", "tell"]
