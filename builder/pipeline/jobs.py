"""The decks that a build is asked for: for whom, in which languages and brands, under which names."""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from builder.diagnostics import ContentError, Diagnostic, Hint, UsageError, suggest
from builder.export import choices_of
from builder.languages.language import language_of
from builder.pipeline.decks import DeckJob, Inspect, SessionDecks
from builder.pipeline.results import Deck, Options
from builder.pipeline.workers import shared_decks
from builder.pptx.brand_parts import brand_files
from builder.projects.project import Project
from builder.projects.session import Session, load_session
from builder.storage.bounded import Bounded
from builder.storage.file_names import file_stem, slug_of
from builder.storage.manifest import Manifest
from builder.storage.store import Store

if TYPE_CHECKING:
    from builder.audiences.audience import Audience
    from builder.audiences.lists import AudienceList
    from builder.translation.translated import Translation


def session_decks(
    name: str, project: Project, options: Options, manifest: Manifest, store: Store, read: set[Path],
    inspect: Inspect | None = None,
) -> Iterator[tuple[Deck, int]]:  # fmt: skip
    """Build the decks of one session, one after the other; yields each with the number of all, in each format.

    read: takes every file that they are made from. inspect: looks at each deck instead of writing it.
    """
    folder = project.session_folder(name)
    choices = choices_of(options.formats if inspect is None else ())
    try:
        session = load_session(name, project)
        runs = deck_runs(session, options, manifest.folder, read, connect=inspect is None)
    except ContentError as error:
        choice = choices[0]
        name = choice.file_name(file_stem((folder.name,)))
        failed = Deck(
            folder.name, "", "", manifest.folder, name, "failed", findings=tuple(error.found), format=choice.name
        )
        yield failed, 1
        return
    read.update(each for brand in {run.brand for run in runs} for each in _brand_files_of(project, brand))
    total = sum(len(run) for run in runs) * len(choices)
    for run in runs:
        if inspect is not None:
            made = SessionDecks(session, options, store, inspect).of(run, manifest)
        else:
            made = shared_decks(session, run, options, store, manifest, read)
        yield from ((deck, total) for deck in made)
    read.update(session.library.read)


@dataclass(frozen=True, slots=True)
class Run(Sequence[DeckJob]):
    """The decks of one brand and language, each job made when asked for; numbers: the places of their audiences."""

    brand: str
    language: str
    folder: Path
    naming: _Naming
    audiences: Sequence[Audience | None]
    numbers: array[int]

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, place: int) -> DeckJob: ...

    @overload
    def __getitem__(self, place: slice) -> Run: ...

    def __getitem__(self, place: int | slice) -> DeckJob | Run:
        if isinstance(place, slice):
            return replace(self, numbers=self.numbers[place])
        audience = self.audiences[self.numbers[place]]
        stem = self.naming.of(audience, self.language, self.brand)
        return DeckJob(audience, self.language, self.brand, self.folder, stem)

    def __iter__(self) -> Iterator[DeckJob]:
        return (self[place] for place in range(len(self)))


def deck_runs(
    session: Session, options: Options, folder: Path, read: set[Path], *, connect: bool = True, memory: Memory | None = None
) -> list[Run]:  # fmt: skip
    """List the decks to make: for whom, in which languages and brands; raises UsageError, ContentError.

    connect: lists may be read from databases; else such a list counts as empty, and the plain deck is made. memory: of a
    process that stays, which forgets it where a list may have changed.
    """
    audiences = _audiences(session, options, read, connect, memory)
    if not connect and audiences is _NOBODY:
        _check_audiences(session)
    _note_names(session, options)
    for language in options.languages:
        if language not in (session.language, "all"):
            _need_catalog(session, language)
    for brand in options.brands:
        session.project.brand_folder(brand)
    naming = _Naming(session, options)
    runs: dict[tuple[str, str], Run] = {}
    if getattr(audiences, "are_alike", False):  # then they are made when their decks are
        return [
            Run(brand, language, folder, naming, audiences, array("I", range(len(audiences))))
            for brand in naming.brands(None)
            for language in sorted(naming.languages(None))
        ]
    for number, audience in enumerate(audiences):
        for brand in naming.brands(audience):
            for language in naming.languages(audience):
                naming.of(audience, language, brand)  # two of one name stop the build before its first deck
                made = Run(brand, language, folder, naming, audiences, array("I"))
                runs.setdefault((brand, language), made).numbers.append(number)
    return sorted(runs.values(), key=lambda run: (_brand_place(run, options), run.language))


def _note_names(session: Session, options: Options) -> None:
    """Note catalogs that nothing reads, because of their names."""
    if not options.languages:
        return
    from builder.languages.formats import is_language

    for path in sorted((session.folder / "locales").glob("*.po")):
        if not is_language(path.stem) or language_of(path.stem).canonical != path.stem:
            hint = (
                f"call it {language_of(path.stem).canonical}.po"
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
        near = suggest(language, languages_at_hand(session))
        begun = f"fandeck translate update {session.slug} -l {language} begins one"
        hint: Hint = near if near.nearest else f"{near}; {begun}" if near else begun
        if "_" in language:
            hint = f"write {language.replace('_', '-')}"
        elif catalog_file(session.folder, language.replace("-", "_")).is_file():
            hint = f"rename locales/{language.replace('-', '_')}.po to {language}.po"
        raise UsageError(f"'{session.slug}' has no catalog for '{language}': {hint}")


def _every_language(session: Session, options: Options) -> tuple[str, ...]:
    """Return the languages of all catalogs where `-l all` asks for them."""
    if "all" not in options.languages:
        return ()
    from builder.translation.translated import languages_at_hand

    asked = [each for each in options.languages if each != "all"]
    return tuple(dict.fromkeys((*languages_at_hand(session), *asked)))


def _brand_place(run: Run, options: Options) -> int:
    """Return the place of a run's brand among those asked for."""
    return options.brands.index(run.brand) if run.brand in options.brands else 0


# lists, and who of them is meant, by what is asked for
Memory = Bounded[tuple[Any, ...], tuple["list[AudienceList]", "Sequence[Audience]"]]
_NOBODY: Sequence[None] = (None,)  # the plain deck


def _audiences(
    session: Session, options: Options, read: set[Path], connect: bool, memory: Memory | None
) -> Sequence[Audience | None]:
    """Return the audiences that are asked for; None is the plain deck."""
    if not (options.select or options.exclude):
        return _NOBODY
    from builder.audiences.lists import load_lists
    from builder.audiences.overrides import find_unused
    from builder.audiences.selection import select

    names = options.lists or session.audience_lists
    if not names:
        raise UsageError(
            f"'{session.slug}' names no list of audiences; write audiences: in session.yaml or use --audiences"
        )
    asked = (tuple(names), options.select, options.exclude)
    known = memory.get(asked) if memory is not None else None
    lists = known[0] if known else load_lists(names, session.project, connect=connect)
    if not connect:
        lists = [each for each in lists if each.audiences]
        if not lists:
            return _NOBODY
    read.update(path for each in lists for path in each.files)
    session.findings.extend(remark for each in lists for remark in each.remarks)
    find_unused(session, lists, session.findings)
    chosen = known[1] if known else select(lists, options.select or ("all",), options.exclude)
    if memory is not None and all(len(each.files) > 1 for each in lists):  # a database changes without a file that does
        memory.put(asked, (lists, chosen))
    return chosen


def _check_audiences(session: Session) -> None:
    """Find what is wrong with a session's lists and overrides where no audience is chosen."""
    from builder.audiences.lists import load_lists
    from builder.audiences.overrides import all_override_files, find_unused, tailored

    faults: list[Diagnostic] = []
    try:
        lists = load_lists(session.audience_lists, session.project, connect=False)
        faults += [remark for each in lists for remark in each.remarks]
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
    """Tells which decks an audience gets, and names them.

    What a list calls decks is said in the deck's language, where a catalog has it.
    """

    def __init__(self, session: Session, options: Options) -> None:
        self.session, self.options = session, options
        self._every = _every_language(session, options)
        self._translations: dict[str, Translation] = {}
        self._taken: dict[str, str] = {}  # whose the names are that a translation gave

    def languages(self, audience: Audience | None) -> tuple[str, ...]:
        """Return the languages of an audience's decks."""
        own = audience.languages if audience else ()
        return self._every or tuple(dict.fromkeys(self.options.languages or own or (self.session.language,)))

    def brands(self, audience: Audience | None) -> tuple[str, ...]:
        """Return the brands of an audience's decks."""
        own = audience.brand if audience else ""
        return tuple(dict.fromkeys(self.options.brands)) or (own or self.session.brand,)

    def of(self, audience: Audience | None, language: str, brand: str) -> str:
        """Return a deck's name for files, without an ending; raises ContentError where a translation gives two audiences the same."""
        session, options = self.session, self.options
        brand = brand if len(self.brands(audience)) > 1 else ""
        if audience is None:
            given = str((options.audience or {}).get("id", ""))
            return file_stem((session.slug, given, language, brand))
        if not audience.file_name:
            return file_stem((session.slug, audience.id, slug_of(audience.name), language, brand))
        name = self._said(audience, language) if language != session.language else audience.file_name
        named = bool(options.languages) or len(self.languages(audience)) > 1
        return file_stem((name, language if named else "", brand))

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
