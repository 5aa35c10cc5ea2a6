"""The translator's way: texts taken out, catalogs kept up to date, their state told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from builder.content import expressions
from builder.diagnostics import ContentError, Findings, UsageError, suggest
from builder.languages.formats import is_language
from builder.languages.language import language_of
from builder.pptx.brand_parts import ready_brand
from builder.projects.project import Project
from builder.projects.session import Session, load_session
from builder.storage.store import Store, write_atomically
from builder.translation.catalog import LOCALES, PSEUDO, catalog_file, languages_of, read_po
from builder.translation.exchange import Given, tmx, translations_in, xliff
from builder.translation.merge import About, Merged, merged
from builder.translation.pseudo import pseudo
from builder.translation.status import Status, status_of
from builder.translation.texts import Text, texts_of

if TYPE_CHECKING:
    import polib

Format = Literal["po", "xliff", "xliff-1.2", "tmx"]


@dataclass(frozen=True, slots=True)
class Work:
    """A session with its texts, and what translators are told of them."""

    session: Session
    texts: list[Text]
    about: About


def load_work(name: str, project: Project, *, limits: bool = True) -> Work:
    """Read a session and its texts, and measure how long each may become; raises ContentError, UsageError."""
    session = _sound_session(name, project)
    texts = texts_of(session)
    session.findings.stop_on_errors()
    names, long = _names(session)
    return Work(session, texts, About(_examples(texts, names), _limits(session, texts, long) if limits else {}))


def _sound_session(name: str, project: Project) -> Session:
    """Read a session that has no faults: a mistyped key would take its texts out of every catalog; raises ContentError."""
    from builder.content.record_reader import Reading
    from builder.projects.library import LibraryFiles

    session = load_session(name, project)
    found = session.findings
    for source in session.slides:
        known = session.known_names() | ({source.node.text("as") or "item"} if source.node.get("repeat") else set())
        Reading(found, LibraryFiles(session.library, found), None, known).record(source.node, source.kind)
    session.facts(None, session.language, found)
    found.stop_on_errors()
    return session


def _names(session: Session) -> tuple[expressions.Names, expressions.Names]:
    """Return the names of a real audience for examples, and those of the one with the longest name for measuring."""
    names = session.names(session.language, session.brand)
    if not session.audience_lists:
        return names, names
    from builder.audiences.lists import load_lists
    from builder.audiences.selection import Everyone

    try:
        lists = load_lists(session.audience_lists, session.project, connect=False)
    except (ContentError, UsageError):
        return names, names
    everyone = Everyone(lists)
    if not everyone:
        return names, names
    longest = max(everyone, key=lambda each: len(each.name))
    first, last = (names.with_name("audience", each.record(session.language)) for each in (everyone[0], longest))
    return first, last


def _examples(texts: Iterable[Text], names: expressions.Names) -> dict[str, str]:
    examples: dict[str, str] = {}
    for expression in {each for text in texts for each in text.expressions.values()}:
        try:
            examples[expression] = names.text(expression, None)
        except ContentError:
            continue  # of a repetition, or of another audience
    return examples


def _limits(session: Session, texts: list[Text], names: expressions.Names) -> dict[tuple[str, str], int]:
    from builder.translation.limits import limits_of

    store = Store(session.project.store())
    try:
        brand = ready_brand(session.brand, session.project, store).brand
        return limits_of(session, texts, brand, names, store)
    except ContentError:
        return {}  # a brand with faults: building says which
    finally:
        store.commit()
        store.close()


def extract(name: str, project: Project) -> tuple[Path, int]:
    """Write a session's template, `locales/<session>.pot`; gives the file and the number of texts."""
    work = load_work(name, project)
    path = work.session.folder / LOCALES / f"{work.session.slug}.pot"
    old = _old(path, project)
    made = merged(work.texts, None, work.about, work.session.slug, "")
    if old is not None and _entries(old) == _entries(made.file):
        return path, len(work.texts)
    _write(path, made)
    return path, len(work.texts)


def update(name: str, project: Project, languages: Iterable[str], take: Iterable[Path] = ()) -> dict[str, Merged]:
    """Begin or merge the catalogs of a session; gives what became of each language's entries.

    take: files to take translations from: .po, XLIFF or TMX. Raises ContentError, UsageError.
    """
    work = load_work(name, project)
    session = work.session
    wanted = list(languages) or languages_of(session.folder)
    if not wanted:
        raise UsageError(f"'{session.slug}' has no catalogs yet; name a language with -l")
    for language in wanted:
        need_language(session, language)
    results = {}
    for language in wanted:
        path = catalog_file(session.folder, language)
        old = _old(path, project)
        given = _given(session, language, take, old)
        made = merged(work.texts, old, work.about, session.slug, language, given)
        if old is None or _entries(old) != _entries(made.file):
            _write(path, made)
        results[language] = made
    return results


def _given(session: Session, language: str, files: Iterable[Path], old: polib.POFile | None) -> Given:
    """Gather translations: from the library of cases what the catalog has none for, and from files that were asked for."""
    given = Given()
    cases = catalog_file(session.project.content / "cases", language)
    if cases.is_file() and session.project.inside(cases):
        own = {(e.msgctxt or "", e.msgid) for e in old or () if e.msgstr and not (e.fuzzy or e.obsolete)}
        library = translations_in(cases, session.project.named(cases), language)
        given.entries = {key: text for key, text in library.entries.items() if key not in own}
        given.memory = dict(library.memory)
    for file in files:
        found = translations_in(file, session.project.named(file), language)
        given.entries |= found.entries
        given.memory |= found.memory
    return given


def need_language(session: Session, language: str) -> None:
    """Refuse what is no language, and the session's own; raises UsageError."""
    if "_" in language:
        raise UsageError(f"'{language}' is written {language.replace('_', '-')}")
    if not is_language(language):
        raise UsageError(f"'{language}' is not a language; write en, de or another BCP 47 tag")
    if language == session.language:
        raise UsageError(f"'{session.slug}' is written in '{language}'; there is nothing to translate")


def _old(path: Path, project: Project) -> polib.POFile | None:
    """Read a catalog as it stands; None where there is none. Raises ContentError."""
    _stays_inside(path, project)
    if not path.is_file():
        return None
    found = Findings()
    file = read_po(path, project.named(path), found)
    found.stop_on_errors()
    return file


def _stays_inside(path: Path, project: Project) -> None:
    """Refuse a path that leads out of the project by a link; raises ContentError."""
    if path.is_relative_to(project.root) and not project.inside(path):
        raise ContentError.of(
            "outside-project", f"{project.named(path)} leads out of the project", None, "put the file itself there"
        )


def _entries(file: polib.POFile) -> list[tuple[object, ...]]:
    """Return what stands in a catalog, however its lines are wrapped."""
    return [
        (
            e.msgctxt or "", e.msgid, e.msgstr, e.obsolete, sorted(e.flags), e.occurrences, e.previous_msgid, e.previous_msgctxt,
            e.comment.split(), e.tcomment.split(),
        )
        for e in file
    ]  # fmt: skip


def export(name: str, project: Project, language: str, form: Format) -> Path:
    """Write a catalog beside its .po file as XLIFF or TMX, for a translation program; gives the file."""
    session = load_session(name, project)
    path = catalog_file(session.folder, language) if language else session.folder / LOCALES / f"{session.slug}.pot"
    file = _old(path, project)
    if file is None:
        raise UsageError(f"'{session.slug}' has no catalog for '{language}'; fandeck translate update begins one")
    if form == "tmx":
        pairs = [(entry.msgid, entry.msgstr) for entry in file if entry.msgstr and not entry.fuzzy]
        data, suffix = tmx(pairs, session.language, language), ".tmx"
    else:
        data, suffix = (
            xliff(file, session.language, language, session.slug, "1.2" if form == "xliff-1.2" else "2.0"),
            ".xlf",
        )
    target = path.with_suffix(suffix)
    write_atomically(target, [data])
    return target


def status(name: str, project: Project, languages: Iterable[str] = ()) -> list[Status]:
    """Tell how far the catalogs of a session are; raises UsageError for a language without one."""
    session = _sound_session(name, project)
    texts = texts_of(session)
    wanted = list(languages) or languages_of(session.folder)
    found = []
    for language in wanted:
        need_language(session, language)
        path = catalog_file(session.folder, language)
        if not path.is_file():
            at_hand = suggest(language, languages_of(session.folder, pseudo=True))
            hint = at_hand or f"fandeck translate update {session.slug} -l {language} begins one"
            raise UsageError(f"'{session.slug}' has no catalog for '{language}': {hint}")
        found.append(status_of(language, texts, _old(path, project)))
    return found


def make_pseudo(name: str, project: Project, languages: Iterable[str] = ()) -> list[Path]:
    """Write catalogs in pseudo-languages: accented and longer, and from the right; or in the scripts of other languages."""
    work = load_work(name, project)
    made = []
    for language in list(languages) or list(PSEUDO):
        need_language(work.session, language)
        if not language_of(language).is_pseudo:
            language = f"{language}-{'XB' if language_of(language).is_rtl else 'XA'}"
        result = merged(work.texts, None, work.about, work.session.slug, language)
        for entry in result.file:
            entry.msgstr = pseudo(entry.msgid, language, work.about.limits.get((entry.msgctxt, entry.msgid), 0))
        path = catalog_file(work.session.folder, language)
        _stays_inside(path, project)
        _write(path, result)
        made.append(path)
    return made


def _write(path: Path, made: Merged) -> None:
    text = made.file.__unicode__()
    write_atomically(path, [(text.rstrip("\n") + "\n").encode()])
