"""The roster: matched, previewed, brought in, and what it means for open requests."""
