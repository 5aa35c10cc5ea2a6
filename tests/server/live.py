"""A live poll served in a process of its own on loopback, and voters that speak HTTP with it."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from tests.tools.projects import ROOT


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Served:
    """`fandeck poll serve` on a project."""

    def __init__(self, root: Path, port: int = 0, *more: str) -> None:
        self.root, self.port, self.more = root, port or free_port(), more
        self.start()

    def start(self) -> None:
        command = [
            sys.executable,
            "-m",
            "builder",
            "poll",
            "serve",
            "proef",
            "--project",
            str(self.root),
            "--port",
            str(self.port),
            *self.more,
        ]
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        lines = [self.process.stdout.readline() for _ in range(3)]
        self.token = lines[1].partition("#")[2].strip()
        self.database = lines[2].partition(":")[2].strip()
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        """Kill as `kill -9` does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.close_pipes()

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.close_pipes()

    def close_pipes(self) -> None:
        for pipe in (self.process.stdout, self.process.stderr):
            if pipe and not pipe.closed:
                pipe.close()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    cookies: dict[str, str]
    text: str


async def ask(port: int, method: str, path: str, headers: dict[str, str] | None = None, body: str = "") -> Reply:
    """Send one request; raises OSError or EOFError where the server goes away."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        sent = {"Host": f"127.0.0.1:{port}", "Connection": "close", "Content-Length": str(len(body)), **(headers or {})}
        lines = "".join(f"{name}: {value}\r\n" for name, value in sent.items())
        writer.write(f"{method} {path} HTTP/1.1\r\n{lines}\r\n{body}".encode())
        await writer.drain()
        data = (await reader.read()).decode()
    finally:
        writer.close()
    head, _, text = data.partition("\r\n\r\n")
    if not head.startswith("HTTP/1.1 "):
        raise ConnectionError
    got, cookies = dict[str, str](), dict[str, str]()
    for line in head.split("\r\n")[1:]:
        name, _, value = line.partition(": ")
        if name.lower() == "set-cookie":
            key, _, rest = value.partition("=")
            cookies[key] = rest.partition(";")[0]
        got[name.lower()] = value
    return Reply(int(head.split()[1]), got, cookies, text)


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
