"""A live poll: votes counted once and none lost, whatever voters, floods and kills do; from vote to chart."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pptx
import pytest

from tests.polls.project import PollProject
from tests.server.serving import ask
from tests.server.voting.live import Served, Voter, open_poll
from tests.tools.projects import run_cli


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    made = Served(PollProject(tmp_path_factory.mktemp("live")).root)
    yield made
    made.stop()


def kept(served: Served) -> list[tuple[str, str, str]]:
    connection = sqlite3.connect(served.database)
    try:
        return connection.execute("select poll, voter, chosen from fandeck_votes").fetchall()
    finally:
        connection.close()


def test_a_vote_is_counted_once_and_nothing_of_who_votes_is_kept(served: Served) -> None:
    async def run() -> None:
        voter = Voter(served.port)
        assert 'http-equiv="refresh"' in (await voter.look()).text
        await open_poll(served, "bekend")
        page = await voter.look()
        assert "<script" not in page.text and "javascript" not in page.text.lower()
        assert 'lang="nl" dir="ltr"' in page.text and "Stem" in page.text and "Geen naam" in page.text
        assert 'lang="en"' in (await voter.look("/?lang=en")).text
        first = await voter.vote("bekend", "goed")
        assert first.status == 303 and "note=thanks" in first.headers["location"]
        again = await voter.vote("bekend", "nieuw")
        assert again.status == 303 and "thanks" not in again.headers["location"]
        assert "U hebt in deze peiling gestemd" in (await voter.look()).text
        await open_poll(served, "bekend", False)

    asyncio.run(run())
    rows = [row for row in kept(served) if row[0] == "bekend"]
    assert [row[2] for row in rows] == ['["goed"]']
    columns = (
        sqlite3.connect(served.database)
        .execute("select sql from sqlite_master where name = 'fandeck_votes'")
        .fetchone()[0]
    )
    assert [word for word in ("poll", "voter", "chosen") if word in columns] and "127.0.0.1" not in Path(
        served.database
    ).read_bytes().decode("latin-1")


def test_what_is_forged_is_refused(served: Served) -> None:
    async def run() -> None:
        await open_poll(served, "toets")
        voter, other = Voter(served.port), Voter(served.port)
        await voter.look()
        await other.look()
        token = voter.tokens["toets"]
        assert (await voter.vote("toets", "B", Origin="https://evil.example")).status == 403
        assert (await voter.vote("toets", "B", **{"Sec-Fetch-Site": "cross-site"})).status == 403
        assert (await voter.vote("toets", "B", token="0" * 32)).status == 403
        assert (await other.vote("toets", "B", token=token)).status == 403
        assert (await voter.vote("toets", "B", Host="evil.example")).status == 421
        assert (await voter.vote("toets", "Z")).status == 404
        assert (await voter.vote("bestaat-niet", "B", token=token)).status == 403
        assert "note=one" in (await voter.vote("toets", "A", "B")).headers["location"]
        assert "note=choose" in (await voter.vote("toets")).headers["location"]
        assert (await voter.vote("toets", "x" * 30_000)).status == 413
        forged = Voter(served.port)
        forged.cookie = "zelfgemaakt.0000"
        assert (await forged.vote("toets", "B", token=token)).status == 403
        await open_poll(served, "toets", False)
        assert "note=closed" in (await voter.vote("toets", "B")).headers["location"]

    asyncio.run(run())
    assert not [row for row in kept(served) if row[0] == "toets"]


def test_only_the_presenter_opens_and_sees(served: Served) -> None:
    async def run() -> None:
        sent = {"Content-Type": "application/json", "X-Fandeck": "presenter"}
        assert (
            await ask(served.port, "POST", "/present/state", sent, '{"poll": "bekend", "open": true}')
        ).status == 403
        assert (await ask(served.port, "POST", "/present/enter", sent, '{"token": "geraden"}')).status == 403
        assert (await ask(served.port, "GET", "/present/events")).status == 403
        page = await ask(served.port, "GET", "/present")
        assert served.token not in page.text
        policy = page.headers["content-security-policy"]
        assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy
        assert "access-control-allow-origin" not in page.headers

    asyncio.run(run())


def test_the_same_voter_at_once_counts_once(served: Served) -> None:
    async def run() -> None:
        await open_poll(served, "wensen")
        voter = Voter(served.port)
        await voter.look()
        await asyncio.gather(*(voter.vote("wensen", "tijd", "rust") for _ in range(30)))
        await open_poll(served, "wensen", False)

    asyncio.run(run())
    assert [row[2] for row in kept(served) if row[0] == "wensen"] == ['["tijd", "rust"]']


@pytest.mark.load
def test_a_thousand_voters_within_ten_seconds(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    made = Served(PollProject(tmp_path, english=False).root)
    choices = ("nieuw", "beetje", "goed")
    took: list[float] = []

    async def one(number: int, gate: asyncio.Semaphore) -> str:
        async with gate:
            voter = Voter(made.port)
            started = time.perf_counter()
            await voter.look()
            reply = await voter.vote("bekend", choices[number % 3])
            if number % 10 == 0:  # some are impatient
                await voter.vote("bekend", choices[(number + 1) % 3])
            took.append(time.perf_counter() - started)
            return "counted" if "note=thanks" in reply.headers.get("location", "") else str(reply.status)

    async def run() -> tuple[list[str], float]:
        await open_poll(made, "bekend")
        gate, started = asyncio.Semaphore(200), time.perf_counter()
        outcomes = await asyncio.gather(*(one(n, gate) for n in range(1000)))
        return outcomes, time.perf_counter() - started

    try:
        outcomes, seconds = asyncio.run(run())
        votes = kept(made)
    finally:
        made.stop()
    request.node.user_properties.append(("seconds", f"{seconds:.1f}, the slowest voter {max(took):.2f}"))
    assert Counter(outcomes) == {"counted": 1000}
    assert len(votes) == 1000 and len({row[1] for row in votes}) == 1000
    assert Counter(row[2] for row in votes) == {'["nieuw"]': 334, '["beetje"]': 333, '["goed"]': 333}
    assert seconds < 10


@pytest.mark.load
def test_killed_at_any_moment_it_goes_on_with_all_votes(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    made = Served(PollProject(tmp_path, english=False).root)
    sure: list[str] = []

    async def voting(seconds: float) -> None:
        async def one() -> None:
            voter = Voter(made.port)
            try:
                await voter.look()
                reply = await voter.vote("bekend", "goed")
                if "note=thanks" in reply.headers.get("location", ""):
                    sure.append(voter.cookie)
            except (OSError, EOFError):
                pass  # the server was killed: this vote may or may not have been written

        async def stream() -> None:
            while True:
                await asyncio.gather(*(one() for _ in range(10)))

        task, before = asyncio.create_task(stream()), len(sure)
        for _ in range(2000):  # a busy machine takes long for the first
            if len(sure) > before:
                break
            await asyncio.sleep(0.01)
        await asyncio.sleep(seconds)
        made.kill()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    moments = 20 if request.config.getoption("--edits") >= 1000 else 3
    try:
        asyncio.run(open_poll(made, "bekend"))
        for number in range(moments):
            before = len(sure)
            asyncio.run(voting(0.037 * number))
            made.start()
            assert len(sure) > before  # the poll was still open
        again = Voter(made.port)
        again.cookie = sure[0]
        assert "gestemd" in asyncio.run(again.look()).text
        votes = kept(made)
    finally:
        made.stop()
    assert len(votes) >= len(sure) and len({row[1] for row in votes}) == len(votes)


def test_from_votes_to_the_chart(tmp_path: Path) -> None:
    project = PollProject(tmp_path, english=False)
    made = Served(project.root)

    async def one(number: int) -> None:
        voter = Voter(made.port)
        await voter.look()
        await voter.vote("wensen", *(["tijd", "rust"] if number % 4 == 0 else ["geld"]))

    async def run() -> None:
        await open_poll(made, "wensen")
        for start in range(0, 200, 20):
            await asyncio.gather(*(one(n) for n in range(start, start + 20)))

    try:
        asyncio.run(run())
    finally:
        made.stop()
    taken = project.poll("import", "proef", made.database, "--yes", "--json")
    assert taken.code == 0, taken.out
    (account,) = taken.json["files"]
    assert (account["read"], account["counted"]) == (200, 200)
    built = project.run("build", "proef", "--json")
    deck: Any = pptx.Presentation(built.json["decks"][0]["file"])
    (chart,) = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert list(chart.plots[0].categories)[:2] == ["A  Meer tijd", "B  Meer geld"]
    assert list(chart.plots[0].series[0].values) == [0.25, 0.75, 0, 0.25, 0]


def test_link_live_shows_the_address(tmp_path: Path) -> None:
    project = PollProject(tmp_path, english=False)
    text = project.session.read_text().replace("    duration: 2\n", "    link: live\n")
    project.session.write_text(text)
    assert "there is no 'live'" in project.run("build", "proef").err
    project.session.write_text(text.replace("variables: {", "variables: {live: 'https://stem.example.nl/', "))
    assert project.run("build", "proef").code == 0
    made = project.run("build", "proef", "--json", "--set", "live=http://192.0.2.7:8765/")
    deck: Any = pptx.Presentation(made.json["decks"][0]["file"])
    words = [shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    assert "192.0.2.7:8765" in words
    notes = [slide.notes_slide.notes_text_frame.text for slide in deck.slides if slide.has_notes_slide]
    assert any("Live peiling: open haar op de pagina voor de presentator" in each for each in notes)


def test_the_pages_speak_every_language(tmp_path: Path) -> None:
    from builder.languages.labels import languages
    from builder.server.voting.live import LivePolls
    from builder.server.voting.pages import voting_page

    class NoVotes:
        def states(self) -> dict[str, str]:
            return {}

        def set_state(self, name: str, state: str) -> None: ...

        def all(self) -> list[Any]:
            return []

    told = set()
    live = LivePolls({each: [] for each in languages()}, NoVotes(), {"nl": "Goed <werk>"})  # type: ignore[arg-type]
    for language in languages():
        page = voting_page(live, language, "", "", "live_thanks")
        assert f'lang="{language}" dir="{"rtl" if language in ("ar", "he") else "ltr"}"' in page
        told.add(page.partition('role="status">')[2].partition("<")[0])
    assert len(told) == len(languages()) and "" not in told
    page = voting_page(live, "nl", "", "")
    assert "Goed &lt;werk&gt;" in page and ">العربية</a>" in page and ">polski</a>" in page


def test_two_servers_on_one_database_count_each_voter_once(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    from builder.polls.votes import Vote, Votes, url_of

    address = url_of(tmp_path / "votes.sqlite")
    servers = [Votes(address) for _ in range(4)]

    def hold(number: int) -> list[bool]:
        return servers[number].add([Vote("een", f"v{k}", ("a",)) for k in range(number * 10, number * 10 + 40)])

    with ThreadPoolExecutor(4) as pool:
        told = [first for made in pool.map(hold, range(4)) for first in made]
    assert (len(told), sum(told), len(servers[0].all())) == (160, 70, 70)


def test_floods_are_held_back() -> None:
    from builder.server.door import Door

    door = Door(burst=50, per_second=1)
    assert sum(door.lets_in("192.0.2.1") for _ in range(500)) <= 51
    assert door.lets_in("192.0.2.2")
    assert not any("192.0.2" in str(key) for key in door._buckets)


def test_wrong_usage(tmp_path: Path) -> None:
    project = PollProject(tmp_path, english=False)
    assert project.poll("serve", "proef", "-a", "all").code == 2
    assert project.poll("serve", "proef", "--database", "nonsense://x").code == 2
    assert run_cli("poll", "serve", "weg", "--project", tmp_path).code == 2


@pytest.mark.browser
def test_a_phone_votes_without_script_and_the_bars_move(served: Served, tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        presenter = browser.new_page()
        presenter.goto(f"{served.address.replace('127.0.0.1', 'localhost')}/present#{served.token}")
        presenter.wait_for_selector("#poll-wensen button[data-poll]")
        button, number = presenter.locator("#poll-wensen button"), presenter.locator("#poll-wensen [data-respondents]")
        playwright.expect(number).to_have_text(re.compile(r"\d+ antwoord"))  # the stream has begun
        before = int((number.text_content() or "").split()[0])
        button.click()
        playwright.expect(button).to_have_text("Sluiten")
        phone = browser.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=False, locale="en-GB")
        page = phone.new_page()
        page.goto(served.address)
        assert page.locator("html").get_attribute("lang") == "en"
        page.get_by_label("More time", exact=True).check()
        page.get_by_label("Rest").check()
        box = page.get_by_role("button", name="Vote").bounding_box()
        assert box is not None and box["height"] >= 44 and box["x"] >= 0 and box["x"] + box["width"] <= 360
        page.get_by_role("button", name="Vote").click()
        assert "Your vote is in" in (page.text_content("main") or "")
        playwright.expect(number).to_have_text(re.compile(rf"{before + 1} antwoord"))
        assert presenter.text_content("#poll-wensen [data-option=rust] output") == f"{before + 1} · 100%"
        browser.close()
