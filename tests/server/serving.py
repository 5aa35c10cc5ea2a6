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
from pathlib import Path

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


PIECE = b"x" * 1_000_000


def flood(port: int, path: str, size: int, headers: dict[str, str], sort: str = "length") -> tuple[bytes, int]:
    """Send one request of so many bytes; returns the answer, and how many bytes were taken.

    sort: "length" of a body that is told, "chunks" of one that is not, one "header" without end.
    """
    lines = {"Host": f"127.0.0.1:{port}", **headers}
    lines |= {"length": {"Content-Length": str(size)}, "chunks": {"Transfer-Encoding": "chunked"}}.get(sort, {})
    head = f"POST {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    piece = b"%x\r\n%s\r\n" % (len(PIECE), PIECE) if sort == "chunks" else PIECE
    taken = 0
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        try:
            line.sendall(head.encode() + (b"X-Long: " if sort == "header" else b"\r\n"))
            while taken < size:
                line.sendall(piece)
                taken += len(PIECE)
        except OSError:  # cut off, or no longer listened to
            pass
        try:
            return line.recv(65536), taken
        except OSError:
            return b"", taken


def most_memory(process: int) -> int:
    """Return the most bytes that a process has held so far (Linux)."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    (line,) = (each for each in status.splitlines() if each.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024
