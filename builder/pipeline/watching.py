"""Changes of a project's files, as they are made."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builder.diagnostics import UsageError, to_install
from builder.projects.project import OWN_FOLDER, Project

if TYPE_CHECKING:
    import asyncio
    import threading

SETTLED = 60  # milliseconds within which changes count as one: editors write a file in several steps
_BEAT = 250  # milliseconds after which the watcher looks whether it is to stop
_STEP = 15  # milliseconds without a change, after which it is told
_IGNORED = frozenset((".git", "__pycache__", ".idea", ".vscode", "node_modules", OWN_FOLDER))
_TEMPORARY = ("~", ".swp", ".swx", ".tmp", ".part", "4913")


def watched_folders(project: Project, sessions: Iterable[str]) -> list[Path]:
    """Return the folders that decks are made from: content, brands, and sessions that stand elsewhere."""
    folders = [project.content, project.templates, *(project.session_folder(each) for each in sessions)]
    kept = [each.resolve() for each in folders if each.is_dir()]
    return [each for each in dict.fromkeys(kept) if not any(other in each.parents for other in kept)]


def changes(folders: list[Path], stop: threading.Event | None = None) -> Iterator[list[Path]]:
    """Yield the files that changed, after each change; first nothing, from where on no change is missed.

    Raises UsageError where the library for it is missing.
    """
    watchfiles = _library()
    begun = False
    for found in watchfiles.watch(
        *folders, watch_filter=_counts, debounce=SETTLED, step=_STEP, stop_event=stop, raise_interrupt=False,
        rust_timeout=_BEAT, yield_on_timeout=True,
    ):  # fmt: skip
        if found or not begun:
            yield _told(found)
        begun = True


async def changes_async(folders: list[Path], stop: asyncio.Event) -> AsyncIterator[list[Path]]:
    """Yield the files that changed, until stopped."""
    watchfiles = _library()
    async for found in watchfiles.awatch(*folders, watch_filter=_counts, debounce=SETTLED, step=_STEP, stop_event=stop):
        yield _told(found)


def _told(found: Iterable[tuple[object, str]]) -> list[Path]:
    """Return the files of a change; of those that are gone only where nothing else changed: programs write by renaming."""
    files = sorted({Path(name) for _, name in found})
    return [each for each in files if each.exists()] or files


def _counts(_: object, name: str) -> bool:
    """True for a file that a deck may be made from."""
    path = Path(name)
    return not (_IGNORED.intersection(path.parts) or path.name.startswith(".#") or path.name.endswith(_TEMPORARY))


def _library() -> Any:
    try:
        import watchfiles
    except ImportError:
        raise UsageError(f"watching files needs watchfiles: {to_install('preview')}") from None
    return watchfiles
