"""The web application of a live poll, by Starlette."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
from collections.abc import AsyncIterator, Awaitable, Callable
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from builder.server.door import HEADERS, Door, ShortRequests
from builder.server.voting import pages
from builder.server.voting.live import LivePolls

COOKIE, PRESENTER = "fandeck-voter", "fandeck-presenter"
MAX_BODY = 20_000
_MOST_STREAMS = 20
# What a vote leads to is told on the page by a fixed word.
_NOTES = {each: f"live_{each}" for each in ("thanks", "choose", "closed", "busy", "one")}
_PAUSE = 0.25  # seconds between two looks at what changed
Answer = Callable[[Request], Awaitable[Response]]


def application(live: LivePolls, door: Door, token: str, address: str, base: str = "") -> Starlette:
    """Return the application.

    token: what the presenter's page is opened with; address: where the public votes; base: the path before all, behind a proxy.
    """
    site = _Site(live, door, token, address, base)

    @contextlib.asynccontextmanager
    async def writing(app: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(live.write_down())
        yield
        task.cancel()

    routes = [
        Route("/", site.guarded(site.voting)),
        Route("/vote/{poll}", site.guarded(site.vote), methods=["POST"]),
        Route("/present", site.guarded(site.present)),
        Route("/present/enter", site.guarded(site.enter), methods=["POST"]),
        Route("/present/state", site.guarded(site.state), methods=["POST"]),
        Route("/present/events", site.guarded(site.events)),
        Route("/live.css", site.guarded(site.style)),
        Route("/present.js", site.guarded(site.script)),
        Route("/qr.svg", site.guarded(site.qr)),
    ]
    limit = Middleware(ShortRequests, most=MAX_BODY)
    return Starlette(routes=routes, lifespan=writing, middleware=[limit])


class _Site:
    """The answers of the application."""

    def __init__(self, live: LivePolls, door: Door, token: str, address: str, base: str) -> None:
        self.live, self.door, self.token, self.address, self.base = live, door, token, address, base
        self.streams = 0

    def guarded(self, answer: Answer) -> Answer:
        """Return an answer behind the door: known hosts, own pages, no floods."""

        async def guarded(request: Request) -> Response:
            if not self.door.knows(request.headers.get("host", "")):
                response: Response = PlainTextResponse("unknown host", 421)
            elif not self.door.lets_in(request.client.host if request.client else ""):
                response = PlainTextResponse("too many requests", 429, {"Retry-After": "2"})
            elif request.method == "POST" and not self.door.is_own(request.headers):
                response = PlainTextResponse("not from here", 403)
            else:
                response = await answer(request)
            response.headers.update(HEADERS)
            return response

        return guarded

    async def voting(self, request: Request) -> Response:
        """Show the open polls; a browser without a cookie gets one."""
        cookie = request.cookies.get(COOKIE, "")
        voter = self.live.voter(cookie)
        if not voter:
            cookie = self.live.new_cookie()
            voter = self.live.voter(cookie)
        note = _NOTES.get(request.query_params.get("note", ""), "")
        response = HTMLResponse(pages.voting_page(self.live, self._language(request), voter, self.base, note))
        self._give(response, COOKIE, cookie, "lax")
        return response

    async def vote(self, request: Request) -> Response:
        """Take a vote and lead back to the page."""
        poll, voter = request.path_params["poll"], self.live.voter(request.cookies.get(COOKIE, ""))
        fields = parse_qs((await self._body(request)).decode("utf-8", "replace"), max_num_fields=40)
        token = (fields.get("token") or [""])[0]
        if not voter or not hmac.compare_digest(token.encode(), self.live.form_token(voter, poll).encode()):
            return PlainTextResponse("this form is not from here; open the page again", 403)
        outcome = await self.live.vote(poll, voter, tuple(fields.get("choice", ())))
        if outcome == "unknown":
            return PlainTextResponse("there is no such poll or answer", 404)
        note = {"counted": "thanks", "again": "", "closed": "closed", "nothing": "choose", "too-many": "one"}[outcome]
        language = self._language(request)
        return RedirectResponse(f"{self.base}/?lang={language}" + (f"&note={note}" if note else ""), 303)

    async def present(self, request: Request) -> Response:
        """Show the presenter's page, which holds nothing until the token opens it."""
        return HTMLResponse(pages.presenter_page(self.live, self.base, self.address))

    async def enter(self, request: Request) -> Response:
        """Exchange the token for a cookie that no other site can send."""
        sent = (await self._json(request)).get("token")
        if not isinstance(sent, str) or not hmac.compare_digest(sent.encode(), self.token.encode()):
            return PlainTextResponse("wrong token", 403)
        response = Response(status_code=204)
        self._give(response, PRESENTER, self.token, "strict")
        return response

    async def state(self, request: Request) -> Response:
        """Open or close a poll."""
        sent = await self._json(request)
        if not self._presents(request) or request.headers.get("x-fandeck") != "presenter":
            return PlainTextResponse("for the presenter only", 403)
        poll = sent.get("poll")
        if not isinstance(poll, str) or self.live.question(poll) is None:
            return PlainTextResponse("there is no such poll", 404)
        await asyncio.to_thread(self.live.set_open, poll, bool(sent.get("open")))
        return Response(status_code=204)

    async def events(self, request: Request) -> Response:
        """Send what changes to the presenter's page."""
        if not self._presents(request):
            return PlainTextResponse("for the presenter only", 403)
        if self.streams >= _MOST_STREAMS:
            return PlainTextResponse("too many pages are open", 503)
        return StreamingResponse(self._changes(request), media_type="text/event-stream")

    async def _changes(self, request: Request) -> AsyncIterator[str]:
        self.streams += 1
        seen = -1
        try:
            while not await request.is_disconnected():
                if seen != self.live.changed:
                    seen = self.live.changed
                    yield f"data: {pages.state_event(self.live)}\n\n"
                await asyncio.sleep(_PAUSE)
        finally:
            self.streams -= 1

    async def style(self, request: Request) -> Response:
        return Response(pages.part("live.css"), media_type="text/css")

    async def script(self, request: Request) -> Response:
        return Response(pages.part("present.js"), media_type="text/javascript")

    async def qr(self, request: Request) -> Response:
        return Response(pages.qr_svg(self.address), media_type="image/svg+xml")

    def _presents(self, request: Request) -> bool:
        return hmac.compare_digest(request.cookies.get(PRESENTER, "").encode(), self.token.encode())

    def _language(self, request: Request) -> str:
        """Return the language that was asked for, else the first that the browser likes and the session has."""
        known = list(self.live.by_language)
        asked = [request.query_params.get("lang", "")]
        asked += [each.partition(";")[0].strip() for each in request.headers.get("accept-language", "").split(",")[:20]]
        for each in asked:
            for tag in (each, each.split("-")[0]):
                if tag in known:
                    return tag
        return known[0]

    def _give(self, response: Response, name: str, value: str, site: str) -> None:
        same: dict[str, object] = {"samesite": site, "secure": self.address.startswith("https://")}
        response.set_cookie(name, value, httponly=True, path=self.base or "/", **same)  # type: ignore[arg-type]

    async def _body(self, request: Request) -> bytes:
        made = b""
        async for chunk in request.stream():
            made += chunk
            if len(made) > MAX_BODY:
                return b""
        return made

    async def _json(self, request: Request) -> dict[str, object]:
        import json

        try:
            sent = json.loads(await self._body(request) or b"{}")
        except ValueError:
            return {}
        return sent if isinstance(sent, dict) else {}
