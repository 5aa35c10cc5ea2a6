"""However much stands in a deck, a look at it takes little time and memory."""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

import pytest

from builder.checks import verify_bytes
from tests.checks.sound import part_of, sound_deck
from tests.tools.packages import DeckFile, changed_members

LETTERS = 3_000_000
RUN = '<a:r><a:rPr lang="nl-NL"/><a:t>{}</a:t></a:r>'

MUCH = {
    "one word": ("slide:Punten", "<a:t>een</a:t>", f"<a:t>{'a' * LETTERS}</a:t>", "text-fits"),
    "words": ("slide:Punten", "<a:t>een</a:t>", f"<a:t>{'een twee ' * (LETTERS // 9)}</a:t>", "text-fits"),
    "paths": ("slide:Punten", "<a:t>een</a:t>", f"<a:t>{'a/' * (LETTERS // 2)}</a:t>", "text-fits"),
    "ideographs": ("slide:Punten", "<a:t>een</a:t>", f"<a:t>{'字' * LETTERS}</a:t>", "text-fits"),
    "runs": ("slide:Punten", "<a:t>een</a:t></a:r>", "<a:t>een</a:t></a:r>" + RUN.format("b ") * 5_000, "text-fits"),
    "a cell": ("slide:Tabel", "<a:t>a</a:t>", f"<a:t>{'a' * LETTERS}</a:t>", "table-fits"),
    "a title": ("slide:Punten", "<a:t>Punten</a:t>", f"<a:t>{'Punten ' * (LETTERS // 7)}</a:t>", "text-fits"),
    "a description": ("slide:Een foto", "Een groen vlak", "vlak " * (LETTERS // 5), ""),
    "a category": ("chart", "<c:v>x</c:v>", f"<c:v>{'x' * LETTERS}</c:v>", "chart-matches-workbook"),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = sound_deck(tmp_path_factory.mktemp("sound"))
    verify_bytes(file.read_bytes(), "eerst.pptx")  # what is loaded once
    return file


@pytest.mark.parametrize("what", MUCH)
def test_three_million_letters(what: str, sound: Path) -> None:
    """The figures before there was a bound: 9 to 36 seconds, 900 MB."""
    part, passes, much, rule = MUCH[what]
    deck = DeckFile(sound)
    data = changed_members(deck, {part_of(deck, part): lambda text: text.decode().replace(passes, much, 1).encode()})
    tracemalloc.start()
    begun = time.process_time()
    found = verify_bytes(data, "veel.pptx")
    seconds, (_, most) = time.process_time() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert not rule or rule in {each.rule for each in found}
    assert all(len(str(each)) < 2_000 for each in found), "a finding repeats what it found"
    assert most < 150_000_000
    assert seconds < 15  # under the tracing of memory, which takes several times as long
