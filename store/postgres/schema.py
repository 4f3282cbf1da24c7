"""The database's schema: how it comes about, and what a role may do in it."""

from psycopg import errors

import assets
from kiosk.errors import StoreError
from store.database import Condition
from store.postgres.link import Connection, Link

_LOCK = 0x6865647569
"""Advisory lock under which one process at a time changes the schema."""
_EVIDENCE = ("event", "desk_event", "person", "sheet", "blob")
_CHANGES = ("UPDATE", "DELETE", "TRUNCATE")
_MAY = "SELECT has_table_privilege(%s, %s)"
_RETENTION = """
SELECT EXISTS (
    SELECT FROM pg_roles WHERE rolname = 'hedui_retention' AND pg_has_role(oid, 'USAGE')
)
"""
_RETIRES = {("event", "DELETE"), ("person", "DELETE"), ("sheet", "DELETE"), ("blob", "DELETE")}
"""What a member of that role may do."""
_BEGUN = """
SELECT EXISTS (
    SELECT FROM pg_class WHERE relname = 'schema_version' AND pg_table_is_visible(oid)
)
"""
"""Not ``to_regclass``, which may answer from before the lock was got."""
_UTF8 = "UTF8"


class SchemaMismatch(StoreError):
    """The database has schema ``found``, the program needs ``needed``, the role may not help."""

    text = "store.schema_mismatch"


class NotUtf8(StoreError):
    """The database keeps text in an ``encoding`` that has no room for every name."""

    text = "store.not_utf8"


def ensure(link: Link) -> None:
    """Bring the schema up to the program's, if it is behind and the role may.

    Raises:
        NotUtf8: The database is of no use.
        SchemaMismatch: It is behind and the role is not its owner, or it is ahead.
    """
    found = link.again(_version)
    if found == 0:
        encoding = link.again(lambda one: one.info.parameter_status("server_encoding")) or ""
        if encoding != _UTF8:
            raise NotUtf8(encoding=encoding)
    needed = len(assets.migrations())
    if found < needed:
        found = link.once(_migrate)
    if found != needed:
        raise SchemaMismatch(found=str(found), needed=str(needed))


def grant(link: Link) -> None:
    """Make the program's role, or renew its rights; for the owner of the schema."""
    link.once(lambda connection: connection.execute(assets.sql("roles")))


def condition(link: Link) -> Condition:
    """Return what a careful owner wants to know about the database."""
    return link.again(_condition)


def _version(connection: Connection) -> int:
    if connection.execute(_BEGUN).fetchone() != (True,):
        return 0
    (version,) = connection.execute("SELECT max(version) FROM schema_version").fetchone() or (0,)
    return int(version)


def _migrate(connection: Connection) -> int:
    """Apply what is missing, all or nothing, and return the version that there is then."""
    try:
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            version = _version(connection)
            for script in assets.migrations()[version:]:
                version += 1
                connection.execute(script)
                connection.execute("INSERT INTO schema_version VALUES (%s)", [version])
    except errors.InsufficientPrivilege:
        return _version(connection)
    return version


def _condition(connection: Connection) -> Condition:
    settings = connection.execute(
        "SELECT current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on'"
    ).fetchone()
    retires = connection.execute(_RETENTION).fetchone() == (True,)
    wrong = {(table, act) for table in _EVIDENCE for act in _CHANGES} - (
        _RETIRES if retires else set()
    )
    found = {table for table, act in sorted(wrong) if _may(connection, table, act)}
    changeable = tuple(table for table in _EVIDENCE if table in found)
    return Condition(
        server=connection.info.server_version // 10_000,
        schema=_version(connection),
        durable=settings == (True,),
        changeable=changeable,
    )


def _may(connection: Connection, table: str, act: str) -> bool:
    return connection.execute(_MAY, [table, act]).fetchone() == (True,)
