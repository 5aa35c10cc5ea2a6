"""The kinds' own examples as a session: what `kinds` shows, tests build and the docs picture."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from builder import slide_kinds
from builder.slide_kinds import kind_names, kind_of

_IMAGES = Path(slide_kinds.__file__).parent / "images"


def write_examples(
    project: Path, kinds: Iterable[str] = (), *, session: str = "voorbeelden", brand: str = "helder"
) -> Path:
    """Write a session of one slide for each kind into a project's content/; gives its folder."""
    folder = project / "content" / session
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(_IMAGES, folder / "images", dirs_exist_ok=True)
    lines = [
        "title: Voorbeelden van alle dia's",
        "subtitle: Elke soort eenmaal",
        "language: nl",
        f"brand: {brand}",
        "date: 2026-12-10",
        'start: "09:30"',
        "organisation: Bureau Morgen (verzonnen)",
        "presenters: [{name: Noor de Wit, role: trainer, email: noor@example.nl, photo: images/portrait.png}]",
        "slides:",
    ]
    for kind in kinds or kind_names():
        example = kind_of(kind).EXAMPLE.strip().splitlines()
        lines += [f"  {'- ' if number == 0 else '  '}{line}" for number, line in enumerate(example)]
    (folder / "session.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder
