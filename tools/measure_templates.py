"""Measure how much decks on templates look like their houses' own: departures, covers, cut pictures, patches, sizes.

    PYTHONPATH=. python tools/measure_templates.py FOLDER OUT [--json FILE] [--only NAME …] [--session NAME] [--opening ID]

FOLDER holds templates (.potx, .pptx), OUT gets their decks. Each is adopted as it comes, without a line of its brand.yaml
changed, and the session (the shipped webinar) built on it. A cut is the share of a picture that `a:srcRect` leaves out;
a patch is a plain ground that the deck draws under words or content; sizes are medians by letters, points of the
slide, of all words that are neither title nor footer, with those of the template's example slides (three at least,
else of its layouts' running text) as the house's own.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

from builder.brands.template.adoption import adopted_yaml
from builder.brands.template.house import House, open_house
from builder.checks import verify
from builder.diagnostics import ContentError
from builder.ooxml.deck import DeckPackage
from builder.ooxml.fills import crop_of
from builder.ooxml.namespaces import A, P
from builder.ooxml.slide import FOOTERS, TITLES, Slide, placeholder
from builder.ooxml.text import words_of
from builder.pipeline.run import Options, build

ROOT = Path(__file__).parents[1]
SMALL, LARGE = 0.2, 0.4  # cuts of pictures that are counted
EXAMPLES = 3  # slides that say what sizes a house uses


@dataclass
class Measured:
    """What was measured of one template's deck."""

    name: str
    problem: str = ""
    slides: int = 0
    clean: int = 0  # slides without departures
    opening: list[str] = field(default_factory=list)  # what departs on the first slide
    pictures: int = 0
    cut_small: int = 0
    cut_large: int = 0
    patches: int = 0
    body: float = 0.0
    house: float = 0.0
    errors: list[str] = field(default_factory=list)
    departures: dict[str, int] = field(default_factory=dict)

    @property
    def ratio(self) -> float:
        """How large words are, of the house's own."""
        return self.body / self.house if self.house else 0.0

    @property
    def boxed(self) -> bool:
        """True where the opening has a text box that is not the template's."""
        return any(each.startswith("text box") for each in self.opening)


def measured(file: Path, out: Path, session: str, opening: str) -> Measured:
    """Adopt a template, build the session on it and measure its deck; opening: the id of its first slide."""
    found = Measured(file.stem)
    name = "".join(c if c.isascii() and c.isalnum() else "-" for c in file.stem.lower()).strip("-")
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        shutil.copytree(Path(os.environ.get("CONTENT", ROOT / "content")), root / "content")
        folder = root / "templates" / name
        folder.mkdir(parents=True)
        shutil.copyfile(file, folder / "template.potx")
        try:
            house = open_house(file.read_bytes())
            text = adopted_yaml(house, house.bound(), name, "template.potx")
        except ContentError as error:
            found.problem = error.found[0].message
            return found
        (folder / "brand.yaml").write_text(text, encoding="utf-8")
        result = build([session], root, Options(brands=(name,), output=root / "output", force=True))
        deck = next((each for each in result.decks if each.status == "built"), None)
        if deck is None:
            found.problem = "; ".join(each.message for each in result.findings if each.severity == "error")[:200]
            return found
        out.mkdir(parents=True, exist_ok=True)
        kept = out / f"{file.stem}.pptx"
        shutil.copyfile(deck.file, kept)
    found.errors = sorted({f"{each.rule}: {each.message}" for each in verify(kept) if each.severity == "error"})
    found.slides, found.clean = deck.slides, deck.slides - len(deck.departures)
    for _, own in deck.departures:
        for each in own:
            what = each.split(" (")[0]
            found.departures[what] = found.departures.get(what, 0) + 1
    slides = DeckPackage(kept.read_bytes()).slides
    found.opening = next((list(own) for slide, own in deck.departures if slide == opening), [])
    _look(found, slides)
    found.body, found.house = _letters(slides), _own_size(house, file)
    return found


def _look(found: Measured, slides: list[Slide]) -> None:
    for slide in slides:
        for item in slide.items:
            crop = item.element.find(f"{P}blipFill/{A}srcRect") if item.kind == "pic" else None
            if item.kind == "pic":
                found.pictures += 1
                left, top, right, bottom = crop_of(crop)
                cut = 1 - (1 - left - right) * (1 - top - bottom)
                found.cut_small += cut > SMALL
                found.cut_large += cut > LARGE
            if item.kind != "sp" or item.groups:
                continue
            properties = item.element.find(f"{P}nvSpPr/{P}cNvSpPr")
            words = placeholder(item.element) is not None or (properties is not None and properties.get("txBox") == "1")
            filled = item.element.find(f"{P}spPr/{A}solidFill") is not None
            found.patches += filled and (words or item.name.startswith("Ground"))


def _letters(slides: list[Slide]) -> float:
    """Return the median size of words that are neither titles nor footers, by letters."""
    sizes: list[float] = []
    for slide in slides:
        for item in slide.items:
            ph = placeholder(item.element)
            if item.kind != "sp" or (ph is not None and ph.get("type") in (*TITLES, *FOOTERS)):
                continue
            for paragraph in words_of(slide, item):
                for run in paragraph.runs:
                    sizes += [run.size] * len(run.text.strip())
    return median(sizes) if sizes else 0.0


def _own_size(house: House, file: Path) -> float:
    try:
        slides = DeckPackage(file.read_bytes()).slides
    except Exception:  # a template of its own kind is no deck; its layouts say what size it has
        slides = []
    own = _letters(slides) if len(slides) >= EXAMPLES else 0.0
    levels = house.body(house.bound())
    return own or levels[0].size * house.facts.unit


def told(all_found: list[Measured]) -> str:
    """Return the figures over all templates, as rows of a table."""
    built = [each for each in all_found if not each.problem]
    slides = sum(each.slides for each in built) or 1
    pictures = sum(each.pictures for each in built)
    ratios = sorted(each.ratio for each in built if each.house)
    rows = [
        ("templates built", f"{len(built)} of {len(all_found)}"),
        ("slides without departures", f"{100 * sum(each.clean for each in built) / slides:.0f} %"),
        ("openings with own boxes", f"{sum(each.boxed for each in built)} of {len(built)}"),
        (f"pictures cut over {SMALL:.0%}", f"{sum(each.cut_small for each in built)} of {pictures}"),
        (f"pictures cut over {LARGE:.0%}", f"{sum(each.cut_large for each in built)} of {pictures}"),
        ("patches", f"{sum(each.patches for each in built)}"),
        ("size of words / the house's own", f"median {median(ratios):.2f}, lowest {ratios[0]:.2f}" if ratios else "-"),
        ("decks with an error of verify", f"{sum(bool(each.errors) for each in built)}"),
    ]
    return "\n".join(f"| {name} | {value} |" for name, value in rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--session", default="sociale-innovatie")
    parser.add_argument("--opening", default="titel", help="the id of the session's first slide")
    options = parser.parse_args()
    files = sorted(each for each in options.folder.iterdir() if each.suffix in (".pptx", ".potx"))
    found = []
    for file in files:
        if options.only and file.stem not in options.only:
            continue
        one = measured(file, options.out, options.session, options.opening)
        found.append(one)
        print(
            f"{one.name}: {one.problem or ''} {one.clean}/{one.slides} clean, opening {one.opening}, cut {one.cut_small}/"
            f"{one.cut_large} of {one.pictures}, {one.patches} patches, {one.body:g}/{one.house:.3g} pt, {one.errors[:3]}",
            flush=True,
        )
    print(told(found))
    if options.json:
        options.json.write_text(json.dumps([asdict(each) for each in found], indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
