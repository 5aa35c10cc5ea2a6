"""A project with polls of awkward words, two audiences and a catalog."""

from __future__ import annotations

from pathlib import Path

import polib

from tests.tools.projects import Run, run_cli, write_files

SESSION = """title: Proef & peil
language: nl
audiences: gemeenten
variables: {audience: {id: plain, name: uw gemeente}}
slides:
  - {kind: title, id: titel}
  # de eerste peiling
  - kind: poll   # met een naam erin
    id: bekend
    question: "Hoe bekend is {{ audience.name }}, \\"echt\\"?"
    options:
      - {id: nieuw, text: Het is nieuw; helemaal}
      - {id: beetje, text: "Ik heb ervan gehoord, een beetje"}
      - {id: goed, text: "**Goed** & wel"}
    duration: 2
  - include: slides/deel.yaml
"""
PART = """# de andere peilingen
- kind: poll
  id: toets
  question: "Wat is 2 + 2 = {x}?  #1"
  options: [Drie, "Vier: ja", "~Vijf", "Zes\\\\zeven"]
  correct: B
  duration: 0.5
- kind: poll
  id: wensen
  question: Wat wilt u?
  multiple: true
  options:
    - {id: tijd, text: Meer tijd}
    - {id: geld, text: Meer geld}
    - {id: beide, text: Meer tijd; meer geld}
    - {id: rust, text: Rust}
    - {id: anders, text: Iets anders}
"""
LIST = 'source: gemeenten.csv\nid: "{{ code }}"\nname: "{{ naam }}"\n'
ENGLISH = {
    "Hoe bekend is {audience_name}, \"echt\"?": 'How well known is {audience_name}, "really"?',
    "Proef & peil": "Trial & poll", "Het is nieuw; helemaal": "It is new; entirely",
    "Ik heb ervan gehoord, een beetje": "I have heard of it, a little", "**Goed** & wel": "**Well**",
    "Wat is 2 + 2 = {x}?  #1": "What is 2 + 2 = {x}?  #1", "Drie": "Three", "Vier: ja": "Four: yes", "~Vijf": "~Five",
    "Zes\\zeven": "Six\\seven", "Wat wilt u?": "What would you like?", "Meer tijd": "More time", "Meer geld": "More money",
    "Meer tijd; meer geld": "More time; more money", "Rust": "Rest", "Iets anders": "Something else",
}  # fmt: skip


class PollProject:
    """The project in a folder."""

    def __init__(self, root: Path, *, english: bool = True) -> None:
        self.root = root
        self.session = root / "content" / "proef" / "session.yaml"
        self.part = root / "content" / "proef" / "slides" / "deel.yaml"
        write_files(root, {
            "content/proef/session.yaml": SESSION, "content/proef/slides/deel.yaml": PART,
            "content/audiences/gemeenten.yaml": LIST, "content/audiences/gemeenten.csv": "code,naam\nU,Utrecht\nG,Den Haag\n",
        })  # fmt: skip
        if english:
            self.run("translate", "update", "proef", "-l", "en")
            path = root / "content" / "proef" / "locales" / "en.po"
            catalog = polib.pofile(str(path))
            for entry in catalog:
                entry.msgstr = ENGLISH.get(entry.msgid, entry.msgid)
            catalog.save()

    def run(self, *arguments: str | Path) -> Run:
        return run_cli(*arguments, "--project", self.root)

    def poll(self, *arguments: str | Path) -> Run:
        return self.run("poll", *arguments)
