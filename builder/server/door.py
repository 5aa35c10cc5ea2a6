"""Who may come in: Host and Origin looked at, floods held back, and the headers of every answer."""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
}  # fmt: skip
_MOST = 20_000  # addresses that are remembered at a time


def host_of(text: str) -> str:
    """Return the name in a Host header without its port, in lower case."""
    try:
        return (urlsplit(f"//{text}").hostname or "").lower()
    except ValueError:
        return ""


class Door:
    """The rules of one server. address: under which the public reaches it, "" where that is the machine alone."""

    def __init__(self, address: str = "", *, burst: int = 4000, per_second: float = 400) -> None:
        """burst, per_second: requests from one network address; a whole room may be behind one."""
        self.public = host_of(urlsplit(address).netloc) if address else ""
        self.burst, self.per_second = burst, per_second
        self._key = secrets.token_bytes(16)  # addresses are remembered as a keyed digest, in memory, for seconds
        self._buckets: dict[bytes, tuple[float, float]] = {}

    def knows(self, host: str) -> bool:
        """True for a Host that leads here: a number, this machine, or the public address; never another's name."""
        name = host_of(host)
        if name in ("localhost", self.public) and name:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    def is_own(self, headers: Mapping[str, str]) -> bool:
        """True for a request that one of our own pages sent."""
        site = headers.get("sec-fetch-site")
        if site is not None and site != "same-origin":
            return False
        origin = headers.get("origin")
        if origin is None or origin == "null":
            return site == "same-origin" or (origin is None and site is None)
        return urlsplit(origin).netloc.lower() == headers.get("host", "").lower() or host_of(
            urlsplit(origin).netloc
        ) == (self.public or None)

    def lets_in(self, address: str) -> bool:
        """True while an address has not asked for too much."""
        now, key = time.monotonic(), hashlib.blake2b(address.encode(), key=self._key, digest_size=8).digest()
        if len(self._buckets) > _MOST:
            self._buckets = {k: v for k, v in self._buckets.items() if now - v[1] < 10}
            if len(self._buckets) > _MOST:
                self._buckets.clear()
        left, last = self._buckets.get(key, (float(self.burst), now))
        left = min(self.burst, left + (now - last) * self.per_second)
        self._buckets[key] = (left - 1 if left >= 1 else left, now)
        return left >= 1


class ShortRequests:
    """An application that ends the line to who sends too much, with its answer; else all of it would be read first.

    most: bytes of a request; one whose length is not told gets the application's answer, and no second one.
    """

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app, self.most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        told = dict(scope["headers"]) if scope["type"] == "http" else {}
        length = told.get(b"content-length", b"0")

        async def last(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), (b"connection", b"close")]
            await send(message)

        if not length.isdigit() or int(length) > self.most:
            lines = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
            await last({"type": "http.response.start", "status": 413, "headers": lines})
            await send({"type": "http.response.body", "body": b"too long"})
        else:
            await self.app(scope, receive, last if b"transfer-encoding" in told else send)
