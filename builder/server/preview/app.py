"""The web application of the preview, by Starlette: what only its own page, with this start's token, may see."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from builder.languages.names import own_name
from builder.pages.templating import rendered
from builder.server.door import HEADERS, Door, ShortRequests
from builder.server.preview.board import Choice
from builder.server.preview.editor import address_of, opened
from builder.server.preview.room import Room
from builder.server.preview.sources import place_of

FOLDER = Path(__file__).parent / "templates"
COOKIE = "fandeck-preview"
MAX_BODY = 8_000
_LONGEST = 1_000  # characters of a part's words
_MOST_STREAMS = 24
_ALIVE = 15  # seconds after which a silent stream says that it is there
Answer = Callable[[Request], Awaitable[Response]]


def application(room: Room, door: Door, token: str) -> Starlette:
    """Return the application; token: what the page is opened with."""
    site = _Site(room, door, token)

    @contextlib.asynccontextmanager
    async def watching(app: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(room.watch())
        yield
        room.stop.set()
        task.cancel()

    routes = [
        Route("/", site.guarded(site.page, known=False)),
        Route("/preview.css", site.guarded(site.style, known=False)),
        Route("/preview.js", site.guarded(site.script, known=False)),
        Route("/enter", site.guarded(site.enter, known=False), methods=["POST"]),
        Route("/choices", site.guarded(site.choices)),
        Route("/events", site.guarded(site.events)),
        Route("/place", site.guarded(site.place)),
        Route("/open", site.guarded(site.open), methods=["POST"]),
        Route("/media/{name}", site.guarded(site.media)),
        Route("/fonts/{name}", site.guarded(site.font)),
    ]
    limit = Middleware(ShortRequests, most=MAX_BODY)
    return Starlette(routes=routes, lifespan=watching, middleware=[limit])


class _Site:
    """The answers of the application."""

    def __init__(self, room: Room, door: Door, token: str) -> None:
        self.room, self.door, self.token = room, door, token
        self.streams = 0

    def guarded(self, answer: Answer, *, known: bool = True) -> Answer:
        """Return an answer behind the door; known: only for who has brought the token."""

        async def guarded(request: Request) -> Response:
            if not self.door.knows(request.headers.get("host", "")):
                response: Response = PlainTextResponse("unknown host", 421)
            elif not self.door.lets_in(request.client.host if request.client else ""):
                response = PlainTextResponse("too many requests", 429, {"Retry-After": "2"})
            elif (known or request.method == "POST") and not self.door.is_own(request.headers):
                response = PlainTextResponse("not from here", 403)
            elif known and not hmac.compare_digest(request.cookies.get(COOKIE, "").encode(), self.token.encode()):
                response = PlainTextResponse("open the address that fandeck preview printed", 403)
            else:
                response = await answer(request)
            response.headers.update({**HEADERS, **dict(response.headers)})
            return response

        return guarded

    async def page(self, request: Request) -> Response:
        """Show the page, which holds nothing until the token opens it."""
        return HTMLResponse(rendered("preview.html", FOLDER, session=self.room.viewer.folder.name))

    async def style(self, request: Request) -> Response:
        return FileResponse(FOLDER / "preview.css")

    async def script(self, request: Request) -> Response:
        return FileResponse(FOLDER / "preview.js")

    async def enter(self, request: Request) -> Response:
        """Exchange the token for a cookie that no other site can send."""
        sent = (await _json(request)).get("token")
        if not isinstance(sent, str) or not hmac.compare_digest(sent.encode(), self.token.encode()):
            return PlainTextResponse("wrong token", 403)
        response = Response(status_code=204)
        response.set_cookie(COOKIE, self.token, httponly=True, samesite="strict", path="/")
        return response

    async def choices(self, request: Request) -> Response:
        """List what can be chosen: audiences, languages, brands."""
        audiences, languages, brands = await asyncio.to_thread(self.room.choices)
        return JSONResponse({
            "audiences": audiences, "brands": brands,
            "languages": [(each, own_name(each)) for each in languages],
        })  # fmt: skip

    async def events(self, request: Request) -> Response:
        """Send a deck as it changes."""
        if self.streams >= _MOST_STREAMS:
            return PlainTextResponse("too many windows are open", 503)
        return StreamingResponse(self._changes(request, _choice(request)), media_type="text/event-stream")

    async def _changes(self, request: Request, choice: Choice) -> AsyncIterator[str]:
        self.streams += 1
        sent: dict[str, str] = {}
        seen = -1
        board = await self.room.board(choice)
        try:
            while not self.room.stop.is_set() and not await request.is_disconnected():
                if board.turn != seen:
                    seen = board.turn
                    yield f"data: {json.dumps(board.state(sent), ensure_ascii=False)}\n\n"
                    board.taken()
                elif not await self.room.changed(board, seen, _ALIVE):
                    yield ": still here\n\n"
        finally:
            self.streams -= 1
            self.room.leave(board)

    async def place(self, request: Request) -> Response:
        """Say where in the content a part of a slide stands."""
        found = self._place(dict(request.query_params))
        return JSONResponse(found[1]) if found else PlainTextResponse("there is no such slide", 404)

    async def open(self, request: Request) -> Response:
        """Open a place in the editor; the address of one that the browser can open instead."""
        found = self._place(await _json(request))
        if found is None:
            return PlainTextResponse("there is no such slide", 404)
        at, told = found
        return JSONResponse({**told, "opened": await asyncio.to_thread(opened, at, self.room.viewer.project)})

    def _place(self, sent: dict[str, Any]) -> Any:
        board = self.room.boards.get(_choice_of(sent))
        source, field, words = (str(sent.get(each, ""))[:_LONGEST] for each in ("source", "field", "words"))
        at = place_of(board.session, source, field, words) if board and board.session else None
        if at is None or board is None:
            return None
        board.looked_at = source  # windows ask for the place of what they show
        project = self.room.viewer.project
        told = {"file": at.file, "line": at.line, "column": at.column, "address": address_of(at, project)}
        return at, told

    async def media(self, request: Request) -> Response:
        """Send a picture that a drawing names; an SVG of a user's can run nothing."""
        name = request.path_params["name"]
        for board in self.room.boards.values():
            if name in board.media:
                kind, data = board.media[name]
                own = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
                return Response(data, media_type=kind, headers={**own, "Cache-Control": "private, max-age=86400"})
        return PlainTextResponse("there is no such picture", 404)

    async def font(self, request: Request) -> Response:
        """Send a font file that drawings are set in."""
        for board in self.room.boards.values():
            path: Path | None = board.fonts.get(request.path_params["name"])
            if path is not None and path.is_file():
                return FileResponse(path, media_type="font/ttf", headers={"Cache-Control": "private, max-age=3600"})
        return PlainTextResponse("there is no such font", 404)


def _choice(request: Request) -> Choice:
    return _choice_of(dict(request.query_params))


def _choice_of(sent: dict[str, Any]) -> Choice:
    return Choice(*(str(sent.get(each, ""))[:200] for each in Choice._fields))


async def _json(request: Request) -> dict[str, Any]:
    made = b""
    async for chunk in request.stream():
        made += chunk
        if len(made) > MAX_BODY:
            return {}
    try:
        sent = json.loads(made or b"{}")
    except ValueError:
        return {}
    return sent if isinstance(sent, dict) else {}
