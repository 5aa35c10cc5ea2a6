"""Work shared out over this machine's processors by forking, where there is much of it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Item = TypeVar("Item")
Result = TypeVar("Result")
AHEAD = 8  # items for each process that may be done before the one that is waited for


def processors() -> int:
    """Return the number of processors that work can be shared over; 1 where forking is not safe or not allowed."""
    if not forks():
        return 1
    import multiprocessing

    if multiprocessing.current_process().daemon:  # a worker itself, which may have none of its own
        return 1
    return min(len(os.sched_getaffinity(0)), 8)


def forks() -> bool:
    """True where processes can begin with all that this one has in memory."""
    return sys.platform == "linux"


def shared_out(work: Callable[[Item], Result], items: Iterable[Item], count: int) -> Iterator[Result]:
    """Do work on each item in forked processes; yields the results in the items' order.

    The children begin with the work and all it knows as they are; items and results travel, so they must pickle.
    What the work raises is raised here; ChildProcessError where a process was ended from outside.
    """
    import multiprocessing

    context = multiprocessing.get_context("fork")
    ends: list[Connection] = []
    processes = []
    try:
        for _ in range(count):
            here, there = context.Pipe()
            ends.append(here)
            process = context.Process(target=_serve, args=(work, there, list(ends)), daemon=True)
            process.start()
            processes.append(process)
            there.close()
        yield from _in_order(ends, iter(items))
    finally:
        for end in ends:
            end.close()
        for process in processes:
            process.terminate()
            process.join()


def _in_order(ends: Sequence[Connection], items: Iterator[Any]) -> Iterator[Any]:
    """Hand each process an item when it has done its last one."""
    numbered = enumerate(items)
    from multiprocessing.connection import wait

    idle, busy = list(ends), dict["Connection", int]()  # the number of the item that each process works on
    done: dict[int, Any] = {}
    wanted, handed = 0, 0  # the number that is to be yielded next, and the one that is to be handed out next
    while True:
        while idle and handed < wanted + AHEAD * len(ends):
            number, item = next(numbered, (-1, None))
            if number < 0:
                break
            end = idle.pop()
            end.send(item)
            busy[end], handed = number, number + 1
        if not busy:
            return
        for ready in cast("list[Connection]", wait(list(busy))):
            try:
                error, result = ready.recv()
            except (EOFError, ConnectionError):
                raise ChildProcessError(
                    0, "a process was ended from outside, by hand or for want of memory; build again, with -j 1"
                ) from None
            if error is not None:
                raise error
            done[busy.pop(ready)] = result
            idle.append(ready)
        while wanted in done:
            yield done.pop(wanted)
            wanted += 1


def _serve(work: Callable[[Any], Any], own: Connection, others: list[Connection]) -> None:
    """Work until nobody asks for more; others: the parent's ends, which would stay open here after its death."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its children
    for end in others:
        end.close()
    while True:
        try:
            item = own.recv()
        except (EOFError, ConnectionError):
            return
        try:
            outcome: tuple[BaseException | None, Any] = None, work(item)
        except Exception as error:  # whatever it is, it is raised where the work was asked for
            outcome = error, None
        own.send(outcome)
