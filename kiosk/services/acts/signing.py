"""Signatures as a store keeps them: the drawn ones as blobs, beside what an event says of them."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kiosk.errors import StoreDamaged
from kiosk.model.signature import Signature, Strokes
from kiosk.rules import chain
from kiosk.rules.shapes import is_number, many, table
from store.contract import Store

_DRAWN = table({"width": is_number, "height": is_number, "lines": many(many(many(is_number)))})


def kept(store: Store, signature: Signature, strokes: Strokes | None) -> Signature:
    """Return a signature whose strokes, if it was drawn, lie in the store."""
    if strokes is None:
        return signature
    return replace(signature, blob=store.put_blob(strokes_json(strokes)))


def signature_json(signature: Signature) -> dict[str, str]:
    """Return a signature as events hold it."""
    known = {"by": signature.by.value, "blob": signature.blob, "name": signature.name}
    return {key: value for key, value in known.items() if value}


def strokes_json(strokes: Strokes) -> bytes:
    """Return a drawn signature as its blob holds it."""
    return chain.canonical(
        {
            "width": strokes.width,
            "height": strokes.height,
            "lines": [[list(point) for point in line] for line in strokes.lines],
        }
    )


def drawn(store: Store, digest: str) -> Strokes | None:
    """Return the drawn signature of a digest; nothing if its blob was never put.

    Raises:
        StoreDamaged: The blob holds none: another program wrote it.
    """
    data = store.blob(digest)
    try:
        return strokes_of(json.loads(data)) if data is not None else None
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise StoreDamaged(file=digest, offset="0") from error


def strokes_of(value: Mapping[str, Any]) -> Strokes:
    """Return the drawn signature that a blob's JSON holds.

    Raises:
        KeyError, TypeError, ValueError: It holds none.
    """
    sound = _DRAWN(value) and chain.is_stable(value)
    if not (sound and value["width"] > 0 and value["height"] > 0):
        raise ValueError("no strokes")
    lines = tuple(tuple((x, y) for x, y in line) for line in value["lines"])
    return Strokes(value["width"], value["height"], lines)
