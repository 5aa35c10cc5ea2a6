"""A session said in another language: its nodes with what the catalogs have, before any deck is made."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from msgspec import structs

from builder.content.yaml_nodes import Node, Scalar
from builder.diagnostics import Diagnostic, Findings, UsageError
from builder.languages.formats import is_language
from builder.languages.language import language_of
from builder.languages.names import name_of
from builder.projects.session import Session, read_variables
from builder.translation.catalog import Catalog, Entry, catalog_file, languages_of, read_catalog
from builder.translation.checks import placeholder_faults, quoted, slide_of
from builder.translation.placeholders import masked, unmasked, with_words, words_in
from builder.translation.texts import said_brand, said_override, said_session, unwrapped
from builder.translation.walk import has_words


def has_catalog(session: Session, language: str) -> bool:
    """True where decks in a language can be made: the source's own, or one with a catalog somewhere in its chain."""
    if "_" in language or not is_language(language):
        return False  # gettext's way of writing it; tags of decks have hyphens
    chain = language_of(language).fallbacks
    return session.language in chain or any(catalog_file(session.folder, each).is_file() for each in chain)


def languages_at_hand(session: Session) -> list[str]:
    """List the languages that a session can be built in, its own first."""
    return [session.language, *(each for each in languages_of(session.folder) if each != session.language)]


@dataclass(slots=True)
class Translation:
    """What the catalogs of one language say for a session: of `nl-BE` first, then of `nl`.

    findings: each text without a translation, and each translation that cannot be used.
    """

    session: Session
    language: str
    catalogs: list[Catalog]
    findings: Findings = field(default_factory=Findings)
    noted: set[tuple[str, str]] = field(default_factory=set)
    unread: bool = False  # a catalog could not be read: then nothing else is missing

    @classmethod
    def of(cls, session: Session, language: str) -> Translation:
        """Read the catalogs of a language, those of the cases after the session's own."""
        found, catalogs = Findings(), []
        for tag in language_of(language).fallbacks:
            if tag == session.language:
                break
            for folder in (session.folder, session.project.content / "cases"):
                path = catalog_file(folder, tag)
                if not path.is_file():
                    continue
                if not session.project.inside(path):
                    found.add(
                        "outside-project",
                        f"{session.project.named(path)} leads out of the project",
                        None,
                        "put the file itself there",
                    )
                else:
                    session.library.read.add(path)
                    catalog = read_catalog(path, session.project.named(path), found)
                    catalogs += [catalog] if catalog else []
        return cls(session, language, catalogs, found, unread=bool(found.errors))

    @property
    def own(self) -> bool:
        """True where the language is the source's own, or a regional form of it without a catalog."""
        return self.session.language in language_of(self.language).fallbacks and not (self.catalogs or self.findings)

    def translated(self) -> Session:
        """Return the session in this language; what has no valid translation stays as it is, and is noted."""
        if self.own:
            return self.session
        node, slides, library = said_session(self.session, self.say)
        variables = read_variables(node.get("variables"), Findings())
        found = Findings()
        found.extend([*self.session.findings, *self.findings])
        return structs.replace(
            self.session, node=node, slides=slides, library=library, variables=variables, findings=found
        )

    def override(self, path: Path, findings: Findings) -> Node | None:
        """Read an override in this language; what it lacks goes to the findings."""
        mine = replace(self, findings=Findings(), noted=set())  # told to every deck that it is for
        node = said_override(self.session, path, mine.say, findings=findings)
        findings.extend(mine.findings)
        return node

    def brand_words(self, brand: str) -> dict[str, str]:
        """Return what the brand's own words are called, by the words in brand.yaml; the brand's own catalogs come last."""
        try:
            folder = self.session.project.brand_folder(brand)
        except UsageError:
            return {}
        for tag in language_of(self.language).fallbacks:
            path = catalog_file(folder, tag)
            if path.is_file() and not self._leads_out(path):
                self.session.library.read.add(path)
                catalog = read_catalog(path, self.session.project.named(path), self.findings)
                self.catalogs += [catalog] if catalog else []
        words: dict[str, str] = {}

        def note(context: str, scalar: Scalar, role: str) -> Scalar:
            entries = (catalog.entries.get((context, scalar.text)) for catalog in self.catalogs)
            entry = next((each for each in entries if each and not each.fuzzy), None)
            if entry:
                words[scalar.text] = entry.text
            return scalar

        said_brand(self.session, brand, note)
        return words

    def _leads_out(self, path: Path) -> bool:
        """True (with a finding) for a file of the project that is a link to elsewhere."""
        project = self.session.project
        if not path.is_relative_to(project.root) or project.inside(path):
            return False  # a shipped brand's is not the project's
        self.findings.add(
            "outside-project", f"{project.named(path)} leads out of the project", None, "put the file itself there"
        )
        return True

    def say(self, context: str, scalar: Scalar, role: str) -> Scalar:
        """Return what the catalogs have for a text; the text itself, with a finding, where they have nothing valid."""
        source, expressions = masked(unwrapped(scalar.text))
        worded = {}
        for name, expression in expressions.items():
            said = {word: self._found(f"{context}[{name}]", word, scalar) for word in words_in(expression)}
            worded[name] = with_words(expression, {word: entry.text for word, entry in said.items() if entry})
        entry = self._found(context, source, scalar) if has_words(scalar.text) else None
        if entry is None:
            text = unmasked(source, worded) if worded != expressions else scalar.text
            lang = self.session.language if has_words(scalar.text) else ""
            return structs.replace(scalar, text=text, lang=lang)
        return Scalar(unmasked(entry.text, worded), entry.at, quoted=True)

    def _found(self, context: str, source: str, scalar: Scalar) -> Entry | None:
        """Look a text up; notes where it is not translated, stale, or has other placeholders than its source."""
        key, stale = (context, source), None
        for catalog in self.catalogs:
            entry = catalog.entries.get(key)
            if entry is None:
                continue
            if entry.fuzzy:
                stale = stale or entry
                continue
            faults = placeholder_faults(source, entry.text)
            if not faults:
                return entry
            self._note(
                key,
                Diagnostic(
                    "placeholder", faults, entry.at, "keep each {name} of the source, as often as it stands there"
                ),
            )
        said, language, slide = quoted(source), name_of(self.language), slide_of(context)
        if stale is not None:
            self._note(key, Diagnostic(
                "translation-stale", f"the {language} of “{said}” belongs to an older text; the source is shown", stale.at,
                "look it over, and take the fuzzy mark away", severity="warning", slide=slide, language=self.language,
            ))  # fmt: skip
        elif key not in self.noted and not self.unread:
            self._note(key, Diagnostic(
                "translation-missing", f"“{said}” is not translated into {language}; the source is shown", scalar.at,
                f"translate {context} in {self.session.project.named(catalog_file(self.session.folder, self.language))}",
                severity="warning", slide=slide, language=self.language,
            ))  # fmt: skip
        return None

    def _note(self, key: tuple[str, str], found: Diagnostic) -> None:
        if key not in self.noted:
            self.noted.add(key)
            self.findings.extend([found])
