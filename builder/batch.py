"""The decks that a build is asked for: for whom, in which languages and brands, under which names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from builder.decks import DeckJob, Inspect, SessionDecks
from builder.diagnostics import ContentError, Diagnostic, UsageError, did_you_mean
from builder.manifest import Manifest, file_name, slug_of
from builder.ready_brand import brand_files
from builder.results import Deck, Options
from builder.shares import shared_decks
from builder.source.project import Project
from builder.source.session import Session, load_session
from builder.store import Store

if TYPE_CHECKING:
    from builder.audiences.lists import Audience
    from builder.translation.translated import Translation


def session_decks(
    name: str, project: Project, options: Options, manifest: Manifest, store: Store, read: set[Path],
    inspect: Inspect | None = None,
) -> Iterator[tuple[Deck, int]]:  # fmt: skip
    """Build the decks of one session, one after the other; gives each with the number of all.

    read: takes every file that they are made from. inspect: looks at each deck instead of writing it.
    """
    folder = project.session_folder(name)
    try:
        session = load_session(name, project)
        jobs = deck_jobs(session, options, manifest.folder, read, connect=inspect is None)
    except ContentError as error:
        file = manifest.folder / f"{folder.name}.pptx"
        yield Deck(folder.name, "", "", file, "failed", findings=tuple(error.found)), 1
        return
    read.update(each for brand in {job.brand for job in jobs} for each in _brand_files_of(project, brand))
    for run in _runs(jobs):
        if inspect is not None:
            made = SessionDecks(session, options, store, manifest, inspect).of(run)
        else:
            made = shared_decks(session, run, options, store, manifest, read)
        yield from ((deck, len(jobs)) for deck in made)
    read.update(session.library.read)


def deck_jobs(
    session: Session, options: Options, folder: Path, read: set[Path], *, connect: bool = True
) -> list[DeckJob]:
    """List the decks to make: for whom, in which languages and brands; raises UsageError, ContentError.

    connect: lists may be read from databases; else such a list counts as empty, and the plain deck is made.
    """
    audiences = _audiences(session, options, read, connect)
    if not connect and audiences == [None]:
        _check_audiences(session)
    _note_names(session, options)
    for language in options.languages:
        if language not in (session.language, "all"):
            _need_catalog(session, language)
    for brand in options.brands:
        session.project.brand_folder(brand)
    every = _every_language(session, options)
    naming = _Naming(session, options)
    jobs = []
    for audience in audiences:
        own = audience.languages if audience else ()
        languages = every if every else tuple(dict.fromkeys(options.languages or own or (session.language,)))
        brands = tuple(dict.fromkeys(options.brands)) or (
            (audience.brand,) if audience and audience.brand else (session.brand,)
        )
        for brand in brands:
            for language in languages:
                shown = brand if len(brands) > 1 else ""
                name = naming.of(audience, language, shown, len(languages) > 1)
                jobs.append(DeckJob(audience, language, brand, folder / name))
    return sorted(jobs, key=lambda job: (_brand_place(job, options), job.language)) if len(jobs) > 1 else jobs


def _note_names(session: Session, options: Options) -> None:
    """Note catalogs that nothing reads, because of their names."""
    if not options.languages:
        return
    from builder.languages.formats import is_language
    from builder.languages.names import canonical

    for path in sorted((session.folder / "locales").glob("*.po")):
        if not is_language(path.stem) or canonical(path.stem) != path.stem:
            hint = (
                f"call it {canonical(path.stem)}.po"
                if is_language(path.stem)
                else "call it by its language: en.po, de-AT.po"
            )
            session.findings.add(
                "catalog-name", f"{path.name} is no language's name, and is not read", None, hint, severity="warning",
                file=session.project.named(path),
            )  # fmt: skip


def _need_catalog(session: Session, language: str) -> None:
    """Refuse a language that a session has no catalog for; raises UsageError."""
    from builder.translation.catalog import catalog_file
    from builder.translation.translated import has_catalog, languages_at_hand

    if not has_catalog(session, language):
        hint = did_you_mean(language, languages_at_hand(session))
        if "_" in language:
            hint = f"write {language.replace('_', '-')}"
        elif catalog_file(session.folder, language.replace("-", "_")).is_file():
            hint = f"rename locales/{language.replace('-', '_')}.po to {language}.po"
        hint = hint or f"fandeck translate update {session.slug} -l {language} begins one"
        raise UsageError(f"'{session.slug}' has no catalog for '{language}': {hint}")


def _every_language(session: Session, options: Options) -> tuple[str, ...]:
    """Give the languages of all catalogs where `-l all` asks for them."""
    if "all" not in options.languages:
        return ()
    from builder.translation.translated import languages_at_hand

    asked = [each for each in options.languages if each != "all"]
    return tuple(dict.fromkeys((*languages_at_hand(session), *asked)))


def _brand_place(job: DeckJob, options: Options) -> int:
    """Give the place of a deck's brand among those asked for; decks of one brand are made together."""
    return options.brands.index(job.brand) if job.brand in options.brands else 0


def _runs(jobs: list[DeckJob]) -> Iterator[list[DeckJob]]:
    """Give the decks of one brand and language together."""
    groups: dict[tuple[str, str], list[DeckJob]] = {}
    for job in jobs:
        groups.setdefault((job.brand, job.language), []).append(job)
    yield from groups.values()


def _audiences(session: Session, options: Options, read: set[Path], connect: bool) -> list[Audience | None]:
    """Give the audiences that are asked for; None is the plain deck."""
    if not (options.select or options.exclude):
        return [None]
    from builder.audiences.lists import load_lists
    from builder.audiences.overrides import find_unused
    from builder.audiences.selection import select

    names = options.lists or session.audience_lists
    if not names:
        raise UsageError(
            f"'{session.slug}' names no list of audiences; write audiences: in session.yaml or use --audiences"
        )
    lists = load_lists(names, session.project, connect=connect)
    if not connect:
        lists = [each for each in lists if each.audiences]
        if not lists:
            return [None]
    read.update(path for each in lists for path in each.files)
    find_unused(session, lists, session.findings)
    return list(select(lists, options.select or ("all",), options.exclude))


def _check_audiences(session: Session) -> None:
    """Find what is wrong with a session's lists and overrides where no audience is chosen."""
    from builder.audiences.lists import load_lists
    from builder.audiences.overrides import all_override_files, find_unused, tailored

    faults: list[Diagnostic] = []
    try:
        lists = load_lists(session.audience_lists, session.project, connect=False)
        if all(each.audiences for each in lists):
            find_unused(session, lists, session.findings)
    except UsageError as error:
        faults.append(Diagnostic("unknown-list", str(error), session.node.place("audiences")))
    except ContentError as error:
        faults += error.found
    for path in all_override_files(session):
        try:
            tailored(session, (path,))
        except ContentError as error:
            faults += error.found
    session.findings.extend(faults)


class _Naming:
    """Names the decks of a session; what a list calls them is said in the deck's language, where a catalog has it."""

    def __init__(self, session: Session, options: Options) -> None:
        self.session, self.options = session, options
        self._translations: dict[str, Translation] = {}
        self._taken: dict[str, str] = {}  # whose the names are that a translation gave

    def of(self, audience: Audience | None, language: str, brand: str, several: bool) -> str:
        """Give a deck's file name; raises ContentError where a translation gives two audiences the same."""
        session, options = self.session, self.options
        if audience is None:
            given = str((options.audience or {}).get("id", ""))
            return file_name((session.slug, given, language, brand))
        if not audience.file_name:
            return file_name((session.slug, audience.id, slug_of(audience.name), language, brand))
        name = self._said(audience, language) if language != session.language else audience.file_name
        return file_name((name, language if several or options.languages else "", brand))

    def _said(self, audience: Audience, language: str) -> str:
        from builder.translation.translated import Translation
        from builder.translation.walk import has_words

        if audience.filing is None or not has_words(audience.filing.node.text):
            return audience.file_name
        if language not in self._translations:
            self._translations[language] = Translation.of(self.session, language)
        node, listed = audience.filing.node, Path(audience.filing.node.at.file).stem
        translation = self._translations[language]
        known = len(translation.findings)
        said = translation.say(f"list:{listed}/file_name", node, "")
        self.session.findings.extend(list(translation.findings)[known:])
        if said.text == node.text:
            return audience.file_name
        name = audience.filed_as(said.text, language)
        first = self._taken.setdefault(f"{language}/{unicodedata.normalize('NFKC', name).casefold()}", audience.id)
        if first != audience.id:
            raise ContentError.of(
                "duplicate-file-name", f"'{name}' is the file name of {first} and of {audience.id}", said.at,
                "keep what tells audiences apart, such as {name}",
            )  # fmt: skip
        return name


def _brand_files_of(project: Project, name: str) -> list[Path]:
    try:
        return brand_files(project.brand_folder(name))
    except UsageError:
        return []
