"""Taking a student out, in one transaction."""

from psycopg.errors import InsufficientPrivilege

from kiosk.errors import Conflict, StoreError
from store import glance
from store.contract import Leaving
from store.postgres.desk import Desk
from store.postgres.link import Connection, Link

_ALONE = "SELECT FROM summary WHERE student_no = %s FOR UPDATE"
_END = """
SELECT seq, event::json ->> 'hash' FROM event WHERE student_no = %s ORDER BY seq DESC LIMIT 1
"""
_REMOVE = (
    "DELETE FROM person WHERE student_no = %(number)s AND id_hash = ANY(%(people)s)",
    "DELETE FROM sheet WHERE student_no = %(number)s AND sheet_id = ANY(%(sheets)s)",
    "DELETE FROM event WHERE student_no = %(number)s",
)
_FORGET = """
UPDATE summary SET format = %s, summary = '', changed = pg_current_xact_id()
WHERE student_no = %s
"""


class MayNotRemove(StoreError):
    """The role may add evidence, but not remove any."""

    text = "store.may_not_remove"


def retire(link: Link, leaving: Leaving) -> None:
    """Remove a student's chain and what leads to it, and tell the desk.

    The summary's row is what writers of a chain meet at (``store.postgres.writing``). It stays,
    empty: so whoever holds summaries in memory learns that this one is gone.

    Raises:
        Conflict: The chain is not as it was.
        MayNotRemove: The role is no member of ``hedui_retention``.
    """
    link.once(lambda connection: _retire(connection, leaving))


def _retire(connection: Connection, leaving: Leaving) -> None:
    number = leaving.student_no
    keys = {
        "number": number,
        "people": list(leaving.id_hashes),
        "sheets": list(leaving.sheet_ids),
    }
    with connection.transaction():
        connection.execute(_ALONE, [number])
        if connection.execute(_END, [number]).fetchone() != (leaving.after, leaving.head):
            raise Conflict
        try:
            Desk.tell(connection, leaving.told)
            for statement in _REMOVE:
                connection.execute(statement, keys)
        except InsufficientPrivilege:
            raise MayNotRemove from None
        connection.execute(_FORGET, [glance.GONE, number])
