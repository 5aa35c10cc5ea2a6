"""A batch shared out over processes: of this machine, or of a Dask cluster, by joblib.

A share is a number of decks with all that making them needs. Here, a process reads the project and
writes decks where they belong. On a cluster the project's files travel with the share, and the decks
come back. Either way a share goes through `SessionDecks`, as a build in one process does.
"""

from __future__ import annotations

import gc
import hashlib
import io
import os
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from builder.diagnostics import UsageError
from builder.export import choices_of
from builder.pipeline.decks import DeckJob, SessionDecks, not_written
from builder.pipeline.results import Deck, Options
from builder.projects.project import Project
from builder.projects.session import Session, load_session
from builder.storage.manifest import Entry, Manifest, is_local
from builder.storage.program import program_key, use_program_key
from builder.storage.store import Store

TRIED = 12  # decks made here before it is decided whether more processes pay
STARTING, FORKING = 3.0, 0.6  # seconds that starting processes costs, joblib's import included
SHARE = 12  # decks in a share of a cluster
WAVE, LEAST = 96, 3  # decks for each process before results are taken over, and in the smallest share
MAX_BUNDLE = 200_000_000  # bytes of a project that may travel


@dataclass(frozen=True)
class Share:
    """Decks to make, and what is known of those that stand."""

    session: str
    options: Options
    jobs: list[DeckJob]
    root: Path
    output: Path
    run: int
    program: str
    entries: dict[str, Entry] = field(default_factory=dict)
    changed: frozenset[str] = frozenset()  # decks that were changed by hand, where the folder is not at hand
    bundle: bytes = b""


@dataclass(frozen=True)
class Done:
    """What became of a share: decks, what the manifest notes of them, and on a cluster their bytes."""

    decks: list[Deck]
    entries: list[Entry]
    data: dict[str, bytes]
    read: list[Path]


class CarriedManifest(Manifest):
    """What a worker without the output folder knows of it: the decks that stand, and those it makes."""

    changed_by_hand: frozenset[str] = frozenset()

    def exists(self, name: str) -> bool:
        return name in self.entries or name in self.changed_by_hand

    def untouched(self, name: str) -> bool:
        return name in self.entries

    def keep_copy(self, name: str) -> Path:
        return self.folder / name  # the folder is elsewhere: the copy is made there

    def put(self, entry: Entry, chunks: Iterable[bytes]) -> None:
        self.made[entry.file] = b"".join(chunks)
        self.entries[entry.file] = entry

    @property
    def made(self) -> dict[str, bytes]:
        """The decks made, by name."""
        made: dict[str, bytes] = self.__dict__.setdefault("_made", {})
        return made


def shared_decks(
    session: Session, jobs: Sequence[DeckJob], options: Options, store: Store, manifest: Manifest, read: set[Path]
) -> Iterator[Deck]:
    """Make decks here, and the rest on more processes where that pays or a cluster is given; in the jobs' order."""
    decks = SessionDecks(session, options, store)
    workers = options.jobs or len(
        os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else [0] * (os.cpu_count() or 1)
    )
    if not options.cluster and (workers < 2 or len(jobs) <= TRIED or options.dry_run or not is_local(manifest.folder)):
        yield from decks.of(jobs, manifest)
        return
    first = jobs[: 1 if options.cluster else TRIED]
    started = time.perf_counter()
    for number, deck in enumerate(decks.of(first, manifest)):
        if number == 0:  # it makes what all share
            started = time.perf_counter()
        yield deck
    made = (time.perf_counter() - started) / max(len(first) - 1, 1)
    left = jobs[len(first) :]
    starting = FORKING if _forks() else STARTING
    if not options.cluster and made * len(left) * (1 - 1 / workers) < starting:
        yield from decks.of(left, manifest)
        return
    store.close()
    _held.clear()
    _held[manifest.run, name_of(session), session.project.root, program_key()] = decks
    for done in _done(session, left, options, manifest, workers):
        read.update(done.read)
        for deck in done.decks:
            yield _settled(deck, done, manifest, session.project)


def _settled(deck: Deck, done: Done, manifest: Manifest, project: Project) -> Deck:
    """Take a deck over from a worker: note it, and write it where the worker could not."""
    deck = replace(deck, folder=manifest.folder)
    entry = next((each for each in done.entries if each.file == deck.name), None)
    if entry is not None and deck.name in done.data:
        if manifest.exists(deck.name) and not manifest.untouched(deck.name):
            manifest.keep_copy(deck.name)
        try:
            manifest.put(entry, [done.data[deck.name]])
        except OSError as error:
            return not_written(deck, error, project)
    elif entry is not None and deck.status == "built":
        manifest.entries[entry.file] = entry
        manifest.changed = True
    return deck


def _wave(jobs: Sequence[DeckJob], workers: int) -> Iterator[Sequence[DeckJob]]:
    """Cut decks into shares that grow smaller, so that all processes end together."""
    start = 0
    while start < len(jobs):
        stop = start + max((len(jobs) - start) // (2 * workers), LEAST)
        yield jobs[start:stop]
        start = stop


def _shares(
    session: Session, parts: Iterable[Sequence[DeckJob]], options: Options, manifest: Manifest, bundle: bytes = b""
) -> Iterator[Share]:
    """Add to decks what making them needs."""
    choices = choices_of(options.formats)
    for part in (list(each) for each in parts):
        names = [choice.file_name(job.stem) for job in part for choice in choices]
        there = {name for name in names if manifest.exists(name)} if options.cluster else set()
        # asking settles which entry holds for a deck that a journal knows too; one changed by hand has none
        entries = {name: manifest.entries[name] for name in names if manifest.untouched(name)}
        yield Share(
            name_of(session), options, part, session.project.root, manifest.folder, manifest.run, program_key(),
            entries, frozenset(there - entries.keys()), bundle,
        )  # fmt: skip


def _done(
    session: Session, jobs: Sequence[DeckJob], options: Options, manifest: Manifest, workers: int
) -> Iterator[Done]:
    """Have decks made elsewhere; gives the results in order."""
    import joblib

    if not options.cluster:
        backend = "multiprocessing" if _forks() else "loky"
        gc.freeze()  # what forked processes begin with is then not copied for the sake of looking at it
        try:
            with joblib.Parallel(workers, backend=backend, max_nbytes=None, batch_size=1) as parallel:
                for start in range(0, len(jobs), workers * WAVE):
                    parts = _wave(jobs[start : start + workers * WAVE], workers)
                    shares = list(_shares(session, parts, options, manifest))
                    yield from parallel(joblib.delayed(make)(each) for each in shares)
        finally:
            gc.unfreeze()
            if backend == "loky":  # its workers would wait for more work long after this program has ended
                joblib.externals.loky.get_reusable_executor().shutdown(wait=True)
        return
    try:
        from distributed import Client as _Client
    except ImportError:
        raise UsageError("--cluster needs Dask: pip install fandeck[cluster]") from None
    try:
        connect: Any = _Client
        client = connect(options.cluster, timeout="10s")
    except (OSError, ValueError) as error:
        raise UsageError(f"no Dask scheduler answers at {options.cluster} ({error})") from None
    bundle = bundle_of(session.project, session.folder)
    parts = (jobs[start : start + SHARE] for start in range(0, len(jobs), SHARE))
    with client, joblib.parallel_config(backend="dask", wait_for_workers_timeout=30):
        yield from joblib.Parallel(return_as="generator", pre_dispatch="all", batch_size=1)(
            map(joblib.delayed(make), _shares(session, parts, options, manifest, bundle))
        )


def name_of(session: Session) -> str:
    """Name a session's folder so that a worker finds it, in its own copy of the project too."""
    folder, root = session.folder, session.project.root
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else str(folder)


def _forks() -> bool:
    """True where workers begin with all that this process has in memory."""
    import multiprocessing

    return sys.platform == "linux" and multiprocessing.get_start_method() == "fork"


_held: dict[tuple[Any, ...], SessionDecks] = {}  # what a process makes shares with; forked workers begin with it


def make(share: Share) -> Done:
    """Make the decks of a share in a worker."""
    use_program_key(share.program)
    root = _unpacked(share.bundle) if share.bundle else share.root
    manifest: Manifest
    if share.bundle:
        manifest = CarriedManifest(root / "output", dict(share.entries))
        manifest.changed_by_hand = share.changed
    else:
        manifest = Manifest(share.output, dict(share.entries), run=share.run)
    key = (share.run, share.session, root, share.program)
    if key not in _held:
        _held.clear()
        store = Store(Project.at(root).store(), fresh=share.options.force and not share.bundle)
        session = load_session(share.session, Project.at(root))
        _held[key] = SessionDecks(session, share.options, store)
    maker = _held[key]
    session = maker.session
    decks = list(maker.of(share.jobs, manifest))
    manifest.close()
    built = {deck.name for deck in decks if deck.status == "built"}
    entries = [entry for name, entry in manifest.entries.items() if name in built]
    data = manifest.made if isinstance(manifest, CarriedManifest) else {}
    read = [] if share.bundle else sorted(session.library.read)
    return Done(decks, entries, data, read)


def bundle_of(project: Project, folder: Path) -> bytes:
    """Pack what a session's decks are made from: its folder, cases, shared slides, lists and brands."""
    content = project.content
    wanted = [folder, *(content / name for name in ("cases", "shared", "audiences")), *project.brand_folders().values()]
    files: dict[str, Path] = {}
    for place in wanted:
        for path in sorted(place.rglob("*")) if place.is_dir() else []:
            if path.is_file():
                inside = (
                    path.relative_to(project.root)
                    if path.is_relative_to(project.root)
                    else Path("templates", place.name, path.relative_to(place))
                )
                files[inside.as_posix()] = path
    if sum(path.stat().st_size for path in files.values()) > MAX_BUNDLE:
        raise UsageError(f"the project holds more than {MAX_BUNDLE // 1_000_000} MB, too much to send to a cluster")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, path in files.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), path.read_bytes())
    return stream.getvalue()


_folders: dict[str, tempfile.TemporaryDirectory[str]] = {}


def _unpacked(bundle: bytes) -> Path:
    """Give a folder with the files of a bundle, unpacked once in a process and removed with it."""
    digest = hashlib.sha256(bundle).hexdigest()
    if digest not in _folders:
        _folders.clear()
        folder = _folders[digest] = tempfile.TemporaryDirectory(prefix="fandeck-")
        with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
            archive.extractall(folder.name)
    return Path(_folders[digest].name)
