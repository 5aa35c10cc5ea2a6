"""Where decks go: folders of this machine, and others that are reached through fsspec."""

from __future__ import annotations

from pathlib import Path, PosixPath, WindowsPath
from typing import Any

from builder.diagnostics import UsageError, to_install


def folder_of(address: str) -> Path:
    """Return an output folder by path or URL (`s3://…`, `memory://…`); raises UsageError where its library is missing."""
    if "://" not in address:
        return Path(address).resolve()
    try:
        from upath import UPath

        folder: Any = UPath(address)
        folder.exists()
    except ImportError as error:
        raise UsageError(
            f"{address} needs a library that is not there ({error.name or error}): {to_install('cloud')},"
            " and the library of its file system (s3fs for s3://)"
        ) from None
    except ValueError as error:
        raise UsageError(f"-o {address}: {error}") from None
    place: Path = folder
    return place


def is_local(folder: Path) -> bool:
    """True for a folder of this machine; others are reached through fsspec."""
    return isinstance(folder, (PosixPath, WindowsPath)) and not hasattr(folder, "fs")
