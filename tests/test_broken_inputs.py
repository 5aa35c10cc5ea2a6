"""Broken content: each fault is named at its place, by its rule, with what to do; nothing is built.

The place is marked in the source: `¶` before the character that the finding must point at, `§` where
only the line is promised.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.tools.projects import HEAD, SmallProject, png

OK = "- {kind: statement, id: goed, text: Dit is goed}\n"


@dataclass(frozen=True)
class Broken:
    """A fault: the slides that hold it, and what must be said of it."""

    name: str
    slides: str
    rule: str
    hint: str = ""  # must stand in the hint
    message: str = ""  # must stand in the message
    head: str = HEAD
    files: dict[str, str | bytes] = field(default_factory=dict)
    hintless: bool = False  # no advice is possible
    raw: bytes = b""  # the session as bytes, with the marked place in `at`
    at: tuple[int, int] | None = None


def wide_png(width: int, height: int) -> bytes:
    """Write a PNG with a header of this size and hardly any data."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def image(name: str, mark: str = "¶") -> str:
    return f"- kind: image\n  id: foto\n  title: Foto\n  image: {mark}{name}\n  alt: Een foto\n"


def points(*lines: str) -> str:
    return "- kind: bullets\n  id: lijst\n  title: Lijst\n  points:\n" + "".join(f"    {line}\n" for line in lines)


def statement(text: str) -> str:
    return f"- kind: statement\n  id: zin\n  text: {text}\n"


BOMB = "- kind: bullets\n  id: bom\n  title: Bom\n  points:\n    - &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"    - &a{n} [{', '.join(f'*a{n - 1}' for _ in range(10))}]\n" for n in range(1, 8)
)
LONG = "Dit is een zin die veel te lang is voor een dia en die maar niet ophoudt. " * 30
TABLE = "- kind: table\n  id: tabel\n  title: Tabel\n"
CHART = "- kind: chart\n  id: grafiek\n  title: Grafiek\n  type: bar\n  categories: [een, twee, drie]\n"
POLL = "- kind: poll\n  id: peiling\n  question: Wat vindt u?\n"

BROKEN = [
    # YAML
    Broken("duplicate key", "- kind: statement\n  id: zin\n  text: Een\n  ¶text: Twee\n", "duplicate-key", "remove one"),
    Broken("starts with an apostrophe", points("- ¶'s Morgens beginnen we"), "yaml-syntax", '- "\'s Morgens beginnen we"'),
    Broken("starts with an asterisk", points("- ¶*belangrijk* is het"), "yaml-syntax", '- "*belangrijk* is het"'),
    Broken("starts with bold", statement("¶**Let op** dit"), "yaml-syntax", 'text: "**Let op** dit"'),
    Broken("starts with a bracket", points("- ¶[Lees verder](https://example.org) hier"), "yaml-syntax", '"[Lees verder](https://example.org) hier"'),
    Broken("starts with a brace", statement("¶{{ film }} minuten"), "yaml-syntax", 'text: "{{ film }} minuten"'),
    Broken("starts with an at sign", points("- ¶@collega vroeg dit"), "yaml-syntax", '- "@collega vroeg dit"'),
    Broken("starts with a per cent sign", points("- ¶%procent"), "yaml-syntax", '- "%procent"'),
    Broken("starts with an ampersand", points("- ¶& nog een punt"), "yaml-syntax", '- "& nog een punt"'),
    Broken("starts with an exclamation mark", points("- ¶!Belangrijk punt"), "yaml-tag", '- "!Belangrijk punt"'),
    Broken("colon in text", statement("Let op§: dit mag niet"), "yaml-syntax", 'text: "Let op: dit mag niet"'),
    Broken("colon in a point", points("- ¶Let op: dit mag niet"), "wrong-type", '"Let op: dit mag niet"'),
    Broken("cut off by a hash", statement("wij zijn ¶#1 in de regio"), "text-cut-off", 'text: "wij zijn #1 in de regio"'),
    Broken("a point cut off by a hash", points("- wij zijn ¶#1"), "text-cut-off", '- "wij zijn #1"'),
    Broken("a colour read as a comment", statement("¶#004B87"), "text-cut-off", 'put the colour in quotes: "#004B87"'),
    Broken("folded dash", points("- eerste punt", "  ¶- eronder"), "list-folded", "- text: eerste punt"),
    Broken("backslash swallows the line end", statement('"eerste regel¶\\\n    tweede regel"'), "text-backslash", "single quotes"),
    Broken("tab", "- kind: statement\n¶\tid: zin\n", "yaml-syntax", "spaces"),
    Broken("no space after a colon", "- kind: statement\n  §id:zin\n  text: Zin\n", "yaml-syntax", "id: zin"),
    Broken("closing quote missing", statement('§"Zonder einde'), "yaml-syntax", "quotation mark"),
    Broken("second document", statement("Zin") + "---\n¶title: Nog een\n", "yaml-one-document", "---"),
    Broken("merge key", "- kind: statement\n  id: zin\n  ¶<<: {text: Een}\n", "yaml-merge-key", "write the keys out"),
    Broken("custom tag", statement("¶!!python/object/apply:os.system [ls]"), "yaml-tag"),
    Broken("alias bomb", BOMB.replace("- &a0", "§- &a0"), "yaml-anchors", "instead of repeating"),
    Broken("recursive anchor", points("- &zelf [een, §*zelf]"), "yaml-anchors"),
    Broken("vertical tab from PowerPoint", statement("eerste¶\u000btweede"), "control-character", "PowerPoint"),
    Broken("line separator U+2028", statement("eerste¶\u2028tweede"), "control-character", "PowerPoint", "U+2028"),
    Broken("not UTF-8", "", "utf-8", "UTF-8", raw=(HEAD + statement("caf")).encode().rstrip() + b"\xe9\n", at=(6, 12)),
    # keys, kinds, types
    Broken("unknown key", "- kind: statement\n  id: zin\n  ¶tekst: Een\n  text: Twee\n", "unknown-key", "did you mean 'text'?"),
    Broken("unknown key of a session", OK, "unknown-key", "did you mean 'subtitle'?", head=HEAD.replace("language", "¶subtitel: Onder\nlanguage")),
    Broken("unknown kind", "- kind: ¶statment\n  id: zin\n  text: Een\n", "unknown-kind", "did you mean 'statement'?"),
    Broken("kind missing", "- ¶id: zin\n  text: Een\n", "missing-field", "kind"),
    Broken("id missing", "- ¶kind: statement\n  text: Een\n", "missing-field", "id"),
    Broken("field missing", "- ¶kind: statement\n  id: zin\n", "missing-field", "text", "'text'"),
    Broken("title missing", "- ¶kind: bullets\n  id: lijst\n  points: [een]\n", "missing-field", "title", "'title'"),
    Broken("title empty", "- kind: bullets\n  id: lijst\n  title: ¶\"\"\n  points: [een]\n", "missing-field", "title"),
    Broken("session without title", OK, "missing-field", "title", head="§language: nl\nslides:\n"),
    Broken("text for a number", OK.replace("}", ", duration: ¶kort}"), "wrong-type", "digits", "number"),
    Broken("unit behind a number", OK.replace("}", ", duration: ¶12 min}"), "wrong-type", "12"),
    Broken("decimal comma", OK.replace("}", ', duration: ¶"2,5"}'), "wrong-type", "2.5"),
    Broken("list for text", statement("¶[een, twee]"), "wrong-type", "quotes", "text"),
    Broken("text for a list", "- kind: bullets\n  id: lijst\n  title: Lijst\n  points: ¶een punt\n", "wrong-type", hintless=True, message="list"),
    Broken("no boolean", OK.replace("}", ", hidden: ¶misschien}"), "wrong-type", hintless=True, message="true or false"),
    Broken("unknown choice", OK.replace("}", ", style: ¶quot}"), "unknown-value", "did you mean 'quote'?"),
    Broken("empty point", points("- een", "§- "), "empty-item", "dash"),
    Broken("four levels of points", points("- een", "-", "  - twee", "  -", "    - drie", "    -", "      - ¶vier"), "too-deep", "level"),
    Broken("session without slides", "", "missing-field", "slides", head="§title: Proef\nlanguage: nl\n"),
    Broken("slides left empty", "  §[]\n", "missing-field", hintless=True),
    # ids, links, includes
    Broken("duplicate id", OK + "- {kind: statement, id: ¶goed, text: Ook}\n", "duplicate-id", "own", "line 4"),
    Broken(
        "duplicate id across includes", OK + "- include: slides/deel.yaml\n", "duplicate-id", "own", "session.yaml",
        files={"slides/deel.yaml": "- {kind: statement, id: ¶goed, text: Ook}\n"},
    ),
    Broken("bad id", "- {kind: statement, id: ¶Mijn Zin, text: Zin}\n", "slide-id", "mijn-zin"),
    Broken("id with two hyphens", "- {kind: statement, id: ¶mijn--zin, text: Zin}\n", "slide-id", "mijn-zin"),
    Broken("dead link", statement("§Zie [verder](#nergens)"), "link-target", "another slide", "#nergens"),
    Broken("link scheme", statement("§Zie [verder](javascript:alert(1))"), "link-scheme", message="javascript:alert"),
    Broken("address without scheme", POLL + "  options: [a, b]\n  link: ¶www.example.org\n", "link-scheme", "https://"),
    Broken(
        "include cycle", "- include: a.yaml\n", "include-cycle", hintless=True, message="a.yaml",
        files={"a.yaml": "- include: b.yaml\n", "b.yaml": "- include: ¶a.yaml\n"},
    ),
    Broken("include outside the project", "- include: ¶../../../../etc/passwd\n", "outside-project", "folder"),
    Broken("include missing", "- include: ¶slides/opning.yaml\n", "include-exists", "did you mean 'slides/opening.yaml'?", files={"slides/opening.yaml": OK}),
    Broken("include that is no list", "- include: deel.yaml\n", "wrong-type", "dash", files={"deel.yaml": "¶kind: statement\n"}),
    # pictures
    Broken("image missing", image("images/team.png"), "image-exists", "did you mean 'images/teams.png'?", files={"images/teams.png": png()}),
    Broken("image in another case", image("images/Team.png"), "image-exists", "did you mean 'images/team.png'?", files={"images/team.png": png()}),
    Broken("image outside the project", image("../../../foto.png"), "outside-project", "folder"),
    Broken("image that is text", image("foto.png"), "image-readable", "PNG", files={"foto.png": "geen plaatje"}),
    Broken("truncated PNG", image("foto.png"), "image-readable", "PNG", files={"foto.png": png(300, 200)[:120]}),
    Broken("image 30,000 wide", image("foto.png"), "image-size", "smaller", files={"foto.png": wide_png(30_000, 20)}),
    Broken("image of many pixels", image("foto.png"), "image-size", "smaller", files={"foto.png": wide_png(60_000, 60_000)}),
    Broken(
        "SVG with a script", image("foto.svg"), "image-kind", "plain SVG", "script",
        files={"foto.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script></svg>'},
    ),
    Broken(
        "SVG that reads a file", image("foto.svg"), "image-kind", "plain SVG",
        files={"foto.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="file:///etc/passwd"/></svg>'},
    ),
    Broken("alt missing", "- kind: image\n  id: foto\n  title: Foto\n  image: §foto.png\n", "image-has-alt", "alt:", files={"foto.png": png()}),
    # kinds
    Broken("too many options", POLL + "  options: ¶[a, b, c, d, e, f, g, h, i, j, k]\n", "list-length", hintless=True, message="11"),
    Broken("one option", POLL + "  options: ¶[a]\n", "list-length", hintless=True, message="2"),
    Broken("results of an unknown option", POLL + "  options: [{id: ja, text: Ja}, {id: nee, text: Nee}]\n  results: §{jaa: 3}\n", "unknown-id", "did you mean 'ja'?"),
    Broken("correct unknown", POLL + "  options: [{id: ja, text: Ja}, {id: nee, text: Nee}]\n  correct: ¶neee\n", "unknown-id", "did you mean 'nee'?"),
    Broken("highlight unknown in a chart", CHART + "  series: [{name: a, values: [1, 2, 3]}]\n  highlight: ¶dri\n", "unknown-highlight", "did you mean 'drie'?"),
    Broken("highlight unknown in a table", TABLE + "  columns: [Een, Twee]\n  rows: [[a, b]]\n  highlight: ¶Twe\n", "unknown-highlight", "did you mean 'Twee'?"),
    Broken("row of another length", TABLE + "  columns: [Een, Twee]\n  rows:\n    - [a, b]\n    - ¶[a, b, c]\n", "row-length", "as many cells"),
    Broken("series of another length", CHART + "  series:\n    - {name: a, values: [1, 2, 3]}\n    - {name: b, values: §[1, 2]}\n", "series-length", hintless=True, message="2 values for 3"),
    Broken("text among figures", CHART + "  series:\n    - {name: a, values: [1, ¶veel, 3]}\n", "wrong-type", "digits"),
    Broken("unknown case", "- {kind: case, id: voorbeeld, case: ¶nergens}\n", "unknown-case", "case"),
    Broken("unknown column", TABLE + "  columns:\n    - Aantal\n    - ¶Jar\n  data: cijfers.csv\n", "unknown-column", "did you mean 'Jaar'?", files={"cijfers.csv": "Jaar;Aantal\n2024;3\n"}),
    Broken("data file missing", TABLE + "  columns: [Jaar]\n  data: ¶cijfer.csv\n", "data-exists", "did you mean 'cijfers.csv'?", files={"cijfers.csv": "Jaar\n2024\n"}),
    Broken("unknown layout", OK.replace("}", ", layout: §nergens}"), "unknown-layout", hintless=True),
    # expressions
    Broken("unknown name", statement("Een film van {{ ¶film_minuten }} minuten"), "unknown-name", "did you mean 'film_minutes'?", head="title: Proef\nlanguage: nl\nvariables: {film_minutes: 15}\nslides:\n"),
    Broken("unknown attribute", statement("'{{ ¶klant.naam }}'"), "unknown-name", "did you mean 'name'?", head="title: Proef\nlanguage: nl\nvariables: {klant: {name: Utrecht}}\nslides:\n"),
    Broken("expression without end", statement("¶Een film van {{ film minuten"), "expression", "}}"),
    Broken("expression that calls", statement("Het is {{ ¶range(9) }} nu"), "expression", "allowed"),
    Broken("expression that reaches in", statement("Het is {{ ¶session.__class__ }} nu"), "", ""),
    Broken("unknown filter", statement("Het is {{ ¶session.title | currancy }} nu"), "expression", "did you mean 'currency'?"),
    Broken("braces in when", "- kind: statement\n  id: zin\n  text: Zin\n  when: ¶'{{ language == 1 }}'\n", "expression", "language == 1"),
    Broken("unknown name in when", "- kind: statement\n  id: zin\n  text: Zin\n  when: ¶taal == 'nl'\n", "unknown-name"),
    Broken("yes among variables", OK, "ambiguous-word", "true", head="title: Proef\nlanguage: nl\nvariables:\n  open: ¶yes\nslides:\n"),
    Broken("audience without a value", statement("§Voor {{ audience.name }} nu"), "audience-missing", "variables"),
    # fitting
    Broken("title too long", f"- kind: bullets\n  id: lijst\n  title: ¶{LONG}\n  points: [een]\n", "text-fits", "shorten", "'title'"),
    Broken("statement too long", statement(f"¶{LONG}"), "text-fits", "shorten", "'text'"),
    Broken("points too long", points(f"- ¶{LONG}", *[f"- {LONG}"] * 3), "text-fits", "shorten", "'points"),
    Broken("table word too long", TABLE + f"  columns: [Een, Twee]\n  rows: [[a, ¶{'woord' * 60}]]\n", "text-fits", "shorter word", "word"),
]  # fmt: skip


def _placed(text: str) -> tuple[str, tuple[int, int | None] | None]:
    """Take the mark out of a text; gives line and, where it is promised, column."""
    for mark in "¶§":
        if mark in text:
            before = text[: text.index(mark)]
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            return text.replace(mark, ""), (line, column if mark == "¶" else None)
    return text, None


def _write(broken: Broken, project: SmallProject) -> tuple[str, int, int | None]:
    """Write the broken session; gives file, line and column of the fault."""
    sources: dict[str, str | bytes] = {"session.yaml": broken.raw or broken.head + broken.slides, **broken.files}
    found: list[tuple[str, int, int | None]] = []
    for name, text in sources.items():
        if isinstance(text, str):
            sources[name], place = _placed(text)
            if place:
                found.append((f"content/proef/{name}", *place))
    if broken.at:
        found.append(("content/proef/session.yaml", *broken.at))
    assert len(found) == 1, "each broken input has one marked place"
    project.files(sources)
    return found[0]


@pytest.mark.parametrize("broken", BROKEN, ids=[each.name for each in BROKEN])
def test_broken_input_is_named_at_its_place(broken: Broken, project: SmallProject) -> None:
    file, line, column = _write(broken, project)
    made = project.build()
    assert made.code == 1
    assert "Traceback" not in made.err
    errors = [each for each in made.findings if each["severity"] == "error"]
    places = [(each.get("file"), each.get("line"), each.get("column"), each["rule"]) for each in errors]
    mine = [each for each in errors if (each.get("file"), each.get("line")) == (file, line)]
    assert mine, f"nothing at {file}:{line} but {places}"
    if column is not None:
        mine = [each for each in mine if each["column"] == column]
        assert mine, f"nothing at {file}:{line}:{column} but {places}"
    mine = [each for each in mine if broken.rule in ("", each["rule"])]
    assert mine, f"not by the rule {broken.rule} but {places}"
    assert any(broken.message in each["message"] for each in mine), mine
    assert broken.hintless or all(each.get("hint") for each in mine), f"no hint: {mine}"
    assert any(broken.hint in each.get("hint", "") for each in mine), mine
    assert not list(project.root.rglob("*.pptx"))
    assert not list(project.root.rglob("manifest.*"))


@pytest.mark.parametrize("broken", BROKEN[::7], ids=[each.name for each in BROKEN[::7]])
def test_messages_for_people_give_file_line_column_and_rule(broken: Broken, project: SmallProject) -> None:
    file, line, _ = _write(broken, project)
    made = project.run("build")
    assert made.code == 1
    assert f"{file}:{line}:" in made.err
    assert f"[{broken.rule}]" in made.err
    assert "Traceback" not in made.err + made.out


def test_one_run_reports_all_faults(project: SmallProject) -> None:
    project.write(
        "- kind: statment\n  id: een\n  text: Een\n"
        "- kind: statement\n  id: twee\n  tekst: Twee\n"
        "- kind: bullets\n  id: drie\n  title: Drie\n  points: [een]\n  duration: lang\n  hidden: misschien\n"
        "- {kind: image, id: vier, title: Vier, image: weg.png}\n"
        "- kind: statement\n  id: vijf\n  text: '{{ nergens }}'\n"
        "- include: weg.yaml\n"
    )
    made = project.build()
    assert made.code == 1
    found = {(each["line"], each["rule"]) for each in made.findings}
    assert found >= {
        (4, "unknown-kind"), (9, "unknown-key"), (14, "wrong-type"), (15, "wrong-type"),
        (16, "image-exists"), (19, "unknown-name"), (20, "include-exists"),
    }  # fmt: skip


def test_faults_of_two_files_are_both_reported(project: SmallProject) -> None:
    project.write(
        "- include: a.yaml\n- include: b.yaml\n",
        **{"a.yaml": "- {kind: nergens, id: een}\n", "b.yaml": "- kind: statement\n  id: [\n"},
    )
    files = {each["file"] for each in project.build().findings}
    assert files == {"content/proef/a.yaml", "content/proef/b.yaml"}


def test_a_warning_does_not_stop_a_deck_unless_strict(project: SmallProject) -> None:
    project.write(statement("Hier staat een ** zonder maat"))
    made = project.build()
    assert made.code == 0
    assert [each["severity"] for each in made.findings] == ["warning"]
    assert project.build("--strict").code == 1


def test_an_unreadable_folder_of_slides_is_no_traceback(project: SmallProject, tmp_path: Path) -> None:
    project.write("- include: slides\n")
    (project.folder / "slides").mkdir()
    made = project.build()
    assert made.code == 1
    assert made.findings[0]["line"] == 4
