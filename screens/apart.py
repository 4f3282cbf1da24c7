"""Blocking calls beside the screen, which is never kept waiting, not even at its end."""

import asyncio
import contextvars
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any, ParamSpec, TypeVar

T = TypeVar("T")
P = ParamSpec("P")


async def apart(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Return what a call returns, from a thread that ends with the program.

    A printer may hold a call for minutes: the threads of ``asyncio.to_thread`` would hold a
    program as long that staff have ended.

    Raises:
        Exception: Whatever the call raises.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[T] = loop.create_future()
    context = contextvars.copy_context()

    def give(settle: Callable[[Any], None], value: object) -> None:
        if not answer.done():
            settle(value)

    def run() -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            try:
                found = context.run(call, *args, **kwargs)
            except BaseException as error:  # noqa: BLE001 - handed to whoever waits
                loop.call_soon_threadsafe(give, answer.set_exception, error)
            else:
                loop.call_soon_threadsafe(give, answer.set_result, found)

    Thread(target=run, daemon=True).start()
    return await answer
