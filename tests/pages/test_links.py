"""Links on shapes and pictures lead where those of the .pptx lead, in drawings, web page and PDF."""

from __future__ import annotations

import re
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.pages.decks import built, project

SESSION = """title: Proef
language: nl
slides:
  - kind: agenda
    id: programma
    items: [{text: Eerst, section: deel}, {text: Straks, section: later}]
  - {kind: video, id: film, title: Een film, url: "https://example.org/film", poster: images/p.png, alt: Een bord}
  - {kind: section, id: deel, title: Het begin}
  - {kind: section, id: later, title: Niet getoond, hidden: true}
"""


def page(root: Path) -> str:
    (deck,) = built(project(root, SESSION), "html").decks
    return deck.file.read_text(encoding="utf-8")


def test_the_words_of_a_shape_lead_where_it_leads(tmp_path: Path) -> None:
    text = page(tmp_path)
    assert re.findall(r'<a href="#deel">(?:(?!</a>).)*Eerst', text)
    assert "#later" not in text  # a hidden slide is not in the page


def test_a_link_without_words_is_for_the_pointer_alone(tmp_path: Path) -> None:
    found = re.findall(r'<a href="https://example.org/film"([^>]*)>(.*?)</a>', page(tmp_path))
    assert len(found) == 5
    for more, inner in found:
        named = "<text" in inner or "<tspan" in inner or 'aria-label="Een bord"' in inner
        assert named == (more == ""), inner


@pytest.mark.office
@pytest.mark.skipif(not find_spec("typst"), reason="typst is not here")
def test_the_pdf_has_them_too(tmp_path: Path) -> None:
    (deck,) = built(project(tmp_path, SESSION), "pdf").decks
    told = subprocess.run(["pdfinfo", "-url", deck.file], capture_output=True, text=True, check=True).stdout
    assert told.count("https://example.org/film") == 3  # poster, words, address
    read = subprocess.run(["pdfinfo", "-struct-text", deck.file], capture_output=True, text=True, check=True).stdout
    assert re.search(r'Link[^\n]*\n[^"]*"Eerst"', read) and re.search(r"Link[^\n]*(?:\n\s+/[^\n]*)*\n\s+Figure", read)
