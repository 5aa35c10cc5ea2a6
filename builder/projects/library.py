"""What content refers to by name: pictures, data files and cases; every file read is remembered."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builder.content import expressions
from builder.content.captions import fault_of_captions, names_captions
from builder.content.fields import Data
from builder.content.pictures import read_picture
from builder.content.record_reader import Reading
from builder.content.yaml_nodes import Listing, Mapping, Node, Scalar, read_yaml
from builder.diagnostics import Diagnostic, Findings, Hint, Position, suggest
from builder.plan import FilmFile, ImageFile
from builder.projects.project import Project
from builder.slide_kinds import CaseFields
from builder.storage.store import digest_of

if TYPE_CHECKING:
    from builder.content.tables.options import TableOptions
    from builder.content.tables.rows import Table

MAX_FILM = 200_000_000  # bytes
MOST_LOOKED_AT = 2_000  # files of a session, where one is looked for by its name
_DRIVE = re.compile(r"[A-Za-z]:[\\/]|~[\\/]")
_WEB = re.compile(r"(https?|ftp|data|file):|//|www\.", re.I)


class Library:
    """Finds what a session's slides name, relative to a folder, inside the project only.

    used: the files read, by path, with the digest of their bytes: part of what a slide was made of.
    """

    def __init__(self, project: Project, folder: Path, shared: Library | None = None) -> None:
        self.project, self.folder = project, folder
        self.used: dict[str, str] = shared.used if shared else {}
        self.read: set[Path] = shared.read if shared else set()
        self._pictures: dict[Path, tuple[ImageFile | None, list[Any]]] = shared._pictures if shared else {}
        self.overrides: dict[str, Path] | None = shared.overrides if shared else None
        self._beside: dict[Path, tuple[Path, ...]] = shared._beside if shared else {}  # an SVG and its PNG
        self._tables: dict[Any, tuple[str, Table | None, list[Diagnostic]]] = shared._tables if shared else {}
        self._found: dict[tuple[Path, str], Path] = shared._found if shared else {}
        self._cases: dict[str, tuple[Mapping, Path]] | None = shared._cases if shared else None
        self._as_written: dict[str, tuple[Mapping, Path]] | None = shared._as_written if shared else None

    def find(self, name: str, at: Position, findings: Findings, what: str) -> Path | None:
        """Find a file by its name in content; None (with a finding) where there is none inside the project."""
        known = self._found.get((self.folder, name))
        if known is None:
            known = self._find(name, at, findings, what)
            if known is not None:
                self._found[self.folder, name] = known
        return known

    def _find(self, name: str, at: Position, findings: Findings, what: str) -> Path | None:
        clean = unicodedata.normalize("NFC", name)
        path = self.folder / clean
        if Path(clean).is_absolute() or _DRIVE.match(clean) or not self.project.inside(path):
            near = self._of_that_name(clean)
            hint = f"write {near}" if near else "put the file into the session's folder, and name it from there"
            findings.add("outside-project", f"'{name}' leads out of the project", at, hint)
            return None
        if not _is_file(path):
            others = [self.folder / form for form in _forms(name)]
            path = next((p for p in others if _is_file(p) and self.project.inside(p)), path)
        if not _is_file(path):
            findings.add(f"{what}-exists", f"there is no file '{name}'", at, self._where_it_may_be(name, clean, path))
            return None
        return path

    def _where_it_may_be(self, name: str, clean: str, path: Path) -> Hint:
        """Say where a file may be that is not where content names it."""
        if "\\" in name:
            return f"write / between folders: {name.replace(chr(92), '/')}"
        if near := self._of_that_name(clean):
            return f"did you mean '{near}'?"
        folder = path.parent
        if not folder.is_dir() or not self.project.inside(folder):
            return f"there is no folder {self.project.named(folder)}"
        names = [each.relative_to(self.folder).as_posix() for each in folder.iterdir() if each.is_file()]
        return suggest(clean, [each for each in names if each != "session.yaml"])

    def _of_that_name(self, name: str) -> str:
        """Return the one file of the session that has this name and lies in another folder; "" where there is none, or more."""
        wanted = re.split(r"[\\/]", name)[-1].casefold()
        found = []
        for pattern in ("*", "*/*", "*/*/*"):
            for number, each in enumerate(self.folder.glob(pattern)):
                if number > MOST_LOOKED_AT:
                    return ""
                if unicodedata.normalize("NFC", each.name).casefold() == wanted and _is_file(each):
                    found.append(each.relative_to(self.folder).as_posix())
        return found[0] if len(found) == 1 and wanted else ""

    def note(self, path: Path) -> None:
        """Remember that a file went into what is being made."""
        self.used[str(path)] = digest_of(path)
        self.read.add(path)

    def image(self, name: str, at: Position, findings: Findings) -> ImageFile | None:
        """Describe a picture by its name in content."""
        if _WEB.match(name):
            findings.add(
                "outside-project",
                f"'{name[:80]}' is a web address; pictures come from the project",
                at,
                "download it into the session's folder, and name the file",
            )
            return None
        path = self.find(name, at, findings, "image")
        if path is None:
            return None
        if path not in self._beside:
            beside = path.with_suffix(".png")
            is_there = path.suffix.lower() in (".svg", ".svgz") and beside.is_file() and self.project.inside(beside)
            self._beside[path] = (path, beside) if is_there else (path,)
        for file in self._beside[path]:
            self.note(file)
        if path not in self._pictures:
            found = Findings()
            self._pictures[path] = (read_picture(path, at, found), list(found))
        picture, remarks = self._pictures[path]
        for remark in remarks:
            findings.add(remark.rule, remark.message, at, remark.hint, severity=remark.severity)
        return picture

    def film(self, name: str, at: Position, findings: Findings) -> FilmFile | None:
        """Describe a film by its name in content: an MP4, which every PowerPoint plays."""
        path = self.find(name, at, findings, "film")
        if path is None:
            return None
        with path.open("rb") as stream:
            head = stream.read(12)
        if path.suffix.lower() not in (".mp4", ".m4v") or head[4:8] != b"ftyp":
            findings.add("film-kind", f"{path.name} is no MP4 film", at, "convert it to MP4 (H.264), or use url:")
            return None
        size = path.stat().st_size
        if size > MAX_FILM:
            limit = MAX_FILM // 1_000_000
            findings.add(
                "film-size", f"{path.name} is {size / 1e6:.0f} MB, {limit} MB is the most", at, "use url: instead"
            )
            return None
        self.note(path)
        return FilmFile(str(path), digest_of(path), "mp4")

    def captions(self, text: str, at: Position, findings: Findings) -> None:
        """Look at a file of captions, where a text names one."""
        path = self.find(text.strip(), at, findings, "captions") if names_captions(text) else None
        if path is None:
            return
        self.note(path)
        if fault := fault_of_captions(path):
            findings.add("captions-form", fault, at, "export the captions again as WebVTT (.vtt) or SubRip (.srt)")

    def table(self, name: str, at: Position, findings: Findings, options: TableOptions | None = None) -> Table | None:
        """Read a data file by its name in content."""
        path = self.find(name, at, findings, "data")
        if path is None:
            return None
        self.note(path)
        key = (path, options.key if options else None)
        known = self._tables.get(key)
        if known is None or known[0] != digest_of(path):
            from builder.content.tables.reading import read_table

            found = Findings()
            table = read_table(path, self.project.named(path), found, options, use="data")
            known = self._tables[key] = (digest_of(path), table if not found.errors else None, list(found))
        findings.extend(known[2])
        return known[1]

    def case_nodes(self, findings: Findings) -> dict[str, tuple[Mapping, Path]]:
        """Read all cases in content/cases, by id."""
        if self._cases is None:
            self._cases = {}
            for path in sorted((self.project.content / "cases").glob("*.yaml")):
                if not self.project.inside(path):
                    continue
                self.read.add(path)
                node = read_yaml(path, self.project.named(path), findings)
                if isinstance(node, Mapping):
                    name = node.text("id") or path.stem
                    if name in self._cases:
                        first = self.project.named(self._cases[name][1])
                        findings.add("duplicate-id", f"the case '{name}' stands in {first} too", node.place("id"))
                    self._cases[name] = (node, path)
                elif node is not None:
                    findings.add("wrong-type", "a case is keys and values", node.at)
        return self._cases

    def translated_cases(self, cases: dict[str, tuple[Mapping, Path]]) -> None:
        """Take cases in another language; what slides compare of them stays as written."""
        self._as_written, self._cases = self._as_written or self._cases, cases

    @property
    def cases_are_translated(self) -> bool:
        """True where cases say something else than their files."""
        return self._as_written is not None

    def case_as_written(self, name: str) -> Mapping | None:
        """Return a case in the language of its source, where another was taken."""
        return self._as_written[name][0] if self._as_written else None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name longer than any file system takes
        return False


def _forms(name: str) -> list[str]:
    return [unicodedata.normalize(form, name) for form in ("NFC", "NFD")]


class LibraryFiles:
    """The library as records ask for it (`record_reader.Files`), with the findings and names of one reading."""

    def __init__(self, library: Library, findings: Findings) -> None:
        self.library, self.findings = library, findings

    def image(self, name: str, at: Position) -> ImageFile | None:
        return self.library.image(name, at, self.findings)

    def film(self, name: str, at: Position) -> FilmFile | None:
        return self.library.film(name, at, self.findings)

    def captions(self, text: str, at: Position) -> None:
        self.library.captions(text, at, self.findings)

    def case(self, name: str, at: Position, reading: Reading) -> Any:
        """Read a case by its id; its pictures are relative to content/cases."""
        if reading.names is None and "\ufdd0" in name:
            return None
        cases = self.library.case_nodes(self.findings)
        if name not in cases:
            hint = suggest(name, cases) or "content/cases holds no case"
            self.findings.add("unknown-case", f"there is no case '{name}'", at, hint)
            return None
        node, path = cases[name]
        self.library.note(path)
        inner = Reading(
            self.findings,
            LibraryFiles(Library(self.library.project, path.parent, self.library), self.findings),
            reading.names,
            reading.known,
            owner=f"case:{name}/",
        )
        made = inner.record(node, CaseFields, "")
        reading.provisional = reading.provisional or inner.provisional
        return made

    def data(self, node: Node, reading: Reading) -> Data | None:
        """Read `data: file` or `data: {file, where, columns, …}`."""
        from builder.projects.data import read_data

        return read_data(node, reading, self.findings, self.library.table)


def case_values(library: Library, findings: Findings) -> expressions.Record:
    """Return the cases as expressions see them: `cases`, by id, each with its fields as text."""
    return expressions.Record(
        {
            name: expressions.Record({**_values(node), **_compared(library, name), "id": name})
            for name, (node, _) in library.case_nodes(findings).items()
        }
    )


def _values(node: Mapping) -> dict[str, Any]:
    return {key: _value(child) for key, child in node.entries.items()}


def _compared(library: Library, name: str) -> dict[str, Any]:
    """Return what cases are chosen by, which no translation changes."""
    written = library.case_as_written(name)
    return {key: value for key, value in _values(written).items() if key in CaseFields.COMPARED} if written else {}


def _value(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Listing):
        return [_value(item) for item in node.items]
    return expressions.Record({key: _value(child) for key, child in node.entries.items()})
