"""What the page logs: JSON lines without addresses, codes, names or messages of exceptions."""

import json
import logging
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

LOGGER = logging.getLogger("kiosk.web")


class _Lines(logging.Formatter):
    """Spells a record as one JSON object.

    What libraries say is left out: it may hold an address. Of an exception its type and frames
    are kept, never its text.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        at = datetime.fromtimestamp(record.created).astimezone()
        line: dict[str, Any] = {"at": at.isoformat(timespec="milliseconds")}
        line |= getattr(record, "said", {})
        if record.exc_info and record.exc_info[0]:
            kind, _, traceback = record.exc_info
            line["error"] = kind.__name__
            line["where"] = []
            while traceback:
                code = traceback.tb_frame.f_code
                line["where"].append(f"{Path(code.co_filename).name}:{traceback.tb_lineno}")
                traceback = traceback.tb_next
        return json.dumps(line, ensure_ascii=False)


def to(stream: TextIO = sys.stderr) -> None:
    """Log to a stream, and nowhere else; what libraries have to say goes nowhere."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_Lines())
    LOGGER.handlers[:] = [handler]
    LOGGER.propagate = False
    logging.basicConfig(handlers=[logging.NullHandler()])
    LOGGER.setLevel(logging.INFO)


def say(**said: object) -> None:
    """Log one line.

    Args:
        said: Its keys and values.
    """
    LOGGER.info("", extra={"said": said})
