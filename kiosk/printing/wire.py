"""One question over IPP and its answer, as a call that blocks; pyipp and aiohttp stand behind it.

They are loaded by whoever loads this module: 190 ms that only a printer at work needs.
"""

import asyncio
import logging
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import aiohttp
from pyipp import IPP, parser
from pyipp.enums import IppOperation, IppTag
from pyipp.exceptions import IPPConnectionError, IPPError, IPPParseError
from pyipp.tags import ATTRIBUTE_TAG_MAP

_USER = "hedui"
"""Who prints, for every kiosk: the account that runs it is nobody's business."""
_CONNECT = 2.0
"""Seconds to reach a printer of the same building."""
_LONGEST = 512 << 10
"""Bytes of an answer: CUPS keeps 500 jobs, and tells some 300 bytes of each."""

logging.getLogger("asyncio").addHandler(logging.NullHandler())  # it may quote what a printer sent

# pyipp drops what it has no tag for, without a word.
ATTRIBUTE_TAG_MAP["print-scaling"] = IppTag.KEYWORD

_parse_attribute = parser.parse_attribute


def _parse_forward(
    data: bytes, offset: int, prev_attr_name: str = ""
) -> tuple[dict[str, Any], int]:
    """Read an attribute as pyipp does, which believes a length below zero and reads for ever."""
    attribute, end = _parse_attribute(data, offset, prev_attr_name)
    if end <= offset:
        raise IPPParseError
    return attribute, end


parser.parse_attribute = _parse_forward

Attributes = Mapping[str, Any]
"""As pyipp reads them: several values are a list, a single one stands alone."""


class SilentError(Exception):
    """No answer came."""

    def __init__(self, *, reached: bool) -> None:
        """Keep whether the printer may have got the question."""
        super().__init__()
        self.reached = reached


class DeclinedError(Exception):
    """The printer does not do what it was asked, or is none."""

    def __init__(self, status: int) -> None:
        """Keep the status code of IPP; 0: it gave none."""
        super().__init__()
        self.status = status


class EndlessError(DeclinedError):
    """The answer is longer than anything that a printer has to say."""

    def __init__(self) -> None:
        """Have no status: the answer was not read to its end."""
        super().__init__(0)


class _Answer(aiohttp.ClientResponse):
    """An answer that is never read further than a printer's can reach."""

    async def read(self) -> bytes:
        """Return it whole, unpacked if it came packed.

        Raises:
            EndlessError: It is too long.
        """
        body = bytearray()
        try:
            async for part in self.content.iter_any():
                body += part
                if len(body) > _LONGEST:
                    raise EndlessError
        finally:
            self.close()
        return bytes(body)


async def _stay(*_: object) -> None:
    """Follow nobody elsewhere: a sheet goes to the printer of the settings, or nowhere."""
    raise DeclinedError(0)


@dataclass(frozen=True, slots=True)
class Question:
    """One request, without what every request holds."""

    operation: IppOperation
    asked: Attributes = field(default_factory=dict)
    """Operation attributes."""
    job: Attributes = field(default_factory=dict)
    """Job attributes."""
    data: bytes = b""

    def message(self) -> dict[str, Any]:
        """Return what pyipp sends."""
        message: dict[str, Any] = {
            "operation-attributes-tag": {"requesting-user-name": _USER, **self.asked}
        }
        if self.job:
            message["job-attributes-tag"] = dict(self.job)
        if self.data:
            message["data"] = self.data
        return message


def ask(uri: str, question: Question, within: float) -> dict[str, Any]:
    """Return a printer's answer: ``jobs`` and ``printers`` are lists of attributes.

    Args:
        uri: ``ipp://…`` or ``ipps://…``. Printers sign their own certificates, and a school has no
            list of them: ``ipps`` keeps a sheet from being read on its way, it proves no printer.
        question: What is asked.
        within: Seconds.

    Raises:
        SilentError: No answer came in time.
        DeclinedError: The answer is no, or is no IPP, or names another address to ask.
        EndlessError: The answer is too long to be one.
    """
    return asyncio.run_coroutine_threadsafe(_ask(uri, question, within), _loop()).result()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """Return the loop that all questions share; it is never closed, so nobody waits for a name.

    ``asyncio.run`` would wait at its end for a look-up of a host's name that was given up.
    """
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="printing", daemon=True).start()
    return loop


async def _ask(uri: str, question: Question, within: float) -> dict[str, Any]:
    limit = aiohttp.ClientTimeout(total=within, connect=min(_CONNECT, within))
    here = aiohttp.TraceConfig()
    here.on_request_redirect.append(_stay)
    try:
        async with aiohttp.ClientSession(
            timeout=limit, response_class=_Answer, trace_configs=[here]
        ) as session:
            # pyipp's own limit is whole seconds, and ends before the answer is read
            ipp = IPP(uri, session=session, request_timeout=int(within) + 1)
            return await ipp.execute(question.operation, question.message())
    except IPPConnectionError as error:
        raise SilentError(reached=not _never_connected(error.__cause__)) from error
    except IPPError as error:
        raise DeclinedError(_status(error)) from error
    except (aiohttp.ClientError, OSError) as error:
        raise SilentError(reached=True) from error
    except ValueError as error:
        raise DeclinedError(0) from error


def _never_connected(cause: BaseException | None) -> bool:
    return isinstance(cause, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError)


def _status(error: IPPError) -> int:
    found = error.args[1] if len(error.args) > 1 else {}
    status = found.get("status-code", 0)
    return int(status)


def several(value: object) -> tuple[str, ...]:
    """Return the values of an attribute that may have several, or one, or be absent."""
    if value is None:
        return ()
    values = value if isinstance(value, Iterable) and not isinstance(value, str) else [value]
    return tuple(str(one) for one in values)


def number(value: object) -> int:
    """Return the value of an attribute that is a number; 0: it is none, or several."""
    return value if isinstance(value, int) else 0
