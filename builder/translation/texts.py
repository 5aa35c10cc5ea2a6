"""Everything of a session that a translator gets, in slide order.

A text is known by its context and its source: `slide-id/field` (items by their ids: `slide-id/options[nut]`),
`case:parkeren/title`, `session:title`, `variables:name`, and of overrides `GM0344:slide-id/field`. So an entry stays when items move.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from builder.audiences.overrides import all_override_files
from builder.content import expressions
from builder.content.fields import fields_of
from builder.content.tables.cells import heading
from builder.content.tables.options import read_options
from builder.content.yaml_nodes import Listing, Mapping, Node, Scalar, read_yaml, scalars_of
from builder.diagnostics import Findings, Position, UsageError
from builder.projects.data import DATA_WORDS
from builder.projects.library import Library
from builder.projects.session import Session, SessionFields, SlideSource
from builder.slide_kinds import CaseFields, SlideKind, kind_names, kind_of
from builder.translation.placeholders import masked, words_in
from builder.translation.walk import has_words, walked

Say = Callable[[str, Scalar, str], Scalar]  # context, text, what the field is for → what is said instead
CASE_OWNER = "case"  # whose texts have contexts as `case:parkeren/title`
_LIST_LINE = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+\S")


@dataclass(slots=True)
class Text:
    """One text to translate: where it stands, and what a translator should know of it."""

    context: str
    source: str  # with named placeholders
    at: Position
    role: str  # what the field is for
    expressions: dict[str, str] = field(default_factory=dict)
    slide: str = ""
    kind: str = ""
    title: str = ""  # the slide's
    also: list[Position] = field(default_factory=list)  # where else the same text stands in the same field

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.source

    @property
    def words(self) -> int:
        """Count its words, as translators are paid by; every Chinese or Japanese letter is one."""
        return count_words(self.source)


def count_words(text: str) -> int:
    """Count the words of a text."""
    return len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+(?:['’-][^\W]+)*", text))


def texts_of(session: Session) -> list[Text]:
    """List the texts of a session, those of its cases, overrides and variables included; each once."""
    found: dict[tuple[str, str], Text] = {}
    about = _About()

    def note(context: str, scalar: Scalar, role: str) -> Scalar:
        for context_of, source, values in _parts(context, scalar.text):
            text = Text(context_of, source, scalar.at, role, values, about.slide, about.kind, about.title)
            known = found.setdefault(text.key, text)
            if known is not text:
                known.also.append(scalar.at)
        return scalar

    said_session(session, note, about)
    for path in all_override_files(session):
        said_override(session, path, note, about)
    about.be("", "audiences", "")
    for scalar, name in _file_names(session):
        note(f"list:{name}/file_name", scalar, "the deck's file name")
    about.be("", "brand", "")
    said_brand(session, session.brand, note)
    return list(found.values())


def _parts(context: str, text: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield a text with its placeholders, and after it the words inside its expressions."""
    source, expressions = masked(unwrapped(text))
    if has_words(text):
        yield context, source, expressions
    for name, expression in expressions.items():
        for word in words_in(expression):
            yield f"{context}[{name}]", word, {}


def unwrapped(text: str) -> str:
    """Return a text with each paragraph on one line, so that wrapping it anew in YAML changes nothing for translators."""
    if "\n" not in text:
        return text
    lines: list[str] = []
    for line in text.strip("\n").split("\n"):
        before = lines[-1] if lines else ""
        own = not line.strip() or not before or before.endswith("\\") or _LIST_LINE.match(line) is not None
        if own:
            lines.append(line.rstrip() if line.strip() else "")
        else:
            lines[-1] = f"{before} {line.strip()}"
    return "\n".join(lines)


class _About:
    """The slide that is being looked at."""

    slide = kind = title = ""

    def be(self, slide: str, kind: str, title: str) -> None:
        self.slide, self.kind, self.title = slide, kind, title


def said_session(session: Session, say: Say, about: _About | None = None) -> tuple[Mapping, list[SlideSource], Library]:
    """Return a session's own node, slides and library, with every text as `say` has it."""
    about = about or _About()
    about.be("", "session", session.node.text("title") or "")
    node = said_facts(session, say)
    slides = []
    cases: dict[str, tuple[Mapping, Path]] = {}
    for source in session.slides:
        about.be(source.id, source.kind.name(), source.kind.called(source.node))
        slides.append(
            SlideSource(source.id, source.kind, said_slide(session, source.id, source.kind, source.node, say))
        )
        for name, case in _cases_of(session, source.kind, source.node).items():
            if name not in cases:
                about.be(source.id, CASE_OWNER, case[0].text("title") or "")
                cases[name] = _said_case(name, case, say)
    for name, case in _cases_of_overrides(session).items():
        if name not in cases:
            about.be("", CASE_OWNER, case[0].text("title") or "")
            cases[name] = _said_case(name, case, say)
    library = Library(session.project, session.folder, session.library)
    if cases:
        library.translated_cases({**session.library.case_nodes(session.findings), **cases})
    return node, slides, library


def said_facts(session: Session, say: Say) -> Mapping:
    def visit(scalar: Scalar, path: str, role: str) -> Scalar:
        return say(f"session:{path}", scalar, role)

    facts = walked(session.facts_node, SessionFields, "", "", visit)
    assert isinstance(facts, Mapping)
    entries = {key: facts.entries.get(key, child) for key, child in session.node.entries.items()}
    variables = entries.get("variables")
    if isinstance(variables, Mapping):
        entries["variables"] = _said_variables(variables, "", _variable_say(session, say))
    return Mapping(entries, session.node.at, session.node.keys_at)


_NAMES_ONLY = ("id", "code", "sector", "group", "groups", "language", "brand", "logo", "accent")  # compared, not read


def _variable_say(session: Session, say: Say, owner: str = "") -> Callable[[Scalar, str], Scalar]:
    """Say variables, but those that content compares: what is chosen by them must not depend on the language."""
    nodes: list[Node] = [source.node for source in session.slides]
    nodes += [read_yaml(path, "", Findings()) or session.facts_node for path in all_override_files(session)]
    compared = {path for node in nodes for each in _expressions_in(node) for path in expressions.compared_paths(each)}

    def said(scalar: Scalar, path: str) -> Scalar:
        return scalar if path.rpartition(":")[2] in compared else say(owner + path, scalar, "a value in texts")

    return said


def _expressions_in(node: Node) -> Iterator[str]:
    """Yield the expressions under a node, conditions included."""
    if isinstance(node, Scalar):
        yield from expressions.split(node.text).expressions
    elif isinstance(node, Listing):
        for item in node.items:
            yield from _expressions_in(item)
    else:
        for key, child in node.entries.items():
            if key in ("when", "repeat", "where") and isinstance(child, Scalar):
                yield child.text
            else:
                yield from _expressions_in(child)


def _said_variables(node: Node, path: str, say: Callable[[Scalar, str], Scalar]) -> Node:
    if isinstance(node, Scalar):
        is_text = not node.absent and not (node.plain and not isinstance(expressions.value_of(node.text), str))
        return say(node, f"variables:{path}") if is_text and has_words(node.text) else node
    if isinstance(node, Listing):
        return Listing([_said_variables(item, path, say) for item in node.items], node.at)
    entries = {
        key: child if key in _NAMES_ONLY else _said_variables(child, f"{path}.{key}" if path else key, say)
        for key, child in node.entries.items()
    }
    return Mapping(entries, node.at, node.keys_at)


def said_slide(
    session: Session, identity: str, kind: type[SlideKind], node: Mapping, say: Say, owner: str = ""
) -> Mapping:
    """Return a slide's node with every text as `say` has it; owner: whose override it is, with a colon."""
    if node.get("lang") is not None:
        return node  # its text is in that language on purpose
    said: dict[str, str] = {}

    def visit(scalar: Scalar, path: str, role: str) -> Scalar:
        made = say(f"{owner}{identity}/{path}", scalar, role)
        said.setdefault(scalar.text, made.text)
        return made

    made = walked(node, kind, "", "", visit)
    assert isinstance(made, Mapping)
    data = made.entries.get("data")
    if data is not None:
        for cell in _cells(session, node, data):
            visit(cell, "data", "a heading or cell of the data file")
        if any(old != new for old, new in said.items()):
            made.entries["data"] = _with_words(data, said)
    for key, spec in fields_of(kind).items():
        if spec.limits.get("names_text") and key in made.entries:
            made.entries[key] = _renamed(made.entries[key], said)
    return made


def _renamed(node: Node, said: dict[str, str]) -> Node:
    """Name texts of a slide, as its source has them, by what is said instead: a value, or the keys of values."""
    if isinstance(node, Scalar):
        return Scalar(said[node.text], node.at, quoted=True) if node.text in said else node
    if isinstance(node, Mapping):
        entries = {said.get(key, key): child for key, child in node.entries.items()}
        return Mapping(entries, node.at, {said.get(key, key): at for key, at in node.keys_at.items()})
    return node


def _cells(session: Session, node: Mapping, data: Node) -> Iterator[Scalar]:
    """Yield the words of a data file that a slide shows.

    Where `where` picks rows by the audience, a cell that stands in one row only is that audience's own: a name, not a word.
    """
    file = data.get("file") if isinstance(data, Mapping) else data
    if not isinstance(file, Scalar) or "{{" in file.text:
        return
    options = read_options(data, file.text, Findings()) if isinstance(data, Mapping) else None
    table = session.library.table(file.text, file.at, Findings(), options)
    if table is None:
        return
    listing = data.get("columns") if isinstance(data, Mapping) else node.get("columns")
    names = [heading(_text(item)) for item in listing.items] if isinstance(listing, Listing) else table.header
    where = (data.text("where") or "") if isinstance(data, Mapping) else ""
    own = re.search(r"\baudience\b", where) is not None
    for name in (each for each in names if each in table.header):
        if not isinstance(node.get("columns"), Listing) and name != names[0] and has_words(name):
            yield Scalar(name, file.at)
        column = list(table.column(table.header.index(name)))
        for cell in dict.fromkeys(column):
            if has_words(cell) and not (own and column.count(cell) == 1):
                yield Scalar(cell, file.at)


def _text(node: Node) -> str:
    return node.text if isinstance(node, Scalar) else (node.text("text") or "" if isinstance(node, Mapping) else "")


def _with_words(data: Node, said: dict[str, str]) -> Mapping:
    entries: dict[str, Node] = dict(data.entries) if isinstance(data, Mapping) else {"file": data}
    words: dict[str, Node] = {old: Scalar(new, data.at, quoted=True) for old, new in said.items() if old != new}
    entries[DATA_WORDS] = Mapping(words, data.at)
    return Mapping(entries, data.at, data.keys_at if isinstance(data, Mapping) else {})


def _cases_of(session: Session, kind: type[SlideKind], node: Mapping) -> dict[str, tuple[Mapping, Path]]:
    """Return the cases that a slide may show: the one it names, or all where that is worked out; and those in expressions."""
    named, repeat = node.get(kind.CASE_KEY), node.text("repeat") or ""
    shown = [each for scalar in scalars_of(node) for each in expressions.split(scalar.text).expressions]
    if not (isinstance(named, Scalar) or any("cases" in each for each in (*shown, repeat))):
        return {}
    cases = session.library.case_nodes(session.findings)
    if isinstance(named, Scalar) and "{{" not in named.text:
        return {named.text: cases[named.text]} if named.text in cases else {}
    return cases


def _cases_of_overrides(session: Session) -> dict[str, tuple[Mapping, Path]]:
    """Return the cases that only overrides bring in."""
    found: dict[str, tuple[Mapping, Path]] = {}
    kinds = {each.id: each for each in session.slides}
    for path in all_override_files(session):
        node = read_yaml(path, session.project.named(path), Findings())
        slides = node.get("slides") if isinstance(node, Mapping) else None
        for identity, change in slides.entries.items() if isinstance(slides, Mapping) else ():
            kind = _kind_of_change(identity, change, kinds)
            if kind is not None and isinstance(change, Mapping):
                found |= _cases_of(session, kind, change)
    return found


def _said_case(name: str, case: tuple[Mapping, Path], say: Say) -> tuple[Mapping, Path]:
    def visit(scalar: Scalar, path: str, role: str) -> Scalar:
        return say(f"{CASE_OWNER}:{name}/{path}", scalar, role)

    node = walked(case[0], CaseFields, "", "", visit)
    assert isinstance(node, Mapping)
    return node, case[1]


def _file_names(session: Session) -> Iterator[tuple[Scalar, str]]:
    """Yield the file names that the session's lists ask for, where they hold words."""
    for name in session.audience_lists:
        path = session.project.content / "audiences" / f"{name}.yaml"
        node = read_yaml(path, session.project.named(path), Findings()) if path.is_file() else None
        given = node.get("file_name") if isinstance(node, Mapping) else None
        if isinstance(given, Scalar) and has_words(given.text):
            yield given, name


def said_brand(session: Session, brand: str, say: Say) -> Node | None:
    """Return a brand's own file with every text as `say` has it."""
    from builder.brands.brand import BrandFields

    try:
        path = session.project.brand_folder(brand) / "brand.yaml"
    except UsageError:
        return None  # building says so
    # a brand that comes with the program is not called by where it lies on this machine
    name = session.project.named(path) if session.project.inside(path) else f"brand:{brand}"
    node = read_yaml(path, name, Findings())

    def visit(scalar: Scalar, field: str, role: str) -> Scalar:
        return say(f"brand:{brand}/{field}", scalar, role)

    return walked(node, BrandFields, "", "", visit) if node is not None else None


def said_override(
    session: Session, path: Path, say: Say, about: _About | None = None, findings: Findings | None = None
) -> Node | None:
    """Read an override with every text as `say` has it; None where it cannot be read."""
    about = about or _About()
    findings = session.findings if findings is None else findings
    node = read_yaml(path, session.project.named(path), findings)
    owner = f"{path.stem}:"
    if not isinstance(node, Mapping):
        return node
    entries = dict(node.entries)
    slides, variables = entries.get("slides"), entries.get("variables")
    if isinstance(variables, Mapping):
        entries["variables"] = _said_variables(variables, "", _variable_say(session, say, owner))
    if isinstance(slides, Mapping):
        kinds = {each.id: each for each in session.slides}
        changed: dict[str, Node] = {}
        for identity, change in slides.entries.items():
            kind = _kind_of_change(identity, change, kinds)
            if kind is None or not isinstance(change, Mapping):
                changed[identity] = change
                continue
            known = kinds.get(identity)
            title = kind.called(change) or (known.kind.called(known.node) if known else "")
            about.be(identity, kind.name(), title)
            changed[identity] = said_slide(session, identity, kind, change, say, owner)
        entries["slides"] = Mapping(changed, slides.at, slides.keys_at)
    return Mapping(entries, node.at, node.keys_at)


def _kind_of_change(identity: str, change: Node, kinds: dict[str, SlideSource]) -> type[SlideKind] | None:
    name = change.text("kind") if isinstance(change, Mapping) else None
    if name in kind_names():
        return kind_of(str(name))
    return kinds[identity].kind if identity in kinds else None
