"""A request of a gigabyte to either server: it is cut off, nothing of it is kept, and others are served after it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.polls.project import PollProject
from tests.server.preview.previewed import Previewed, project
from tests.server.serving import Serving, ask, flood, most_memory
from tests.server.voting.live import Served

GIGABYTE = 1_000_000_000
KEPT = 20_000_000  # more that a server may have held meanwhile
REFUSED = ("400", "403", "404", "405", "413")
TAKEN = 50_000_000  # bytes that may have gone before the line is cut: what the system holds on its way
DOORS = [
    ("preview", "/open"), ("preview", "/enter"), ("preview", "/nowhere"), ("preview", "/preview.css"),
    ("poll", "/vote/bekend"), ("poll", "/present/enter"), ("poll", "/qr.svg"),
]  # fmt: skip

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="how much memory was held is told by Linux"
)


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Serving]]:
    made: dict[str, Serving] = {}
    try:
        made["preview"] = Previewed(project(tmp_path_factory.mktemp("preview")))
        made["poll"] = Served(PollProject(tmp_path_factory.mktemp("poll")).root)
        yield made
    finally:
        for each in made.values():
            each.stop()


@pytest.mark.parametrize("sort", ["length", "chunks", "header"])
@pytest.mark.parametrize(("name", "path"), DOORS)
def test_a_gigabyte_gets_nothing_and_is_not_kept(servers: dict[str, Serving], name: str, path: str, sort: str) -> None:
    server = servers[name]
    cookie = {"Cookie": f"fandeck-preview={server.token}"} if isinstance(server, Previewed) else {}
    before = most_memory(server.process.pid)
    answer, taken = flood(server.port, path, GIGABYTE, cookie, sort)
    status = answer.decode(errors="replace").partition(" ")[2][:3]
    assert status in REFUSED if status else taken < GIGABYTE  # it may be cut off without an answer
    assert taken < TAKEN
    assert most_memory(server.process.pid) - before < KEPT
    assert asyncio.run(ask(server.port, "GET", "/")).status == 200
