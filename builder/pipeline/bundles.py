"""Bundles: all that one audience is sent, as one archive named as the audience, and a table of contacts and files.

The decks are built as any others; a bundle holds the very bytes that were built, or it is not made. Nothing is mailed:
the table is for the tool that whoever organises the session has.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from builder.content.markdown import strip_marks
from builder.diagnostics import ContentError, Diagnostic, UsageError
from builder.export import choices_of
from builder.languages.labels import labels_of
from builder.pipeline.decks import DeckJob
from builder.pipeline.jobs import deck_runs
from builder.pipeline.prepared_run import PreparedRun
from builder.pipeline.results import BuildResult, Deck, Options, Status
from builder.pipeline.run import alone, build, output_folder, store_folder
from builder.pipeline.slides import deck_title
from builder.pipeline.source_slides import RecentSlides, SlideMaker
from builder.pipeline.up_to_date import note_files, recall_files
from builder.projects.project import Project
from builder.projects.session import Session, load_session
from builder.storage.entries import Entry
from builder.storage.file_names import file_stem, slug_of
from builder.storage.manifest import Manifest
from builder.storage.store import Store, key_of
from builder.storage.zip_writer import Member, deflate, store, write_zip

if TYPE_CHECKING:
    from builder.audiences.audience import Audience

FORMATS = ("pptx", "pdf", "handout", "html")  # where none is asked for
FOLDER, TABLE, SUFFIX = "bundles", "contacts.csv", ".zip"
LARGEST = 2_000_000_000  # bytes of a bundle: what every program that opens archives can hold
_DEFLATED = (".html", ".txt")  # the other files are packed already
_COLUMNS = ("audience", "name", "contact", "bundle", "bytes", "files")


@dataclass(frozen=True, slots=True)
class Bundle:
    """The archive of one audience: where it is, what it holds, to whom it goes."""

    audience: str
    name: str  # the audience's, as its list says it
    file: Path
    status: Status
    contact: str = field(default="", repr=False)
    holds: tuple[str, ...] = ()
    size: int = 0  # bytes
    sha256: str = ""


@dataclass(frozen=True)
class BundleResult:
    """What was bundled and found; table: the file of contacts and bundles."""

    bundles: tuple[Bundle, ...]
    findings: tuple[Diagnostic, ...]
    table: Path
    gone: tuple[Path, ...] = ()  # bundles and decks that are no longer made

    @property
    def ok(self) -> bool:
        """True where every bundle is there and nothing is an error."""
        return not any(each.status == "failed" for each in self.bundles) and not any(
            each.severity == "error" for each in self.findings
        )


class _Parcel(NamedTuple):
    """What goes into one bundle: an audience's decks, and the jobs that made them."""

    audience: Audience
    jobs: list[DeckJob]
    decks: list[Deck]


def bundle(
    session: str,
    project: Project | str | Path = ".",
    options: Options | None = None,
    tell: Callable[[Deck, int], None] | None = None,
    waits: Callable[[str, int], None] | None = None,
) -> BundleResult:
    """Build the decks of the audiences that are asked for, and put those of each into one archive.

    options: as for `build`; without formats a .pptx, a PDF, a handout and a web page. tell, waits: as `build` calls them.
    An audience with a deck that failed gets no bundle, and does not stand in the table. Raises UsageError.
    """
    place = project if isinstance(project, Project) else Project.at(project)
    options = options or Options()
    if not (options.select or options.exclude):
        raise UsageError("for whom? name them with -a, such as -a all; fandeck audience list LIST shows who there is")
    options = replace(options, formats=options.formats or FORMATS)
    choices_of(options.formats)
    built = build([session], place, options, tell, waits)
    folder = output_folder(session, place, options)
    try:
        loaded = load_session(session, place)
        parcels = _parcels(loaded, options, folder, built)
    except ContentError:
        return BundleResult((), built.findings, folder / FOLDER / TABLE)  # found by the build already
    with alone(session, place, options, waits):
        return _Bundling(loaded, options, folder, built).of(parcels)


def _parcels(session: Session, options: Options, folder: Path, built: BuildResult) -> list[_Parcel]:
    """Sort the decks of a build by audience, in the order of the list."""
    made = {deck.name: deck for deck in built.decks}
    choices = choices_of(options.formats)
    parcels: dict[str, _Parcel] = {}
    for job in (job for run in deck_runs(session, options, folder, set()) for job in run):
        if job.audience is None:
            continue
        parcel = parcels.setdefault(job.audience.id, _Parcel(job.audience, [], []))
        parcel.jobs.append(job)
        parcel.decks.extend(made[name] for choice in choices if (name := choice.file_name(job.stem)) in made)
    return list(parcels.values())


class _Bundling:
    """The bundles of one session."""

    def __init__(self, session: Session, options: Options, folder: Path, built: BuildResult) -> None:
        self.session, self.options, self.decks, self.built = session, options, folder, built
        self.folder = folder / FOLDER
        self.store = Store(store_folder(session.project, options))
        self.manifest = Manifest.of(self.folder)
        recall_files(self.store, self.manifest)
        self.findings: list[Diagnostic] = list(built.findings)
        self._makers: dict[tuple[str, str], PreparedRun] = {}

    def of(self, parcels: Sequence[_Parcel]) -> BundleResult:
        """Make all bundles and their table."""
        bundles = [self._bundle(parcel) for parcel in parcels]
        self._tell_of_contacts(bundles)
        gone = self._settle(parcels, bundles)
        self.manifest.put_beside(TABLE, table_lines(each for each in bundles if each.status != "failed"))
        return BundleResult(
            tuple(bundles), tuple(dict.fromkeys(self.findings)), self.folder / TABLE, (*self.built.gone, *gone)
        )

    def _bundle(self, parcel: _Parcel) -> Bundle:
        audience = parcel.audience
        name = self._stem(audience) + SUFFIX
        blank = Bundle(audience.id, audience.name, self.folder / name, "failed", audience.contact)
        if not parcel.decks or any(deck.status == "failed" for deck in parcel.decks):
            return blank  # what is wrong with its decks is found already
        try:
            texts = {f"{job.stem}.txt": self._text(job, parcel.decks).encode() for job in parcel.jobs}
            holds = (*texts, *(deck.name for deck in parcel.decks))
            key = key_of(self.store.program, sorted(texts.items()), [(each.name, each.sha256) for each in parcel.decks])
            blank = replace(blank, holds=holds)
            known = self.manifest.entry(name) if not self.options.force else None
            if known is not None and known.key == key:
                size = known.size if known.size >= 0 else blank.file.stat().st_size
                return replace(blank, status="unchanged", sha256=known.sha256, size=size)
            return self._written(blank, parcel, texts, key)
        except ContentError as error:
            self.findings += error.found
            return blank
        except OSError as error:
            self._fault("file-writable", f"cannot be written: {error.strerror or error}", blank, _WRITABLE)
            return blank

    def _written(self, blank: Bundle, parcel: _Parcel, texts: dict[str, bytes], key: str) -> Bundle:
        """Write a bundle, whole or not at all; never over one that was changed by hand."""
        name = blank.file.name
        members = [(text, deflate(data)) for text, data in texts.items()]
        size = 0
        for deck in parcel.decks:
            data = (self.decks / deck.name).read_bytes()
            if hashlib.sha256(data).hexdigest() != deck.sha256:
                raise ContentError.of(
                    "deck-changed-by-hand", f"{deck.name} was changed while it was bundled", parcel.audience.at,
                    "bundle again",
                )  # fmt: skip
            size += len(data)
            if size > LARGEST:
                hint = "ask for fewer formats with -f, or link to films instead of putting them into the deck"
                self._fault("bundle-too-large", f"is more than {LARGEST / 1e9:g} GB", blank, hint)
                return blank
            members.append((deck.name, _member(deck.name, data)))
        stream = io.BytesIO()
        write_zip(stream, members)
        packed = stream.getvalue()
        sha256 = hashlib.sha256(packed).hexdigest()
        first = parcel.jobs[0]
        slides = max(deck.slides for deck in parcel.decks)
        warnings = sum(each.severity == "warning" for deck in parcel.decks for each in deck.findings)
        entry = Entry(
            name, parcel.audience.id, first.language, first.brand, slides, warnings, sha256, key, format="zip"
        )
        if self.manifest.exists(name) and not self.manifest.untouched(name):
            if self.manifest.stands_as(name, sha256):
                self.manifest.adopt(entry)
                return replace(blank, status="unchanged", sha256=sha256, size=len(packed))
            if not self.options.force:
                hint = "rename it to keep it, or bundle with --force, which keeps a copy"
                message = "this bundle was changed since it was made, and is left as it is"
                self._fault("bundle-changed-by-hand", message, blank, hint)
                return blank
            self.manifest.keep_copy(name)
        self.manifest.put(entry, [packed])
        return replace(blank, status="built", sha256=sha256, size=len(packed))

    def _stem(self, audience: Audience) -> str:
        """Return the name of a bundle's file, without its ending: what the list calls the audience's files, else its id and name."""
        if audience.file_name:
            return file_stem((audience.file_name,))
        return file_stem((self.session.slug, audience.id, slug_of(audience.name)))

    def _text(self, job: DeckJob, decks: Iterable[Deck]) -> str:
        """Return a small text in the language of a deck: what it is, for whom, and which file is what."""
        maker, audience = self._maker(job), job.audience
        assert audience is not None
        words = labels_of(job.language)
        record = audience.record(job.language)
        organisation = maker.session.node.text("organisation") or ""
        facts = [strip_marks(organisation) if "{{" not in organisation else "", maker.date]
        lines = [
            deck_title(maker, record),
            " · ".join(each for each in facts if each),
            words["bundle_for"].format(audience=str(record)),
            "",
            words["bundle_holds"],
        ]
        for deck in decks:
            if (deck.language, deck.brand) == (job.language, job.brand):
                word = f"file_{deck.format}"
                lines += ["", deck.name, *([f"  {words[word]}"] if word in words else [])]
        return "\n".join(line for n, line in enumerate(lines) if line or n > 2) + "\n"

    def _maker(self, job: DeckJob) -> SlideMaker:
        """Return what knows how a session words its title for an audience."""
        run = self._makers.get((job.brand, job.language))
        if run is None:
            recent = RecentSlides()
            run = PreparedRun.of(self.session, job.brand, job.language, self.store, (), recent)
            self._makers[job.brand, job.language] = run
        return run.maker(job.audience, None, dict(self.options.settings))

    def _fault(self, rule: str, message: str, found: Bundle, hint: str, severity: str = "error") -> None:
        file = self.session.project.named(found.file)
        self.findings.append(
            Diagnostic(rule, message, file=file, hint=hint, severity=severity, audience=found.audience)  # type: ignore[arg-type]
        )

    def _tell_of_contacts(self, bundles: Sequence[Bundle]) -> None:
        """Say once that the table has rows without a contact."""
        without = [each.name for each in bundles if each.status != "failed" and not each.contact]
        if without:
            shown = ", ".join(without[:3]) + (f" and {len(without) - 3} more" if len(without) > 3 else "")
            self.findings.append(
                Diagnostic(
                    "contact-missing",
                    f"no contact is known of {shown}",
                    file=self.session.project.named(self.folder / TABLE),
                    hint='name the column of the list that holds it: contact: "{{ email }}"',
                    severity="info",
                )
            )

    def _settle(self, parcels: Sequence[_Parcel], bundles: Sequence[Bundle]) -> list[Path]:
        """Write the manifest; return the bundles that are no longer made, removed with `prune`."""
        jobs = [parcel.jobs[0] for parcel in parcels]
        everyone = "all" in self.options.select and not (self.options.exclude or self.options.lists)
        gone = self.manifest.others(
            {each.file.name for each in bundles}, {"zip"}, {each.language for each in jobs},
            {each.brand for each in jobs}, {each.audience for each in bundles}, everyone,
        )  # fmt: skip
        if self.options.prune:
            for path in gone:
                self.manifest.drop(path.name)
        self.manifest.write()
        note_files(self.store, self.manifest)
        self.store.close()
        return gone


_WRITABLE = "is it open in another program, or the folder read-only, or the disk full? or choose another folder with -o"


def _member(name: str, data: bytes) -> Member:
    return deflate(data) if name.endswith(_DEFLATED) else store(data)


def table_lines(bundles: Iterable[Bundle]) -> Iterator[bytes]:
    """Yield the table for mail merge, one row for each bundle, with the mark by which Excel knows UTF-8."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for each in bundles:
        cells = (each.audience, each.name, each.contact, each.file.name, str(each.size), "; ".join(each.holds))
        writer.writerow(_inert(cell) for cell in cells)
    yield ("\ufeff" + stream.getvalue()).encode()


def _inert(cell: str) -> str:
    """Return a cell on one line that a spreadsheet program takes for text, whatever a stranger's list holds."""
    text = " ".join(cell.split())
    formula = text[:1] in ("=", "@") or (text[:1] in ("+", "-") and not text[1:2].isdigit())
    return f"'{text}" if formula else text
