"""Decks saved as "Strict Open XML": other namespaces, and percentages with their sign."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.checks import verify_bytes
from builder.ooxml.deck import DeckPackage
from builder.ooxml.text import words_of
from tests.checks.sound import part_of, sound_deck
from tests.tools.packages import DeckFile, changed_members

_PLAIN = b"http://schemas.openxmlformats.org/"
NAMESPACES = [
    (_PLAIN + b"presentationml/2006/main", b"http://purl.oclc.org/ooxml/presentationml/main"),
    (_PLAIN + b"drawingml/2006/main", b"http://purl.oclc.org/ooxml/drawingml/main"),
    (_PLAIN + b"drawingml/2006/chart", b"http://purl.oclc.org/ooxml/drawingml/chart"),
    (_PLAIN + b"officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
]
PERCENTAGES = re.compile(rb'(<a:(?:lumMod|lumOff|alpha|spcPct|tint|shade) val|fontScale|lnSpcReduction)="(-?\d+)"')


def strict(raw: bytes) -> bytes:
    """Write a part as PowerPoint saves it in a Strict file."""
    for old, new in NAMESPACES:
        raw = raw.replace(old, new)
    return PERCENTAGES.sub(lambda found: b'%s="%g%%"' % (found[1], int(found[2]) / 1000), raw)


def strict_deck(sound: Path, change: Callable[[bytes], bytes] = lambda raw: raw) -> bytes:
    """Write the sound deck as a Strict file, with a change of its slide of points before."""
    deck = DeckFile(sound)
    part = part_of(deck, "slide:Punten")
    names = [name for name in deck.names if name.endswith((".xml", ".rels")) and name != "[Content_Types].xml"]
    changes: dict[str, Callable[[bytes], bytes] | None] = dict.fromkeys(names, strict)
    return changed_members(deck, {**changes, part: lambda raw: strict(change(raw))})


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sound_deck(tmp_path_factory.mktemp("strict"))


def scaled(percent: int) -> Callable[[bytes], bytes]:
    """Shrink the points' text, which is of 22 pt."""

    def change(raw: bytes) -> bytes:
        shrunk = f'<a:normAutofit fontScale="{percent * 1000}"/>'.encode()
        return re.sub(rb"<a:bodyPr[^>]*?/>|<a:bodyPr[^>]*>.*?</a:bodyPr>", b"<a:bodyPr>" + shrunk + b"</a:bodyPr>", raw)

    return change


def sizes(deck: bytes) -> set[float]:
    slide = next(each for each in DeckPackage(deck).slides if "Punten" in each.root.xpath("string()"))
    return {round(run.size, 2) for item in slide.items for p in words_of(slide, item) for run in p.runs}


def test_a_strict_deck_is_as_sound_as_it_was(sound: Path) -> None:
    assert [str(each) for each in verify_bytes(strict_deck(sound), "strict.pptx")] == []


def test_text_is_as_large_as_its_scale_says(sound: Path) -> None:
    plain, whole = sizes(sound.read_bytes()), sizes(strict_deck(sound))
    assert plain == whole
    assert sizes(strict_deck(sound, scaled(90))) == {round(size * 0.9, 2) for size in whole}


def test_a_scale_that_makes_text_too_small_is_found(sound: Path) -> None:
    found = verify_bytes(strict_deck(sound, scaled(40)), "strict.pptx")
    assert "text of 11.2 pt; 12 pt is the least" in {each.message for each in found}


def test_a_changed_colour_is_the_one_that_is_seen(sound: Path) -> None:
    """The page's colour at 90 % of its lightness is hardly seen on the page."""

    def change(raw: bytes) -> bytes:
        pale = b'<a:solidFill><a:schemeClr val="bg1"><a:lumMod val="90000"/></a:schemeClr></a:solidFill>'
        return re.sub(rb"(<a:rPr [^>]*?)/>", rb"\1>" + pale + b"</a:rPr>", raw)

    found = [
        each for each in verify_bytes(strict_deck(sound, change), "strict.pptx") if each.rule == "text-has-contrast"
    ]
    assert found
    assert all("contrast of 1.2:1" in each.message for each in found), [each.message for each in found]
