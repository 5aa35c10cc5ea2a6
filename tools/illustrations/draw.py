"""Draw every illustration: `python tools/illustrations/draw.py`.

SVG files go to the content folders; those named in PNG are drawn at 1600 pixels by rsvg-convert
(Debian: librsvg2-bin). A folder as argument gets a PNG of each picture, to look at.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import scenes
import sector_scenes
from shapes import (
    INK,
    MIST,
    ORANGE,
    ORANGE_SOFT,
    PALE,
    PETROL,
    SAND,
    TEAL,
    TEAL_SOFT,
    WHITE,
    Picture,
)

CONTENT = Path(__file__).resolve().parents[2] / "content"
SESSION, CASES = CONTENT / "sociale-innovatie" / "images", CONTENT / "cases" / "images"
PNG = {"film-poster", "balans", "parkeren"}


def pictures() -> dict[Path, Picture]:
    session = {
        "logo-leernetwerk": scenes.logo(),
        "portret-trainer": scenes.portrait(
            PALE, TEAL_SOFT, color=PETROL, skin="light", hair="bob", hair_color=scenes.BROWN, collar="vee"
        ),
        "portret-adviseur": scenes.portrait(
            SAND, ORANGE_SOFT, color=TEAL, skin="light", hair="beard", hair_color=INK, collar="shirt"
        ),
        "portret-begeleider": scenes.portrait(
            MIST, WHITE, color=ORANGE, skin="tan", hair="long", hair_color=INK, collar="round"
        ),
        "team-aan-tafel": scenes.team_at_table(),
        "team-bij-bord": scenes.team_at_board(),
        "deel-groei": scenes.section_growth(),
        "deel-werkplek": scenes.section_desk(),
        "deel-bord": scenes.section_board(),
        "deel-handen": scenes.section_hands(),
        "film-poster": scenes.film_poster(),
        "a-omstandigheden": scenes.a_conditions(),
        "eerste-stap": scenes.first_step(),
        "balans": scenes.balance(),
        "omslag-werkboek": scenes.book_cover(),
        "omslag-kaartspel": scenes.card_game_cover(),
        "vragen": scenes.questions(),
    }
    cases = {
        "handhaving": scenes.enforcement(),
        "parkeren": scenes.parking(),
        "supermarkt": scenes.supermarket(),
        "loket": sector_scenes.counter(),
        "wegen": sector_scenes.roads(),
        "waterpeil": sector_scenes.water(),
    }
    return {SESSION / name: pic for name, pic in session.items()} | {CASES / name: pic for name, pic in cases.items()}


def to_png(svg: Path, png: Path, width: int) -> None:
    subprocess.run(["rsvg-convert", "-w", str(width), str(svg), "-o", str(png)], check=True)


def main() -> None:
    proofs = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as folder:
        for target, picture in pictures().items():
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.name in PNG:
                svg = picture.save(Path(folder) / f"{target.name}.svg")
                to_png(svg, target.with_suffix(".png"), 1600)
            else:
                svg = picture.save(target.with_suffix(".svg"))
            if proofs:
                to_png(svg, proofs / f"{target.name}.png", min(picture.width, 800))


if __name__ == "__main__":
    main()
