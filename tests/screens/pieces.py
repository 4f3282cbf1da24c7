"""What a student types into the checker, and what of it is left in files."""

from pathlib import Path

from kiosk.guide.checks import What

BACKWARDS = {
    What.PHONE: "00083100831",
    What.PASSWORD: "legoveiranak!7qZ",
    What.NAME: "鸣鸟更知卜",
    What.ID_NUMBER: "810090909991009999",
    What.MAILBOX: "moc.uhos.liam@legov.eiranak",
}
"""So that neither this file nor its compiled form holds what the search looks for."""
PIECE = 8
"""Characters: so much of a value betrays it."""


def pieces() -> list[str]:
    """Return the beginnings of what is typed."""
    return [backwards[: -PIECE - 1 : -1] for backwards in BACKWARDS.values()]


def files_with_pieces(folder: Path) -> list[str]:
    """Return the names of files below a folder that hold a beginning of what was typed."""
    found = []
    for path in filter(Path.is_file, folder.rglob("*")):
        data = path.read_bytes()
        found += [path.name for piece in pieces() if piece.encode() in data]
    return found
