"""The decks that windows look at, seen again after each change of a file."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from builder.pipeline.sight import Viewer
from builder.pipeline.watching import changes_async, watched_folders
from builder.server.preview.board import Board, Choice

_LOG = logging.getLogger(__name__)
_LOOK = 0.02  # seconds between two looks at whether there is something new


class Room:
    """All boards of one session. One is there as long as a window looks at it, and the one left last."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.boards: dict[Choice, Board] = {}
        self.stop = asyncio.Event()
        self._windows: Counter[Choice] = Counter()
        self._working = asyncio.Lock()  # what is seen shares a store: one deck at a time, and in one thread
        self._thread = ThreadPoolExecutor(1)

    async def board(self, choice: Choice) -> Board:
        """Return a board for another window, its deck seen."""
        self._windows[choice] += 1
        async with self._working:
            board = self.boards.get(choice)
            if board is None:
                board = self.boards[choice] = Board(self.viewer, choice)
                await self._seen(board)
            self._clear(choice)
        return board

    async def _seen(self, board: Board) -> None:
        try:
            await asyncio.get_running_loop().run_in_executor(self._thread, board.look)
        except Exception:  # a fault of ours may not end the watching: the next change may be seen well
            _LOG.exception("the deck could not be looked at")

    def leave(self, board: Board) -> None:
        """Let a window go."""
        self._windows[board.choice] -= 1

    def _clear(self, kept: Choice) -> None:
        for choice in [each for each in self.boards if each != kept and self._windows[each] <= 0]:
            del self.boards[choice], self._windows[choice]

    async def changed(self, board: Board, turn: int, seconds: float) -> bool:
        """Wait until a board was seen again; False after so many seconds without."""
        until = asyncio.get_running_loop().time() + seconds
        while board.turn == turn and not self.stop.is_set():
            if asyncio.get_running_loop().time() > until:
                return False
            await asyncio.sleep(_LOOK)
        return True

    def choices(self) -> tuple[list[tuple[str, str]], list[str], list[str]]:
        """Return audiences (id and name), languages and brands that can be chosen."""
        return self.viewer.audiences(), self.viewer.languages(), sorted(self.viewer.project.brand_folders())

    async def watch(self) -> None:
        """See every board again after each change, until stopped."""
        folders = watched_folders(self.viewer.project, [self.viewer.name])
        async for files in changes_async(folders, self.stop):
            async with self._working:
                self.viewer.changed(files)
                for choice, board in list(self.boards.items()):
                    if self._windows[choice] > 0:
                        await self._seen(board)
                    else:
                        del self.boards[choice]
