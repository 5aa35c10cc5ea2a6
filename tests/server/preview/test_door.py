"""Who may see the preview: its own page with this start's token, and nobody else's."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.preview.previewed import Previewed, project
from tests.server.serving import Reply, ask
from tests.tools.projects import run_cli

SCRIPTED = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="#123456"/></svg>'


@pytest.fixture(scope="module")
def previewed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Previewed]:
    made = Previewed(project(tmp_path_factory.mktemp("door")))
    yield made
    made.stop()


def send(
    previewed: Previewed, path: str, *, cookie: bool = True, method: str = "GET", body: str = "", **headers: str
) -> Reply:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    if cookie:
        given["Cookie"] = f"fandeck-preview={previewed.token}"
    return asyncio.run(ask(previewed.port, method, path, given, body))


def test_the_page_alone_is_seen_without_the_token(previewed: Previewed) -> None:
    page = send(previewed, "/", cookie=False)
    assert page.status == 200 and "Drie punten" not in page.text
    csp = page.headers["content-security-policy"]
    assert "default-src 'self'" in csp and "frame-ancestors 'none'" in csp
    assert "access-control-allow-origin" not in page.headers
    for path in ("/choices", "/events", "/place?source=punten&field=title", "/media/x.png", "/fonts/Carlito-r"):
        assert send(previewed, path, cookie=False).status == 403, path
        assert send(previewed, path, cookie=False, Cookie="fandeck-preview=guessed").status == 403
    assert send(previewed, "/choices").status == 200


def test_the_token_is_exchanged_for_a_cookie_of_this_site_alone(previewed: Previewed) -> None:
    assert send(previewed, "/enter", cookie=False, method="POST", body='{"token": "x"}').status == 403
    given = send(previewed, "/enter", cookie=False, method="POST", body=json.dumps({"token": previewed.token}))
    assert given.status == 204 and given.cookies["fandeck-preview"] == previewed.token
    assert (
        "httponly" in given.headers["set-cookie"].lower() and "samesite=strict" in given.headers["set-cookie"].lower()
    )


def test_other_sites_and_other_names_of_this_machine_are_refused(previewed: Previewed) -> None:
    assert send(previewed, "/choices", Host="evil.example.org").status == 421
    assert send(previewed, "/choices", Host=f"evil.example.org:{previewed.port}").status == 421
    for headers in (
        {"Origin": "https://evil.example.org"},
        {"Origin": "http://localhost:3000"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ):
        for path, method in (("/events", "GET"), ("/choices", "GET"), ("/open", "POST"), ("/enter", "POST")):
            assert send(previewed, path, method=method, body="{}", **headers).status == 403, (headers, path)


def test_no_path_leads_out_of_what_slides_show(previewed: Previewed) -> None:
    for path in (
        "/media/../../../etc/passwd",
        "/media/..%2f..%2fsession.yaml",
        "/fonts/../session.yaml",
        "/fonts/%2e%2e%2fetc",
        "/content/proef/session.yaml",
        "/preview.css/../../session.yaml",
        "/place?source=../../etc&field=x",
    ):
        assert send(previewed, path).status == 404, path
    opened = send(previewed, "/open", method="POST", body='{"source": "/etc/passwd", "field": "x"}')
    assert opened.status == 404


def test_a_request_without_end_is_not_read(previewed: Previewed) -> None:
    with contextlib.suppress(ConnectionError):  # it may be cut off before all is sent
        assert send(previewed, "/open", method="POST", body="x" * 20_000_000).status == 404
    assert send(previewed, "/choices").status == 200


def test_what_a_users_drawing_holds_cannot_run(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "content/proef/images/beeld.svg").write_bytes(SCRIPTED)
    part = root / "content/proef/slides/deel.yaml"
    part.write_text(part.read_text().replace("beeld.png", "beeld.svg"))
    made = Previewed(root)
    try:
        name = asyncio.run(_first_picture(made))
        picture = send(made, f"/media/{name}")
        assert picture.status == 200 and picture.headers["content-type"] == "image/svg+xml"
        assert "default-src 'none'" in picture.headers["content-security-policy"]
        assert "sandbox" in picture.headers["content-security-policy"]
    finally:
        made.stop()


async def _first_picture(made: Previewed) -> str:
    """Return the name of a picture that is not the brand's, from the first state that is sent."""
    reader, writer = await asyncio.open_connection("127.0.0.1", made.port)
    head = f"GET /events HTTP/1.1\r\nHost: localhost:{made.port}\r\nCookie: fandeck-preview={made.token}\r\n\r\n"
    writer.write(head.encode())
    data = b""
    while b"\n\n" not in data.partition(b"\r\n\r\n")[2]:
        data += await asyncio.wait_for(reader.read(65536), 30)
    writer.close()
    state = json.loads(data.decode().partition("data: ")[2].partition("\n\n")[0])
    return str(state["svg"]["beeld"].rpartition('href="media/')[2].partition('"')[0])


def test_wrong_usage(tmp_path: Path) -> None:
    root = project(tmp_path)
    assert run_cli("preview", "weg", "--no-open", "--project", root).code == 2
    (root / "content/ander").mkdir()
    (root / "content/ander/session.yaml").write_text("title: A\nlanguage: nl\nslides: []\n")
    assert "which session?" in run_cli("preview", "--no-open", "--project", root).err
