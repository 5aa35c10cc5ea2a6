"""A live poll served in a process of its own, and voters that speak HTTP with it."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlencode

from tests.server.serving import Reply, Serving, ask


class Served(Serving):
    """`fandeck poll serve` on a project."""

    def __init__(self, root: Path, port: int = 0, *more: str) -> None:
        super().__init__(port, "poll", "serve", "proef", "--project", str(root), *more)

    def listen(self) -> None:
        lines = [self.line() for _ in range(3)]
        self.token = lines[1].partition("#")[2].strip()
        self.database = lines[2].partition(":")[2].strip()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def forms_in(page: str) -> dict[str, str]:
    """Return the token of each poll's form on a page."""
    return dict(re.findall(r'action="[^"]*/vote/([^"?]+)[^"]*".*?name="token" value="([0-9a-f]+)"', page, re.S))


class Voter:
    """One browser."""

    def __init__(self, port: int) -> None:
        self.port, self.cookie, self.tokens = port, "", dict[str, str]()

    @property
    def headers(self) -> dict[str, str]:
        return {"Cookie": f"fandeck-voter={self.cookie}"} if self.cookie else {}

    async def look(self, path: str = "/") -> Reply:
        reply = await ask(self.port, "GET", path, self.headers)
        self.cookie = self.cookie or reply.cookies.get("fandeck-voter", "")
        self.tokens |= forms_in(reply.text)
        return reply

    async def vote(self, poll: str, *choices: str, token: str = "", **headers: str) -> Reply:
        body = urlencode([("choice", each) for each in choices] + [("token", token or self.tokens.get(poll, ""))])
        sent = {**self.headers, "Content-Type": "application/x-www-form-urlencoded", **headers}
        return await ask(self.port, "POST", f"/vote/{poll}", sent, body)


async def open_poll(served: Served, poll: str, is_open: bool = True) -> Reply:
    """Open or close a poll as the presenter's page does."""
    json_ = {"Content-Type": "application/json", "X-Fandeck": "presenter", "Sec-Fetch-Site": "same-origin"}
    entered = await ask(served.port, "POST", "/present/enter", json_, f'{{"token": "{served.token}"}}')
    cookie = {"Cookie": f"fandeck-presenter={entered.cookies['fandeck-presenter']}"}
    state = "true" if is_open else "false"
    return await ask(
        served.port, "POST", "/present/state", {**json_, **cookie}, f'{{"poll": "{poll}", "open": {state}}}'
    )
