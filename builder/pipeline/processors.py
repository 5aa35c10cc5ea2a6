"""Work shared out over this machine's processors by forking, where there is much of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
CHUNKS = 8  # for each processor, so that all end at about the same time

_work: Callable[[Any], Any] | None = None
_items: Sequence[Any] = ()


def processors() -> int:
    """Give the number of processors that work can be shared over; 1 where forking is not safe."""
    if sys.platform != "linux":
        return 1
    return min(len(os.sched_getaffinity(0)), 8)


def shared_out(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """Do work on each item in forked processes; the results come in the items' order.

    The children inherit work and items as they are; only results travel, so they must pickle.
    """
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    global _work, _items
    _work, _items = work, items
    count = processors()
    size = max(len(items) // (count * CHUNKS), 1)
    try:
        with ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("fork")) as pool:
            chunks = pool.map(_chunk, range(0, len(items), size), [size] * -(-len(items) // size))
            return [result for chunk in chunks for result in chunk]
    finally:
        _work, _items = None, ()


def _chunk(start: int, size: int) -> list[Any]:
    assert _work is not None
    return [_work(item) for item in _items[start : start + size]]
