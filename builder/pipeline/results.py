"""What a build is asked for, and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from builder.diagnostics import Diagnostic

Status = Literal["built", "unchanged", "failed", "planned"]


@dataclass(frozen=True)
class Options:
    """How to build; what is None or empty comes from the session."""

    languages: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    audience: Mapping[str, Any] | None = None  # one audience given by Python, instead of lists
    select: tuple[str, ...] = ()  # whom decks are for, in the grammar of `-a`; none: the plain deck
    exclude: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()  # of audiences, instead of the session's
    settings: Mapping[str, str] = field(default_factory=dict)
    formats: tuple[str, ...] = ()  # to write, in the grammar of `-f`; none: a .pptx
    output: Path | None = None
    force: bool = False
    strict: bool = False
    dry_run: bool = False
    prune: bool = False
    explain: bool = False  # say for each slide what was decided, also where nothing changed
    jobs: int = 0  # processes; 0: as many as pay
    cluster: str = ""  # address of a Dask scheduler


@dataclass(frozen=True, slots=True)
class Deck:
    """One deck of a build in one format: where its file is, what became of it, and what was found."""

    session: str
    language: str
    brand: str
    folder: Path
    name: str  # the file's
    status: Status
    slides: int = 0
    sha256: str = ""
    audience: str = ""
    findings: tuple[Diagnostic, ...] = ()
    why: tuple[tuple[str, tuple[str, ...]], ...] = ()
    departures: tuple[tuple[str, tuple[str, ...]], ...] = ()  # by slide, what is not the template's own
    format: str = "pptx"

    @property
    def file(self) -> Path:
        """The deck's file; put together when asked for, as a path takes more memory than all else here."""
        return self.folder / self.name


@dataclass(frozen=True)
class BuildResult:
    """What a build made and found."""

    decks: tuple[Deck, ...]
    findings: tuple[Diagnostic, ...]
    gone: tuple[Path, ...] = ()

    @property
    def ok(self) -> bool:
        """True where every deck is there and nothing is an error."""
        return not any(d.status == "failed" for d in self.decks) and not any(
            f.severity == "error" for f in self.findings
        )
