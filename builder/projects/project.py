"""Where things are: the project's folders, its sessions and its brands."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from builder.diagnostics import UsageError, suggest

SHIPPED = Path(__file__).resolve().parent.parent / "shipped"
OWN_FOLDER = ".fandeck"  # of what the program keeps: the store in output/, schemas for editors in the project
_SESSION_FILE = "session.yaml"
_MISNAMED = (
    "[Ss]ession.y*ml",
    "[Ss]ession.y*ml.txt",
    "[Ss]ession.txt",
    "[Ss]ession (*).y*ml",
)  # as editors and browsers call it
_CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Project:
    """A folder with content/, templates/ and output/."""

    root: Path

    @classmethod
    def at(cls, folder: str | Path = ".") -> Project:
        """Take a folder as the project."""
        return cls(Path(folder).resolve())

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def output(self) -> Path:
        return self.root / "output"

    @property
    def cases(self) -> Path:
        return self.content / "cases"

    @property
    def templates(self) -> Path:
        """The project's own brands."""
        return self.root / "templates"

    @property
    def schemas(self) -> Path:
        """Where editors find the schemas of content files."""
        return self.root / OWN_FOLDER

    def store(self, output: Path | None = None) -> Path:
        """Return the folder of what was made before; output: decks go there, instead of the project's output/."""
        return (output or self.output) / OWN_FOLDER

    def named(self, path: Path) -> str:
        """Name a file as messages do: relative to the project, with slashes, NFC."""
        try:
            name = path.relative_to(self.root).as_posix()
        except ValueError:
            name = path.as_posix()
        return unicodedata.normalize("NFC", name)

    def inside(self, path: Path) -> bool:
        """True where a path stays in the project, links followed."""
        try:
            path.resolve().relative_to(self.root)
        except (ValueError, OSError):
            return False
        return True

    def session_names(self) -> list[str]:
        """List the sessions in content/."""
        return sorted(path.parent.name for path in self.content.glob(f"*/{_SESSION_FILE}"))

    def misnamed(self, file: Path) -> str:
        """Say how a session's file must be called."""
        return f"{self.named(file)} must be called {_SESSION_FILE}; rename it"

    def misnamed_session(self) -> Path | None:
        """Return a file in content/ that was meant to be a session.yaml and is called otherwise; None where there is none."""
        folders = sorted({path.parent for form in _MISNAMED for path in self.content.glob(f"*/{form}")})
        misnamed = (folder for folder in folders if not (folder / _SESSION_FILE).is_file())
        return next((file for folder in misnamed for form in _MISNAMED for file in folder.glob(form)), None)

    def session_folder(self, name: str) -> Path:
        """Find a session by its folder's name in content/, or by a path; raises UsageError."""
        wanted = unicodedata.normalize("NFC", name)
        for known in self.session_names():
            if unicodedata.normalize("NFC", known) == wanted:
                return self.content / known
        path = Path(name)
        for candidate in (path, self.root / path):
            folder = candidate.parent if candidate.name == _SESSION_FILE else candidate
            if (folder / _SESSION_FILE).is_file():
                return folder.resolve()
        folders = (path, self.content / name)
        other = next((p for folder in folders for form in _MISNAMED for p in folder.glob(form)), None)
        if other is not None:
            raise UsageError(self.misnamed(other))
        known_names = self.session_names()
        hint = suggest(name, known_names) or f"{self.named(self.content)}/ holds no session; fandeck init makes one"
        raise UsageError(f"there is no session '{name}': {hint}")

    def brand_folders(self) -> dict[str, Path]:
        """Find the brands: the shipped ones, and before them the project's own."""
        found: dict[str, Path] = {}
        for place in (_CHECKOUT / "templates", SHIPPED / "templates", self.templates):
            for file in sorted(place.glob("*/brand.yaml")):
                found[file.parent.name] = file.parent
        return found

    def brand_folder(self, name: str) -> Path:
        """Find a brand's folder by name; raises UsageError."""
        folders = self.brand_folders()
        if name not in folders:
            raise UsageError(f"there is no brand '{name}': {suggest(name, folders)}")
        return folders[name]
