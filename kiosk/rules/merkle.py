"""One hash over many values, which none can be changed, moved or left out of."""

import hashlib
from collections.abc import Iterable


def root(leaves: Iterable[bytes]) -> bytes:
    """Return the root of the tree over the leaves, in their order.

    Leaves and nodes are hashed apart, so that no node passes for a leaf.

    Source: RFC 6962, section 2.1 (Merkle Hash Tree), with SHA-256.
    """
    level = [hashlib.sha256(b"\0" + leaf).digest() for leaf in leaves]
    if not level:
        return hashlib.sha256().digest()
    while len(level) > 1:
        odd = level[len(level) & ~1 :]
        level = [
            hashlib.sha256(b"\1" + left + right).digest()
            for left, right in zip(level[::2], level[1::2], strict=False)
        ] + odd
    return level[0]
