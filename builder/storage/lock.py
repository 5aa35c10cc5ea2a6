"""One build at a time in a folder: who comes second waits.

The lock is the operating system's, on a file that holds the process's number: it ends with its process, however that
ends: a file that was left behind holds nobody up.
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
TRIES = 1000  # at a file that others remove while it is opened
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
        stream = _taken(file, waits)
    except OSError:
        yield
        return
    _held.add(stream)
    try:
        yield
    finally:
        _held.discard(stream)
        with contextlib.suppress(OSError):
            file.unlink()
            file.parent.rmdir()  # the folder, and the one that it stands in, where nothing else came into them
            file.parent.parent.rmdir()
        stream.close()


def _taken(file: Path, waits: Callable[[int], None] | None) -> BinaryIO:
    """Open a lock's file and lock it, whenever it is free; raises OSError where it cannot be made."""
    for _ in range(TRIES):
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            stream: BinaryIO = os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT, 0o666), "r+b", buffering=0)
        except (FileNotFoundError, FileExistsError):  # who had it before removed the empty folder meanwhile
            continue
        try:
            while not _locked(stream):
                if waits is not None:
                    waits(_owner(stream))
                    waits = None
                time.sleep(LOOKED)
            if _stands(stream, file):
                stream.seek(0)
                stream.write(f"{os.getpid():<20}\n".encode())
                return stream
        except BaseException:
            stream.close()
            raise
        stream.close()  # who had it before removed the file meanwhile: a new one counts
    raise FileNotFoundError(file)


def _stands(stream: BinaryIO, file: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(stream.fileno()), file.stat())
    except OSError:
        return False


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
