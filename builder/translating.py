"""The translator's way: texts taken out, catalogs kept up to date, their state told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from builder import wording
from builder.diagnostics import ContentError, Findings, UsageError
from builder.languages.formats import is_language
from builder.ready_brand import ready_brand
from builder.source.project import Project
from builder.source.session import Session, load_session
from builder.store import Store, write_atomically
from builder.translation.catalog import LOCALES, catalog_file, languages_of, read_po
from builder.translation.merge import About, Merged, merged
from builder.translation.texts import Text, texts_of

STORE = ".fandeck"


@dataclass(frozen=True, slots=True)
class Work:
    """A session with its texts, and what translators are told of them."""

    session: Session
    texts: list[Text]
    about: About


def load_work(name: str, project: Project, *, limits: bool = True) -> Work:
    """Read a session and its texts, and measure how long each may become; raises ContentError, UsageError."""
    session = load_session(name, project)
    session.findings.stop_on_errors()
    texts = texts_of(session)
    session.findings.stop_on_errors()
    names, long = _names(session)
    return Work(session, texts, About(_examples(texts, names), _limits(session, texts, long) if limits else {}))


def _names(session: Session) -> tuple[wording.Names, wording.Names]:
    """Give the names of a real audience for examples, and those of the one with the longest name for measuring."""
    names = session.names(session.language, session.brand)
    if not session.audience_lists:
        return names, names
    from builder.audiences.lists import load_lists

    try:
        lists = load_lists(session.audience_lists, session.project, connect=False)
    except (ContentError, UsageError):
        return names, names
    everyone = [each for listed in lists for each in listed.audiences]
    if not everyone:
        return names, names
    longest = max(everyone, key=lambda each: len(each.name))
    first, last = (names.with_name("audience", each.record(session.language)) for each in (everyone[0], longest))
    return first, last


def _examples(texts: Iterable[Text], names: wording.Names) -> dict[str, str]:
    examples: dict[str, str] = {}
    for expression in {each for text in texts for each in text.expressions.values()}:
        try:
            examples[expression] = names.text(expression, None)
        except ContentError:
            continue  # of a repetition, or of another audience
    return examples


def _limits(session: Session, texts: list[Text], names: wording.Names) -> dict[tuple[str, str], int]:
    from builder.translation.limits import limits_of

    store = Store(session.project.output / STORE)
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
    old = read_po(path, project.named(path), Findings()) if path.is_file() else None
    made = merged(work.texts, None, work.about, work.session.slug, "")
    if old is not None and [_as_text(e) for e in old] == [_as_text(e) for e in made.file]:
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
        memory = _memory(session, language)
        for file in take:
            from builder.translation.exchange import translations_in

            memory |= translations_in(file, project.named(file), language)
        made = merged(work.texts, old, work.about, session.slug, language, memory)
        if old is None or [_as_text(e) for e in old] != [_as_text(e) for e in made.file]:
            _write(path, made)
        results[language] = made
    return results


def need_language(session: Session, language: str) -> None:
    """Refuse what is no language, and the session's own; raises UsageError."""
    if not is_language(language):
        raise UsageError(f"'{language}' is not a language; write en, de or another BCP 47 tag")
    if language == session.language:
        raise UsageError(f"'{session.slug}' is written in '{language}'; there is nothing to translate")


def _old(path: Path, project: Project):  # type: ignore[no-untyped-def]
    if not path.is_file():
        return None
    found = Findings()
    file = read_po(path, project.named(path), found)
    found.stop_on_errors()
    return file


def _memory(session: Session, language: str) -> dict[str, str]:
    """Give what the library of cases has in a language."""
    path = catalog_file(session.project.content / "cases", language)
    if not path.is_file():
        return {}
    file = read_po(path, session.project.named(path), Findings()) or []
    return {entry.msgid: entry.msgstr for entry in file if entry.msgstr and not entry.fuzzy}


def _as_text(entry: object) -> str:
    return str(entry)


def _write(path: Path, made: Merged) -> None:
    text = made.file.__unicode__()
    write_atomically(path, (text.rstrip("\n") + "\n").encode())
