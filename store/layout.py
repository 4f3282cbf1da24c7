"""What lies where in a store's folder; what comes from outside is checked before it is a path."""

import hashlib
import re

from store import names

STUDENTS = "students"
PEOPLE = "people"
SHEETS = "sheets"
DESK = "desk"
MISSES = "misses"
BEATS = "beats"
BLOBS = "blobs"
SUMMARIES = "summaries"

_UPPER = re.compile(r"[A-Z]", re.ASCII)
_OURS = {
    STUDENTS: re.compile(r"(?:_|(?:[0-9a-z]|=[a-z])(?:[0-9a-z._-]|=[a-z])*)\.json", re.ASCII),
    PEOPLE: re.compile(r"[0-9a-f]{2}\.json", re.ASCII),
    SHEETS: re.compile(r"[0-9A-HJKMNP-TV-Z]{2}\.json", re.ASCII),
    DESK: re.compile(r"(?:[0-9]{10}|[1-9][0-9]{10,17})\.json", re.ASCII),
    BLOBS: re.compile(r"[0-9a-f]{2}", re.ASCII),
}
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


def student(number: str) -> str:
    """Return the file of a student: one for all numbers that differ in the last place only.

    Upper-case letters are marked, so that a file system without upper case keeps 2019A and
    2019a apart. A number of one place has the file ``_``, with which no number begins.

    Raises:
        ValueError: It is no student number (see ``kiosk.rules.values.parse_student_no``).
    """
    names.check_number(number)
    shard = _UPPER.sub(lambda found: f"={found[0].lower()}", number[:-1])
    return f"{STUDENTS}/{shard or '_'}.json"


def person(id_hash: str) -> str:
    """Return the file of the index of persons: one of 256."""
    return f"{PEOPLE}/{_spread(id_hash)}.json"


def sheet(sheet_id: str) -> str:
    """Return the file of the index of sheets: one of 1,024, by the first two characters.

    Raises:
        ValueError: It has neither 15 nor 8 characters of Crockford's base32.
    """
    names.check_sheet_id(sheet_id)
    return f"{SHEETS}/{sheet_id[:2]}.json"


def misses(key: str) -> str:
    """Return the file of wrong answers: one of 256."""
    return f"{MISSES}/{_spread(key)}.json"


def beats() -> str:
    """Return the file of all terminals' signs of life: there are few, and each is short."""
    return f"{BEATS}/beats.json"


def blob(digest: str) -> str:
    """Return the file of a blob, in one of 256 folders.

    Raises:
        ValueError: It is no SHA-256 in lower-case hex.
    """
    names.check_digest(digest)
    return f"{BLOBS}/{digest[:2]}/{digest}"


def desk(first: int) -> str:
    """Return the file of a part of the desk's chain, by the number of its first event."""
    return f"{DESK}/{first:010}.json"


def is_ours(folder: str, name: str) -> bool:
    """Tell whether a name in a folder is one that this module gives.

    All else was put there by somebody, or by a program: an editor, a file manager, a network drive.
    """
    shape = _OURS.get(folder, _DIGEST)
    return shape.fullmatch(name) is not None


def is_in(name: str, number: str) -> bool:
    """Tell whether a file is that of a student."""
    try:
        return student(number) == name
    except ValueError:
        return False


def _spread(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:2]
