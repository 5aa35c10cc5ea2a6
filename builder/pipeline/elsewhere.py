"""Shares made in processes that begin with nothing: workers of a Dask cluster, and of systems that do not fork."""

from __future__ import annotations

import io
import pickle
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from builder.diagnostics import UsageError, to_install
from builder.pipeline.decks import SessionDecks
from builder.pipeline.results import Options
from builder.pipeline.shares import CarriedManifest, Done, Share, made
from builder.projects.project import Project
from builder.projects.session import load_session
from builder.storage.manifest import Manifest
from builder.storage.store import Store

MAX_BUNDLE = 200_000_000  # bytes of a project that may travel


def in_new_processes(shares: Iterable[Share], workers: int, setup: bytes) -> Iterator[Done]:
    """Have shares made in new processes of this machine; yields the results in order."""
    import joblib

    try:
        with joblib.Parallel(workers, max_nbytes=None, batch_size=1, return_as="generator") as parallel:
            yield from parallel(joblib.delayed(make)(setup, each) for each in shares)
    finally:  # its workers would wait for more work long after this program has ended
        joblib.externals.loky.get_reusable_executor().shutdown(wait=True)


def on_cluster(shares: Iterable[Share], address: str, setup: bytes) -> Iterator[Done]:
    """Have shares made on a Dask cluster; yields the results in order; raises UsageError where there is none."""
    try:
        from distributed import Client as _Client
    except ImportError:
        raise UsageError(f"--cluster needs Dask: {to_install('cluster')}") from None
    import joblib

    try:
        connect: Any = _Client
        client = connect(address, timeout="10s")
    except (OSError, ValueError) as error:
        raise UsageError(f"no Dask scheduler answers at {address} ({error})") from None
    with client, joblib.parallel_config(backend="dask", wait_for_workers_timeout=30):
        yield from joblib.Parallel(return_as="generator", pre_dispatch="all", batch_size=1)(
            joblib.delayed(make)(setup, each) for each in shares
        )


def setup_of(session: str, options: Options, project: Project, store: Store, bundle: bytes = b"") -> bytes:
    """Pack what all shares of a run have in common; bundle: the project, for machines that do not have it."""
    return pickle.dumps((session, options, project.root, store.folder, store.program, bundle))


def make(setup: bytes, share: Share) -> Done:
    """Make the decks of a share in a worker."""
    decks, root, has_bundle = _ready(setup)
    if not has_bundle:
        return made(decks, share, Manifest(share.output, dict(share.entries), run=share.run))
    manifest = CarriedManifest(root / "output", dict(share.entries), changed_by_hand=share.changed)
    done = made(decks, share, manifest)
    return done._replace(data=manifest.made, read=[])


@lru_cache(maxsize=1)
def _ready(setup: bytes) -> tuple[SessionDecks, Path, bool]:
    """Read a session, once for all shares of a run: what they share is made once in a process."""
    session, options, root, folder, program, bundle = pickle.loads(setup)
    if bundle:
        root = Path(_unpacked(bundle).name)
    project = Project.at(root)
    store = Store(project.store() if bundle else folder, fresh=options.force and not bundle, program=program)
    return SessionDecks(load_session(session, project), options, store), root, bool(bundle)


@lru_cache(maxsize=1)
def _unpacked(bundle: bytes) -> tempfile.TemporaryDirectory[str]:
    """Return a folder with the files of a bundle, which is removed with its process."""
    folder = tempfile.TemporaryDirectory(prefix="fandeck-")
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        archive.extractall(folder.name)
    return folder


def bundle_of(project: Project, folder: Path) -> bytes:
    """Return an archive of what a session's decks are made from: its folder, cases, shared slides, lists and brands."""
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
