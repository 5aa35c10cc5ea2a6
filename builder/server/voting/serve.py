"""A live poll served: its polls worded in every language, its database, its address, and uvicorn."""

from __future__ import annotations

import ipaddress
import secrets
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builder.diagnostics import ContentError, UsageError, to_install
from builder.polls.questions import Wording, audiences_of, questions_of, title_of
from builder.polls.votes import Votes, url_of
from builder.projects.session import Session
from builder.server.voting.live import LivePolls

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Serving:
    """A server ready to run. address: where the public votes; presenter: the page for whoever presents."""

    app: Any
    address: str
    presenter: str
    database: str
    is_public: bool


def live_polls(session: Session, chosen: Sequence[str], database: str) -> LivePolls:
    """Return the polls of a session for an audience, with the votes that are in; raises UsageError, ContentError."""
    from builder.translation.translated import languages_at_hand

    audiences = list(audiences_of(session, chosen))
    if len(audiences) > 1:
        raise UsageError(f"a live poll is for one audience; {len(audiences)} are chosen")
    worded = {each: questions_of(session, Wording(audiences[0], each)) for each in languages_at_hand(session)}
    if not worded[session.language]:
        raise ContentError.of(
            "no-polls", f"'{session.slug}' has no polls", session.node.at, "a slide with kind: poll is one"
        )
    titles = {each: title_of(session, Wording(audiences[0], each)) for each in worded}
    return LivePolls(worded, Votes(database), titles)


def serving(
    session: Session,
    chosen: Sequence[str],
    *,
    host: str,
    port: int,
    base: str = "",
    address: str = "",
    database: str = "",
) -> Serving:
    """Return a server; raises UsageError, ContentError, OSError."""
    try:
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError:
        raise UsageError(f"a live poll needs Starlette and uvicorn: {to_install('serve')}") from None
    from builder.server.door import Door
    from builder.server.voting.app import application

    base = "/" + base.strip("/") if base.strip("/") else ""
    place = database or url_of(default_database(session, chosen))
    live = live_polls(session, chosen, place)
    public = (address or f"http://{_shown(host)}:{port}").rstrip("/")
    public += base if not public.endswith(base) else ""
    token = secrets.token_urlsafe(24)
    app = application(live, Door(address or public), token, public + "/", base)
    return Serving(app, public + "/", f"http://localhost:{port}{base}/present#{token}", place, not _is_loopback(host))


def default_database(session: Session, chosen: Sequence[str]) -> Path:
    """Return where votes are kept: in the project's output, one file for each audience."""
    from builder.storage.file_names import file_stem

    audience = next(iter(audiences_of(session, chosen)))
    folder = session.project.output / session.slug
    folder.mkdir(parents=True, exist_ok=True)
    name = file_stem((session.slug, "votes", audience.id if audience else ""))
    return folder / f"{name}.sqlite"


def run(made: Serving, host: str, port: int) -> None:
    """Serve until stopped; nothing of who asks is logged."""
    import uvicorn

    uvicorn.run(made.app, host=host, port=port, log_level="warning", access_log=False, server_header=False)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _shown(host: str) -> str:
    """Return the address that others reach this machine by, where it listens on all."""
    if host not in ("0.0.0.0", "::"):
        return f"[{host}]" if ":" in host else host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing: only asks which way would be taken
            return str(probe.getsockname()[0])
        except OSError:
            return "localhost"
