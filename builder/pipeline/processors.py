"""Work shared out over this machine's processors by forking, where there is much of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def processors() -> int:
    """Return the number of processors that work can be shared over; 1 where forking is not safe or not allowed."""
    if sys.platform != "linux":
        return 1
    import multiprocessing

    if multiprocessing.current_process().daemon:  # a worker itself, which may have none of its own
        return 1
    return min(len(os.sched_getaffinity(0)), 8)


def shared_out(work: Callable[[Item], Result], items: Sequence[Item], count: int) -> list[Result]:
    """Do work on each item in forked processes; the results come in the items' order.

    The children begin with work and items as they are; only results travel, so they must pickle. What work raises
    is raised here.
    """
    import multiprocessing

    context = multiprocessing.get_context("fork")
    started = []
    for first in range(count):
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_work_through, args=(work, items[first::count], sender), daemon=True)
        process.start()
        sender.close()
        started.append((process, receiver))
    results: list[Any] = [None] * len(items)
    try:
        for first, (process, receiver) in enumerate(started):
            try:
                error, made = receiver.recv()
            except EOFError:
                process.join()
                raise RuntimeError(f"a process that made slides ended by itself ({process.exitcode})") from None
            if error is not None:
                raise error
            results[first::count] = made
    finally:
        for process, receiver in started:
            receiver.close()
            process.terminate()
            process.join()
    return results


def _work_through(work: Callable[[Any], Any], items: Sequence[Any], sender: Connection) -> None:
    try:
        outcome: tuple[BaseException | None, list[Any]] = None, [work(item) for item in items]
    except Exception as error:  # whatever it is, it is raised where the work was asked for
        outcome = error, []
    sender.send(outcome)
    sender.close()
