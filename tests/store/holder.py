"""A process that holds a name until it is killed: ``python -m tests.store.holder PLACE NAME``."""

import sys

from tests.store.writer import opened, say

if __name__ == "__main__":
    with opened(sys.argv[1]).hold(sys.argv[2]) as held:
        say(held)
        sys.stdin.read()
