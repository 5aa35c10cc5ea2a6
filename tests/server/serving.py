"""A command that serves, run in a process of its own on loopback, and plain HTTP spoken with it."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass

from tests.tools.projects import ROOT


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Serving:
    """`fandeck` with these words of its command line."""

    def __init__(self, port: int, *words: str) -> None:
        self.port, self.words = port or free_port(), words
        self.start()

    def start(self) -> None:
        """Start, and wait until it answers."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "builder", *self.words, "--port", str(self.port)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "EDITOR": "", "VISUAL": ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.listen()
        for _ in range(400):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError("the server did not start")

    def listen(self) -> None:
        """Take what it says first."""

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def kill(self) -> None:
        """Kill as `kill -9` does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self._close_pipes()

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self._close_pipes()

    def _close_pipes(self) -> None:
        for pipe in (self.process.stdout, self.process.stderr):
            if pipe and not pipe.closed:
                pipe.close()


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
