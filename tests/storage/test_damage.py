"""A damaged store gives nothing that was not put there."""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from builder.pipeline.run import Options, build
from builder.storage.store import Store
from tests.pipeline.projects import marked_project

EVERY = Options(force=False)


def test_an_entry_is_what_was_put_under_its_kind_and_key(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("slides", "a", {"n": 1}, [b"one"])
    store.put("slides", "b", {"n": 2}, [b"two"])
    store.commit()
    assert store.get("slides", "a") == ({"n": 1}, [b"one"])
    store.close()
    with sqlite3.connect(tmp_path / "store.sqlite") as database:
        database.execute("UPDATE entries SET data = (SELECT data FROM entries WHERE key = 'a') WHERE key = 'b'")
    assert Store(tmp_path).get("slides", "a") is not None
    assert Store(tmp_path).get("slides", "b") is None  # sound in itself, and another's


def test_a_picture_is_the_one_of_its_digest(tmp_path: Path) -> None:
    import hashlib

    store, digest = Store(tmp_path), hashlib.sha256(b"picture").hexdigest()
    store.keep(digest, b"picture")
    store.commit()
    assert Store(tmp_path).media(digest) == b"picture"
    with sqlite3.connect(tmp_path / "store.sqlite") as database:
        database.execute("UPDATE entries SET data = CAST('pikture' AS BLOB)")
    assert Store(tmp_path).media(digest) is None


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(5000)])
def test_what_is_no_database_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "store.sqlite").write_bytes(content)
    store = Store(tmp_path)
    assert store.get("slides", "a") is None
    store.put("slides", "a", 1, [])
    store.commit()
    store.close()
    assert Store(tmp_path).get("slides", "a") == (1, [])


def test_whatever_bit_is_flipped_the_decks_are_the_same(tmp_path: Path) -> None:
    project = marked_project(tmp_path / "project", 1)
    session = project / "content" / "proef" / "session.yaml"
    slides = (
        "  - {kind: statement, id: zin, text: Een zin}\n"
        "  - {kind: image, id: tekening, title: Tekening, image: images/t.svg, alt: Een vlak}\n"
    )
    session.write_text("title: Proef\nlanguage: nl\nslides:\n" + slides, encoding="utf-8")
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><rect width="400" height="300" fill="#123456"/></svg>'
    (session.parent / "images" / "t.svg").write_text(svg, encoding="utf-8")
    (deck,) = build(["proef"], project, EVERY).decks
    wanted = deck.file.read_bytes()
    output = project / "output"
    sound = (output / ".fandeck" / "store.sqlite").read_bytes()
    chance = random.Random(11)
    for _ in range(200):
        shutil.rmtree(output)
        place, bit = chance.randrange(len(sound)), chance.randrange(8)
        damaged = bytearray(sound)
        damaged[place] ^= 1 << bit
        (output / ".fandeck").mkdir(parents=True)
        (output / ".fandeck" / "store.sqlite").write_bytes(damaged)
        result = build(["proef"], project, EVERY)
        assert result.ok, (place, bit, [each.message for each in result.findings])
        assert deck.file.read_bytes() == wanted, f"bit {bit} of byte {place} made another deck"


def test_whatever_byte_of_a_manifest_is_damaged_no_deck_is_taken_for_one_changed_by_hand(tmp_path: Path) -> None:
    project = marked_project(tmp_path / "project", 3)
    everyone = Options(select=("all",), jobs=1)
    decks = build(["proef"], project, everyone).decks
    wanted = [deck.file.read_bytes() for deck in decks]
    manifest = decks[0].file.parent / "manifest.json"
    sound, chance = manifest.read_bytes(), random.Random(5)
    for turn in range(40):
        damaged = bytearray(sound)
        damaged[chance.randrange(len(sound))] ^= 1 << chance.randrange(8)
        manifest.write_bytes(damaged[: chance.randrange(len(sound))] if turn % 4 == 0 else damaged)
        result = build(["proef"], project, everyone)
        assert result.ok, [each.message for each in result.findings]
        assert [deck.file.read_bytes() for deck in result.decks] == wanted
