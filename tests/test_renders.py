"""LibreOffice opens the decks and draws a page for every slide that is shown."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.tools.office import converted
from tests.tools.packages import DeckFile

pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def rendered(
    webinar: dict[str, Path], examples: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Path, Path]]:
    """Each deck with its PDF, by name; one run of LibreOffice for all."""
    folder = tmp_path_factory.mktemp("pdf")
    copies: dict[str, Path] = {}
    for name, made in (("webinar", webinar), ("examples", examples)):
        for brand, file in made.items():
            copies[f"{name}-{brand}"] = folder / f"{name}-{brand}.pptx"
            copies[f"{name}-{brand}"].write_bytes(file.read_bytes())
    converted(list(copies.values()), folder)
    return {name: (copy, copy.with_suffix(".pdf")) for name, copy in copies.items()}


@pytest.mark.parametrize("name", ["webinar-helder", "webinar-avond", "examples-helder", "examples-avond"])
def test_every_slide_that_is_shown_is_drawn(name: str, rendered: dict[str, tuple[Path, Path]]) -> None:
    deck, pdf = rendered[name]
    shown = [slide for slide in DeckFile(deck).slides if slide.get("show") not in ("0", "false")]
    told = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    assert int(re.search(r"Pages:\s+(\d+)", told)[1]) == len(shown)  # type: ignore[index]


@pytest.mark.parametrize("name", ["webinar-helder", "examples-avond"])
def test_the_pages_hold_the_titles(name: str, rendered: dict[str, tuple[Path, Path]]) -> None:
    deck, pdf = rendered[name]
    text = subprocess.run(["pdftotext", "-enc", "UTF-8", str(pdf), "-"], check=True, capture_output=True).stdout.decode(
        "utf-8"
    )
    pages = [re.sub(r"\W+", "", page).lower() for page in text.split("\f")]
    file = DeckFile(deck)
    shown = [
        title for title, slide in zip(file.titles, file.slides, strict=True) if slide.get("show") not in ("0", "false")
    ]
    missing = [
        title for title, page in zip(shown, pages, strict=False) if re.sub(r"\W+", "", title).lower() not in page
    ]
    assert missing == []


def test_a_page_is_drawn_as_a_picture_with_ink_on_it(rendered: dict[str, tuple[Path, Path]], tmp_path: Path) -> None:
    from PIL import Image

    _, pdf = rendered["examples-helder"]
    subprocess.run(["pdftoppm", "-r", "40", "-png", str(pdf), str(tmp_path / "dia")], check=True, capture_output=True)
    pictures = sorted(tmp_path.glob("dia*.png"))
    assert len(pictures) >= 21
    for picture in pictures:
        with Image.open(picture) as image:
            colours = image.convert("RGB").getcolors(1 << 20)
            assert colours is not None
            assert len(colours) > 20, picture.name
