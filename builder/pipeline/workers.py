"""A batch shared out over processes: of this machine, or of a Dask cluster.

A share is a number of decks. Here, a process begins with all that the first decks left ready, or reads the project, and
writes decks where they belong. On a cluster the project's files travel, and the decks come back. Either way a share goes
through `SessionDecks`, as a build in one process does.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from builder.export import choices_of
from builder.pipeline.decks import DeckJob, SessionDecks, not_written
from builder.pipeline.processors import forks, shared_out
from builder.pipeline.results import Deck, Options
from builder.pipeline.shares import Done, Share, made
from builder.projects.project import Project
from builder.projects.session import Session
from builder.storage.manifest import Manifest
from builder.storage.places import is_local
from builder.storage.store import Store

TRIED = 12  # decks made here before it is decided whether more processes pay
STARTING, FORKING = 3.0, 0.3  # seconds that starting processes costs, joblib's import included
SHARE = 12  # decks in a share of a cluster
WAVE, LEAST = 96, 3  # decks for each process in a row of shares that grow smaller, and in the smallest share


def shared_decks(
    session: Session, jobs: Sequence[DeckJob], options: Options, store: Store, manifest: Manifest, read: set[Path]
) -> Iterator[Deck]:
    """Make decks here, and the rest on more processes where that pays or a cluster is given; in the jobs' order."""
    decks = SessionDecks(session, options, store)
    workers = options.jobs or _processors()
    if not options.cluster and (workers < 2 or len(jobs) <= TRIED or options.dry_run or not is_local(manifest.folder)):
        yield from decks.of(jobs, manifest)
        return
    first = jobs[: 1 if options.cluster else TRIED]
    started = time.perf_counter()
    formats = len(decks.choices)
    for number, deck in enumerate(decks.of(first, manifest)):
        if number == 0:  # it makes what all share
            started = time.perf_counter()
        yield deck
    each = (time.perf_counter() - started) / max(len(first) * formats - 1, 1)
    left = jobs[len(first) :]
    starting = FORKING if _may_fork(decks) else STARTING
    if not options.cluster and each * formats * len(left) * (1 - 1 / workers) < starting:
        yield from decks.of(left, manifest)
        return
    store.close()
    for done in _done(decks, left, manifest, workers):
        read.update(done.read)
        for deck in done.decks:
            yield _settled(deck, done, manifest, session.project)


def _may_fork(decks: SessionDecks) -> bool:
    """True where processes may begin with what this one has in memory: on this system, and with these formats."""
    return forks() and all(choice.format.forks for choice in decks.choices)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


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
    elif entry is not None and deck.status in ("built", "unchanged"):
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


def _shares(parts: Iterable[Sequence[DeckJob]], options: Options, manifest: Manifest) -> Iterator[Share]:
    """Add to decks what is known of those that stand."""
    choices = choices_of(options.formats)
    for part in (list(each) for each in parts):
        names = [choice.file_name(job.stem) for job in part for choice in choices]
        there = {name for name in names if manifest.exists(name)} if options.cluster else set()
        # asking settles which entry holds for a deck that a journal knows too; one changed by hand has none
        entries = {name: manifest.entries[name] for name in names if manifest.untouched(name)}
        yield Share(part, manifest.folder, manifest.run, entries, frozenset(there - entries.keys()))


def _done(decks: SessionDecks, jobs: Sequence[DeckJob], manifest: Manifest, workers: int) -> Iterator[Done]:
    """Have decks made in other processes; yields the results in order."""
    options, session = decks.options, decks.session
    if options.cluster:
        from builder.pipeline.elsewhere import bundle_of, on_cluster, setup_of

        bundle = bundle_of(session.project, session.folder)
        setup = setup_of(name_of(session), options, session.project, decks.store, bundle)
        parts = (jobs[start : start + SHARE] for start in range(0, len(jobs), SHARE))
        yield from on_cluster(_shares(parts, options, manifest), options.cluster, setup)
        return
    waves = range(0, len(jobs), workers * WAVE)
    parts = (part for start in waves for part in _wave(jobs[start : start + workers * WAVE], workers))
    shares = _shares(parts, options, manifest)
    if not _may_fork(decks):
        from builder.pipeline.elsewhere import in_new_processes, setup_of

        setup = setup_of(name_of(session), options, session.project, decks.store)
        yield from in_new_processes(shares, workers, setup)
        return

    def work(share: Share) -> Done:
        return made(decks, share, Manifest(share.output, dict(share.entries), run=share.run))

    gc.freeze()  # what forked processes begin with is then not copied for the sake of looking at it
    try:
        yield from shared_out(work, shares, workers)
    finally:
        gc.unfreeze()


def name_of(session: Session) -> str:
    """Name a session's folder so that a worker finds it, in its own copy of the project too."""
    folder, root = session.folder, session.project.root
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else str(folder)
