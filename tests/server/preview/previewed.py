"""A preview in a process of its own on loopback."""

from __future__ import annotations

from pathlib import Path

from tests.server.serving import Serving
from tests.tools.projects import png, write_files

SESSION = """title: Proef
language: nl
brand: helder
audiences: gemeenten
variables: {audience: {id: plain, name: uw gemeente}}
slides:
  - {kind: title, id: titel, title: Welkom}
  - include: slides/deel.yaml
"""
PART = """- kind: bullets
  id: punten
  title: Drie punten voor {{ audience.name }}
  points:
    - Eerste punt
    - Tweede punt
  notes: Zeg dit rustig.
- kind: image
  id: beeld
  title: Een beeld
  image: images/beeld.png
  alt: Een vlak
"""
CATALOG = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: en\\n"

msgctxt "punten/points"
msgid "Eerste punt"
msgstr "First point"
"""
LIST = 'source: gemeenten.csv\nid: "{{ code }}"\nname: "{{ naam }}"\n'


def project(root: Path) -> Path:
    """Write a small project with two audiences and a picture; returns its root."""
    write_files(root, {
        "content/proef/session.yaml": SESSION,
        "content/proef/slides/deel.yaml": PART,
        "content/proef/images/beeld.png": png(600, 400),
        "content/audiences/gemeenten.yaml": LIST,
        "content/audiences/gemeenten.csv": "code,naam\n0344,Utrecht\n1680,Aa en Hunze\n",
    })  # fmt: skip
    return root


class Previewed(Serving):
    """`fandeck preview` on a project."""

    def __init__(self, root: Path) -> None:
        self.root = root
        super().__init__(0, "preview", "proef", "--no-open", "--project", str(root))

    def listen(self) -> None:
        self.address = self.line()
        self.token = self.address.partition("#")[2]

    def write(self, name: str, old: str, new: str) -> None:
        """Replace words in a file of the session."""
        path = self.root / "content/proef" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
