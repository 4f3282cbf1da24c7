"""What is known about a database that keeps a store, for whoever looks after it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Condition:
    """How a database stands."""

    server: int
    """Major version of the server."""
    schema: int
    """Number of the last migration."""
    durable: bool
    """The server syncs what it acknowledges (``fsync``, ``full_page_writes``)."""
    changeable: tuple[str, ...]
    """Tables of evidence in which the program's role may change or remove something."""
