"""The decks that likeness is measured on: the webinar, the examples, long texts; designed brands and templates."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from builder import build
from builder.pipeline.results import BuildResult, Options
from builder.projects.examples import write_examples
from tests.templates.corpus import CORPUS, template
from tests.test_stress import stressed

WEBINAR, EXAMPLES = "sociale-innovatie", "voorbeelden"
LANGUAGES = ("nl", "en", "de", "ar")
STRESSED = (("nl", "helder"), ("nl", "krant"), ("el", "avond"))
FORMATS = ("pptx", "svg:inline", "pdf")


class Wanted(NamedTuple):
    """A deck to compare: its session, language and brand, in a project."""

    group: str
    session: str
    language: str
    brand: str
    project: Path

    @property
    def name(self) -> str:
        return f"{self.group}-{self.language}-{self.brand}"


class Made(NamedTuple):
    """A deck with what was made of it."""

    wanted: Wanted
    pptx: Path
    drawings: Path
    pdf: Path


def wanted(folder: Path, templates: list[Path]) -> list[Wanted]:
    """Write the projects; gives all decks that can be compared. templates: files to adopt besides the corpus."""
    project = folder / "project"
    project.mkdir(parents=True)
    shutil.copytree("content", project / "content")
    shutil.copytree("templates", project / "templates")
    designed = sorted(each.name for each in Path("templates").iterdir() if (each / "brand.yaml").is_file())
    write_examples(project)
    houses = [_adopted(project, name, template(name), ".potx") for name in sorted(CORPUS)]
    strangers = [_adopted(project, each.stem, each.read_bytes(), each.suffix) for each in templates]
    listed = [
        Wanted("webinar", WEBINAR, language, brand, project) for brand in designed for language in LANGUAGES
    ]  # fmt: skip
    listed += [Wanted("examples", EXAMPLES, "nl", brand, project) for brand in (*designed, *houses, *strangers)]
    for language, brand in STRESSED:
        own = folder / f"stress-{language}-{brand}"
        own.mkdir()
        shutil.copytree("templates", own / "templates")
        listed.append(Wanted("long", EXAMPLES, language, brand, own))
    return listed


def _adopted(project: Path, name: str, data: bytes, suffix: str) -> str:
    brand = "".join(letter if letter.isalnum() else "-" for letter in name.lower())
    place = project / "templates" / brand
    place.mkdir(parents=True)
    (place / f"house{suffix}").write_bytes(data)
    (place / "brand.yaml").write_text(f"name: {brand}\ntemplate: house{suffix}\n", encoding="utf-8")
    return brand


def made(folder: Path, decks: list[Wanted]) -> Iterator[Made]:
    """Build decks; those that are refused are told, as far as they are not texts that are too long on purpose."""
    for each in decks:
        result = _built(folder, each)
        if any(deck.status != "built" for deck in result.decks):
            print(
                each.name, "is not built:", *(f"{f.rule} {f.slide}" for f in result.findings if f.severity == "error")
            )
            continue
        files = {deck.file.suffix: deck.file for deck in result.decks}
        copy = folder / f"{each.name}.pptx"
        shutil.copy(files[".pptx"], copy)
        yield Made(each, copy, files[".zip"], files[".pdf"])


def _built(folder: Path, deck: Wanted) -> BuildResult:
    options = Options(
        brands=(deck.brand,), languages=(deck.language,), formats=FORMATS, output=folder / "built" / deck.name
    )
    if deck.group != "long":
        return build([deck.session], deck.project, options)
    stressed(deck.project, deck.language, set())
    refused = {each.slide.partition("--")[0] for each in build([], deck.project, options).findings}
    stressed(deck.project, deck.language, refused)
    return build([], deck.project, options)
