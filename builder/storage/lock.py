"""One build at a time in a folder: who comes second waits.

The lock is the operating system's, on a file that holds the process's number: it ends with its process, however that
ends, so that none is ever left behind.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

LOOKED = 0.05  # seconds between two looks at a lock that another process has
_FAR = 1 << 30  # the byte that Windows locks: beyond the process's number, which stays readable
_held: weakref.WeakSet[BinaryIO] = weakref.WeakSet()


def _let_go() -> None:
    """Close the locks of the parent in a forked child: they would live as long as it does."""
    for stream in list(_held):
        stream.close()
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


@contextmanager
def alone_in(file: Path, waits: Callable[[int], None] | None = None) -> Iterator[None]:
    """Hold a lock while the block runs, after whoever has it; where the folder takes no file, there is no lock.

    waits: called once where another has it, with the number of its process (0 where that is not known).
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        stream: BinaryIO = file.open("r+b" if file.exists() else "w+b", buffering=0)
    except OSError:
        yield
        return
    with stream:
        if not _locked(stream):
            if waits is not None:
                waits(_owner(stream))
            while not _locked(stream):
                time.sleep(LOOKED)
        _held.add(stream)
        with contextlib.suppress(OSError):
            stream.seek(0)
            stream.write(f"{os.getpid():<20}\n".encode())
        try:
            yield
        finally:
            _held.discard(stream)


def _locked(stream: BinaryIO) -> bool:
    """Take the lock; False where another has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            stream.seek(_FAR)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True  # a file system without locks
    return True


def _owner(stream: BinaryIO) -> int:
    try:
        stream.seek(0)
        return int(stream.read(40).split()[0])
    except (OSError, ValueError, IndexError):
        return 0
