"""Begin a slide kind, a check, an export format or a command: `just new kind|check|export|command NAME`.

Each is one file in its room, registered by being there; its test comes with it. What is written runs as it stands:
change what it does, then what its test expects.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

KIND = '''"""TITLE: what this kind of slide is for, in one sentence."""

from __future__ import annotations

from typing import ClassVar

from builder.content.fields import needed, record
from builder.plan import RichText, SlidePlan, Words
from builder.slide_kinds._base import DeckFacts, SlideKind


@record
class CLASS(SlideKind):
    """One text under the title."""

    EXAMPLE: ClassVar[str] = """
kind: NAME
id: SLUG-voorbeeld
title: Een titel die zegt waar het om gaat
text: De tekst van deze dia.
"""

    text: RichText = needed("what the slide says")

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        return [self.slide(deck, "points", [Words(self.text.unmarked(), "body")])]
'''
KIND_TEST = '''"""The kind `NAME`."""

from __future__ import annotations

from pathlib import Path

from builder.projects.examples import write_examples
from tests.tools.packages import DeckFile
from tests.tools.projects import SmallProject


def test_its_words_are_on_its_slide(project: SmallProject) -> None:
    write_examples(project.root, ["NAME"], session="proef")
    made = project.run("build", "proef", "--json")
    assert made.code == 0, made.err
    deck = DeckFile(Path(made.json["decks"][0]["file"]))
    assert "De tekst van deze dia." in deck.members["ppt/slides/slide-SLUG-voorbeeld.xml"].decode()
'''
CHECK = '''"""TITLE: the fact that this check looks at, in one sentence."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.slide import Slide, shape_name, text_of

MOST = 200  # characters

FACT = Fact(
    "SLUG",
    "content",
    "info",
    "Why it matters to whoever reads the slide.",
    ("Where it is demanded: a standard with its clause, or the project's own rule",),
    "what to do about it",
    Example("slide:Punten", "<a:t>Punten</a:t>", "<a:t>" + "Heel lang " * 30 + "</a:t>"),
    ("title-is-unique", "text-fits"),  # rules that the example breaks too
)


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find titles that are longer than anyone reads."""
    title = text_of(slide.title) if slide.title is not None else ""
    if len(title) > MOST:
        yield Fault(f"the title has {len(title)} characters; {MOST} is the most", shape_name(slide.title))
'''
CHECK_TEST = '''"""The rule `SLUG`."""

from __future__ import annotations

from pathlib import Path

from builder.checks import facts, verify_bytes
from tests.checks.faults import broken, example_of
from tests.checks.sound import sound_deck


def test_what_breaks_it_is_found(tmp_path: Path) -> None:
    found = verify_bytes(broken(sound_deck(tmp_path), example_of(facts()["SLUG"])), "kapot.pptx")
    assert "SLUG" in {finding.rule for finding in found}
'''
EXPORT = '''"""TITLE: what this format is for, in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from builder.export._base import DeckContent, Format


class CLASS(Format):
    """The title of a deck, as text."""

    suffix = ".SLUG.txt"

    def write(self, deck: DeckContent, settings: Mapping[str, str]) -> Iterable[bytes]:
        """Return the pieces of the file."""
        yield f"{deck.properties.title}\\n".encode()
'''
EXPORT_TEST = '''"""The format `NAME`."""

from __future__ import annotations

from pathlib import Path

from tests.tools.projects import SmallProject


def test_it_writes_a_file_for_each_deck(project: SmallProject) -> None:
    project.write("- {kind: statement, id: een, text: Eerste zin}\\n")
    made = project.run("build", "proef", "-f", "NAME", "--json")
    assert made.code == 0, made.err
    file = Path(made.json["decks"][0]["file"])
    assert file.name.endswith(".SLUG.txt")
    assert file.read_text(encoding="utf-8").strip()
'''
COMMAND = '''"""`fandeck SLUG`: what the command does, in one line."""

from __future__ import annotations

import click


@click.command("SLUG")
@click.argument("name")
def command(name: str) -> None:
    """Say what the command does, in the imperative."""
    click.echo(name)
'''
COMMAND_TEST = '''"""`fandeck SLUG`."""

from __future__ import annotations

from tests.tools.projects import run_cli


def test_it_is_listed_and_runs() -> None:
    assert "SLUG" in run_cli("--help").out
    made = run_cli("SLUG", "proef")
    assert (made.code, made.out) == (0, "proef\\n")
'''
FILES: dict[str, dict[str, str]] = {
    "kind": {"builder/slide_kinds/NAME.py": KIND, "tests/slide_kinds/test_NAME.py": KIND_TEST},
    "check": {"builder/checks/rules/NAME.py": CHECK, "tests/checks/test_NAME.py": CHECK_TEST},
    "export": {"builder/export/NAME.py": EXPORT, "tests/export/test_NAME.py": EXPORT_TEST},
    "command": {"builder/cli/NAME_command.py": COMMAND, "tests/cli/test_NAME.py": COMMAND_TEST},
}
AFTERWARDS = {
    "kind": "docs/kinds.md and the schemas are made by `just generate`",
    "check": "docs/checks.md is made by `just generate`; tests/checks/faults.py holds faults that need more than an example",
    "export": "name in README.md what it is for",
    "command": "name it in README.md",
}


def filled(text: str, name: str) -> str:
    """Return a template with its names put in: as a module's, a class's, a rule's and a sentence's."""
    words = name.split("_")
    names = {
        "NAME": name,
        "SLUG": name.replace("_", "-"),
        "CLASS": "".join(word.capitalize() for word in words),
        "TITLE": " ".join(words).capitalize(),
    }
    return re.sub("NAME|SLUG|CLASS|TITLE", lambda match: names[match[0]], text)


def main() -> int:
    """Write the files; none where one of them is there."""
    if len(sys.argv) != 3 or sys.argv[1] not in FILES:
        print(f"usage: new.py {'|'.join(FILES)} NAME")
        return 2
    sort, name = sys.argv[1], sys.argv[2].replace("-", "_")
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name):
        print(f"'{name}' is no name for a module: lower-case letters, digits and single underscores")
        return 2
    files = {ROOT / filled(path, name): filled(text, name) for path, text in FILES[sort].items()}
    there = [path for path in files if path.exists()]
    if there:
        print(f"{there[0].relative_to(ROOT)} is there already")
        return 1
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))
    print(AFTERWARDS[sort])
    return 0


if __name__ == "__main__":
    sys.exit(main())
