"""The preview served on this machine: its token, its address, and uvicorn."""

from __future__ import annotations

import contextlib
import ipaddress
import os
import secrets
import socket
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NamedTuple

from builder.diagnostics import UsageError, to_install
from builder.projects.project import Project

if TYPE_CHECKING:
    from builder.server.preview.room import Room

PORT = 8700
_TRIED = 20  # ports after the usual one


class Preview(NamedTuple):
    """A preview ready to run; address: to open, with the token."""

    app: Any
    room: Room
    address: str
    port: int
    is_public: bool


def preview(name: str, project: Project, host: str, port: int) -> Preview:
    """Return the preview of a session; port: 0 for the first that is free. Raises UsageError."""
    for library in ("starlette", "uvicorn", "watchfiles"):
        try:
            __import__(library)
        except ImportError:
            raise UsageError(f"the preview needs {library}: {to_install('preview')}") from None
    from builder.export import PageView
    from builder.pipeline.sight import Viewer
    from builder.server.door import Door
    from builder.server.preview.app import application
    from builder.server.preview.room import Room

    viewer = Viewer(name, project, (PageView,))
    free = port or _free(host)
    token = _token(project.store() / f"preview-{free}.token")
    shown = "localhost" if _is_loopback(host) or host in ("0.0.0.0", "::") else host
    door = Door("" if _is_loopback(host) else f"http://{host}:{free}")
    room = Room(viewer)
    app = application(room, door, token)
    return Preview(app, room, f"http://{shown}:{free}/#{token}", free, not _is_loopback(host))


def run(made: Preview, host: str) -> None:
    """Serve until stopped."""
    import uvicorn

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            made.room.stop.set()  # ends the streams, which would be waited for
            super().handle_exit(sig, frame)

    how = uvicorn.Config(
        made.app, host=host, port=made.port, log_level="warning", access_log=False, server_header=False,
        timeout_graceful_shutdown=2,
    )  # fmt: skip
    with contextlib.suppress(KeyboardInterrupt):
        Server(how).run()


def _token(path: Path) -> str:
    """Return the token of this port's preview, kept for its owner alone: a window that is open finds a new start again."""
    with contextlib.suppress(OSError):
        kept = path.read_text(encoding="ascii").strip()
        if len(kept) >= 32 and not path.stat().st_mode & 0o077:
            return kept
    token = secrets.token_urlsafe(32)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as stream:
            stream.write(token)
    return token


def _free(host: str) -> int:
    """Return the first port from the usual one on that nobody listens on; raises UsageError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for port in range(PORT, PORT + _TRIED):
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise UsageError(f"ports {PORT} to {PORT + _TRIED - 1} are taken: choose one with --port")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
