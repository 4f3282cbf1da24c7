"""Check of the database, where the store is in one."""

from kiosk.services.doctor.findings import Check, Finding, Subject, fine, poor

_OLDEST = 14
"""Major version of PostgreSQL that has what the schema uses and still gets its repairs."""


def database(subject: Subject) -> Finding:
    """Look at the server's version and durability, and at what the program's role may do."""
    condition = subject.store().condition()
    if condition is None:
        return fine(Check.DATABASE, "files")
    if condition.server < _OLDEST:
        return poor(Check.DATABASE, "old", version=condition.server, oldest=_OLDEST)
    if condition.changeable:
        return poor(Check.DATABASE, "changeable", tables=", ".join(condition.changeable))
    if not condition.durable:
        return poor(Check.DATABASE, "not_durable")
    return fine(Check.DATABASE, version=condition.server, schema=condition.schema)
