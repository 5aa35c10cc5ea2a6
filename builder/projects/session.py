"""A session read from its folder: its facts, its slides in order with includes put in place."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any, ClassVar

from msgspec import Struct, field

from builder.content import expressions
from builder.content.fields import Code, Record, Say, needed, optional, record
from builder.content.record_reader import Reading, place_in
from builder.content.tables.notation import WORDS
from builder.content.yaml_nodes import Listing, Mapping, Node, Scalar, read_yaml, scalars_of
from builder.diagnostics import ContentError, Diagnostic, Findings, Position, UsageError, nearest, suggest
from builder.languages.formats import is_date, is_language, locale_of
from builder.languages.labels import labels_of
from builder.languages.language import language_of
from builder.plan import RichText
from builder.projects.library import Library, LibraryFiles, case_values
from builder.projects.project import Project
from builder.slide_kinds import DeckFacts, Logo, Person, SlideKind, kind_names, kind_of

ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
MAX_INCLUDES = 200
CHOOSE_AUDIENCE = "choose one with -a, or give variables.audience"
_STRUCTURE = ("slides", "variables")


@record
class SessionFields(Record):
    """The session's own keys."""

    CALLED: ClassVar[str] = "a session"
    title: RichText = needed("the webinar's title")
    subtitle: RichText | None = optional("a line under it")
    language: Code = needed("the language the source is written in, as nl or en-GB", translate=False)
    brand: Code = optional("the default brand", Code("helder"), translate=False)
    audiences: list[Code] | Code | None = optional("the default list of audiences, or several", translate=False)
    date: RichText | None = optional("a date as 2026-12-10, or text")
    start: Code | None = optional('when it starts, as "09:30"; gives the agenda clock times', translate=False)
    organisation: RichText | None = optional("who organises")
    logos: list[Logo] = optional("partners' logos, on title and closing", list)
    presenters: list[Person] = optional("who speaks", list)
    currency: Code = optional("an ISO 4217 code", Code("EUR"), translate=False)

    def check(self, say: Say) -> None:
        try:
            locale_of(str(self.language))
        except ValueError:
            say(
                "language",
                "unknown-language",
                f"'{self.language}' is not a language",
                "write nl, en or another BCP 47 tag",
            )
        date = self.date.plain if self.date else ""
        if re.fullmatch(r"\d{4}-\d\d?-\d\d?", date) and not is_date(date):
            say("date", "calendar-date", f"there is no day {date}", "write year-month-day, such as 2026-12-10")
        elif re.fullmatch(r"\d\d?[-/.]\d\d?[-/.]\d{4}", date):
            say(
                "date",
                "calendar-date",
                f"'{date}' stays as it is",
                "write year-month-day, such as 2026-12-10",
                "warning",
            )
        if self.start and not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", self.start):
            say("start", "clock-time", f"'{self.start}' is not a time", 'write start: "09:30"')
        if not re.fullmatch(r"[A-Z]{3}", self.currency):
            say("currency", "unknown-value", f"'{self.currency}' is not a currency code", "write EUR, USD …")


class SlideSource(Struct, frozen=True):
    """One slide as written: its node and its kind."""

    id: str
    kind: type[SlideKind]
    node: Mapping


class Session(Struct):
    """A session as written; what it says is worded for each deck."""

    project: Project
    folder: Path
    slug: str
    node: Mapping
    slides: list[SlideSource]
    variables: dict[str, Any]
    library: Library
    findings: Findings = field(default_factory=Findings)
    removed: tuple[SlideSource, ...] = ()  # by overrides

    @property
    def language(self) -> str:
        return self.node.text("language") or "en"

    @property
    def brand(self) -> str:
        return self.node.text("brand") or "helder"

    @property
    def audience_lists(self) -> tuple[str, ...]:
        """The lists of audiences that the session names."""
        node = self.node.get("audiences")
        if isinstance(node, Listing):
            return tuple(item.text for item in node.items if isinstance(item, Scalar) and item.text)
        return (node.text,) if isinstance(node, Scalar) and node.text else ()

    @property
    def facts_node(self) -> Mapping:
        """The session's keys without slides and variables."""
        return Mapping(
            {key: value for key, value in self.node.entries.items() if key not in _STRUCTURE},
            self.node.at,
            self.node.keys_at,
        )

    def names(
        self, language: str, brand: str, audience: Any = None, settings: dict[str, str] | None = None
    ) -> expressions.Names:
        """Return the names that expressions may use in one deck; audience: a mapping, else the variables'."""
        values = dict(self.variables)
        for name, text in (settings or {}).items():
            if name not in values:
                near = suggest(name, values) or "its variables: are empty"
                raise UsageError(f"--set {name}: the session has no such variable; {near}")
            values[name] = _set(name, text, values[name])
        if audience is not None:
            values["audience"] = _as_record(audience)
        values["session"] = expressions.Record(
            {"title": self.node.text("title") or "", "slug": self.slug, "date": self.node.text("date") or ""}
        )
        values["language"], values["brand"] = language, brand
        values["cases"] = case_values(self.library, self.findings)
        advice = {"audience": CHOOSE_AUDIENCE + ".{}"} if audience is None else {}
        return expressions.Names(values, language, self.node.text("currency") or "EUR", advice)

    def facts(self, names: expressions.Names | None, language: str, findings: Findings) -> DeckFacts | None:
        """Word the session's own keys for one deck; None (with findings) where they have faults."""
        known = set(names.values) if names else self.known_names()
        reading = Reading(findings, LibraryFiles(self.library, findings), names, known, owner="session/")
        fields = reading.record(self.facts_node, SessionFields)
        if fields is None:
            return None
        return DeckFacts(
            language=language,
            labels=labels_of(language),
            title=fields.title,
            subtitle=fields.subtitle,
            date=fields.date.plain if fields.date else "",
            start=str(fields.start or ""),
            organisation=fields.organisation,
            presenters=tuple(fields.presenters),
            logos=tuple(fields.logos),
            currency=str(fields.currency),
            fields=fields,
        )

    def known_names(self) -> set[str]:
        """List the names that expressions may use, whatever the deck."""
        return {*self.variables, "audience", "session", "cases", "language", "brand"}

    @property
    def footer(self) -> str:
        """The footer's text: the title, or nothing where the title depends on the deck."""
        from builder.content.markdown import strip_marks

        title = self.node.text("title") or ""
        return "" if "{{" in title else strip_marks(title)

    def needs_audience(self) -> Position | None:
        """Return the first place that uses `audience`, where the variables define none."""
        if "audience" in self.variables:
            return None
        for source in self.slides:
            for scalar in scalars_of(source.node):
                if any(re.search(r"\baudience\b", each) for each in expressions.split(scalar.text).expressions):
                    return scalar.at
            for key in ("when", "repeat"):
                node = source.node.get(key)
                if isinstance(node, Scalar) and re.search(r"\baudience\b", node.text):
                    return node.at
        return None

    def faults_of_expressions(self) -> list[Diagnostic]:
        """Return what is wrong with expressions whatever they are worked out with: their form, and names that nobody knows."""
        found: list[Diagnostic] = []
        for source in self.slides:
            known = self.known_names() | ({source.node.text("as") or "item"} if source.node.get("repeat") else set())
            for scalar in scalars_of(source.node):
                for expression in expressions.split(scalar.text).expressions:
                    try:
                        expressions.check_expression(expression, known, place_in(scalar, expression))
                    except ContentError as error:
                        found += error.found
        return found


def load_session(folder: str | Path, project: Project | None = None) -> Session:
    """Read a session.

    folder: the folder that holds session.yaml, or a session's name in content/.
    All faults of its form are in `session.findings`; raises ContentError where there is no session
    to speak of, UsageError where the folder is unknown.
    """
    project = project or Project.at()
    path = project.session_folder(str(folder)) / "session.yaml"
    findings = Findings()
    node = read_yaml(path, project.named(path), findings)
    if node is not None and not isinstance(node, Mapping):
        findings.add("wrong-type", "a session is keys and values", node.at, "begin with title: and language:")
        node = None
    if node is None:
        raise ContentError(findings)
    _need_language(node, findings)
    library = Library(project, path.parent)
    library.read.add(path)
    session = Session(
        project, path.parent, unicodedata.normalize("NFC", path.parent.name), node, [], {}, library, findings
    )
    session.variables = read_variables(node.get("variables"), findings)
    _read_slides(session, findings)
    return session


def _need_language(node: Mapping, findings: Findings) -> None:
    """Stop at a language that is none: nothing can be written without one. Raises ContentError."""
    given = node.get("language")
    if not isinstance(given, Scalar) or not given.text:
        return
    if not is_language(given.text):
        findings.add(
            "unknown-language", f"'{given.text}' is not a language", given.at, "write nl, en or another BCP 47 tag"
        )
        raise ContentError(findings)
    if language_of(given.text).canonical != given.text:
        findings.add(
            "unknown-language",
            f"'{given.text}' is written {language_of(given.text).canonical}",
            given.at,
            f"language: {language_of(given.text).canonical}",
        )
        raise ContentError(findings)


def read_variables(variables: Node | None, findings: Findings) -> dict[str, Any]:
    """Read a session's variables."""
    if isinstance(variables, Mapping):
        return {
            key: _variable(child, findings)
            for key, child in variables.entries.items()
            if _variable_name(key, variables, findings)
        }
    if variables is not None:
        findings.add("wrong-type", "variables are names with values", variables.at, "write name: value")
    return {}


def slide_source(node: Mapping, findings: Findings) -> SlideSource | None:
    """Read one slide's kind and id; None (with findings) where they have faults."""
    name, identity = node.get("kind"), node.get("id")
    kind: type[SlideKind] | None = None
    if name is None and len(node.entries) == 1 and nearest(key := next(iter(node.entries)), ["include"]):
        findings.add("unknown-key", f"'{key}' is not a key of a slide", node.keys_at[key], suggest(key, ["include"]))
        return None
    if name is None:
        findings.add("missing-field", "the slide has no kind", node.at, "kind: one of " + ", ".join(kind_names()))
    elif not isinstance(name, Scalar) or name.text not in kind_names():
        said = name.text if isinstance(name, Scalar) else "…"
        findings.add("unknown-kind", f"there is no slide kind '{said}'", name.at, suggest(said, kind_names()))
    else:
        kind = kind_of(name.text)
    slide_id = identity.text if isinstance(identity, Scalar) else ""
    if not slide_id:
        findings.add("missing-field", "the slide has no id", node.at, "id: a short name of its own")
    elif not ID.fullmatch(slide_id):
        findings.add(
            "slide-id",
            f"'{slide_id}' is not an id",
            identity.at if identity else node.at,
            f"use lower-case letters, digits and single hyphens: {_as_id(slide_id)}",
        )
    return SlideSource(slide_id, kind, kind.as_written(node)) if kind and slide_id else None


def _variable_name(key: str, node: Mapping, findings: Findings) -> bool:
    if not re.fullmatch(r"[A-Za-z]\w*", key):
        findings.add(
            "variable-name", f"'{key}' cannot be a variable's name", node.keys_at[key], "use letters, digits and _"
        )
        return False
    if key in ("session", "cases", "language", "brand"):
        findings.add("variable-name", f"'{key}' already means something", node.keys_at[key], "choose another name")
        return False
    return True


def _set(name: str, text: str, former: Any) -> Any:
    """Return the value that `--set` gives a variable; one that is true or false stays so. Raises UsageError."""
    if not isinstance(former, bool):
        return expressions.value_of(text)
    if text.casefold() not in WORDS:
        raise UsageError(f"--set {name}: true or false is needed, '{text}' was found")
    return WORDS[text.casefold()]


def _variable(node: Node, findings: Findings) -> Any:
    """Return a variable's value: numbers print as typed, true and false are booleans, the rest is text."""
    if isinstance(node, Listing):
        return [_variable(item, findings) for item in node.items]
    if isinstance(node, Mapping):
        entries = {key: _variable(child, findings) for key, child in node.entries.items()}
        return expressions.Record(entries, str(entries.get("name", "")))
    if node.plain and node.text.lower() in ("yes", "no", "on", "off"):
        findings.add(
            "ambiguous-word",
            f"'{node.text}' may mean a word or a choice",
            node.at,
            f'write true or false, or quote it: "{node.text}"',
        )
    return expressions.value_of(node.text) if node.plain else node.text


def _as_record(value: Any) -> Any:
    if isinstance(value, dict):
        return expressions.Record({k: _as_record(v) for k, v in value.items()}, str(value.get("name", "")))
    return [_as_record(item) for item in value] if isinstance(value, list) else value


def _read_slides(session: Session, findings: Findings) -> None:
    slides = session.node.get("slides")
    if slides is None:
        place = session.node.place("slides")
        findings.add("missing-field", "'slides' is missing", place, "slides: the list of slides")
        return
    if not isinstance(slides, Listing):
        findings.add("wrong-type", "slides are a list", slides.at, "begin each slide with a dash: - kind: …")
        return
    reader = _SlideReader(session, findings)
    reader.read(slides, (session.folder / "session.yaml",))
    if not session.slides and not findings.errors:
        findings.add("missing-field", "the session has no slides", slides.at)


class _SlideReader:
    """Puts included slides in place and sees that ids are unique."""

    def __init__(self, session: Session, findings: Findings) -> None:
        self.session, self.findings = session, findings
        self.seen: dict[str, Position] = {}
        self.included = 0

    def read(self, slides: Listing, chain: tuple[Path, ...]) -> None:
        for node in slides.items:
            if not isinstance(node, Mapping):
                self.findings.add("wrong-type", "a slide is keys and values", node.at, "write - kind: … and id: …")
            elif "include" in node.entries:
                self._include(node, chain)
            else:
                self._slide(node)

    def _include(self, node: Mapping, chain: tuple[Path, ...]) -> None:
        for key in node.entries:
            if key != "include":
                self.findings.add("unknown-key", f"'{key}' does not go with include", node.keys_at[key])
        target = node.entries["include"]
        if not isinstance(target, Scalar) or target.empty:
            self.findings.add("wrong-type", "include names a file", target.at, "write - include: slides/part.yaml")
            return
        path = self.session.library.find(target.text, target.at, self.findings, "include")
        if path is None:
            return
        resolved = path.resolve()
        if resolved in [each.resolve() for each in chain] or self.included > MAX_INCLUDES:
            names = " → ".join(each.name for each in (*chain, path))
            self.findings.add("include-cycle", f"this include leads back to itself: {names}", target.at)
            return
        self.included += 1
        self.session.library.read.add(path)
        inner = read_yaml(path, self.session.project.named(path), self.findings)
        if isinstance(inner, Listing):
            self.read(inner, (*chain, path))
        elif isinstance(inner, Scalar) and inner.empty:
            self.findings.add("wrong-type", "the file is empty", inner.at, "begin each slide with a dash: - kind: …")
        elif inner is not None:
            self.findings.add(
                "wrong-type", "an included file is a list of slides", inner.at, "begin each slide with a dash"
            )

    def _slide(self, node: Mapping) -> None:
        made = slide_source(node, self.findings)
        identity = node.get("id")
        slide_id = identity.text if isinstance(identity, Scalar) else ""
        if slide_id in self.seen:
            first = self.seen[slide_id]
            self.findings.add(
                "duplicate-id",
                f"the id '{slide_id}' is used twice (first in {first.file}, line {first.line})",
                identity.at if identity else node.at,
                "give each slide an id of its own",
            )
        elif ID.fullmatch(slide_id):
            self.seen[slide_id] = identity.at if identity else node.at
        if made:
            self.session.slides.append(made)


def _as_id(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "slide"
