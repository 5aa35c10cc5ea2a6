"""What content refers to by name: pictures, data files and cases; every file read is remembered."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

from builder.content import expressions
from builder.content.captions import fault_of_captions, names_captions
from builder.content.data_files import TableFile, column_name, read_table
from builder.content.fields import Data, plain_number
from builder.content.pictures import read_picture
from builder.content.record_reader import Reading
from builder.content.yaml_nodes import Listing, Mapping, Node, Scalar, read_yaml
from builder.diagnostics import ContentError, Findings, Position, suggest
from builder.plan import FilmFile, ImageFile
from builder.projects.project import Project
from builder.slide_kinds import CaseFields
from builder.storage.bounded import Bounded
from builder.storage.store import digest_of

MAX_FILM = 200_000_000  # bytes
_WEB = re.compile(r"(https?|ftp|data|file):|//|www\.", re.I)
DATA_WORDS = "\ufdd0words"  # the key under which a `data` node holds translations; cannot be typed in YAML


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
        self._tables: dict[Path, tuple[str, TableFile]] = shared._tables if shared else {}
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
        if Path(clean).is_absolute() or not self.project.inside(path):
            findings.add(
                "outside-project", f"'{name}' leads out of the project", at, "put the file into the session's folder"
            )
            return None
        if not _is_file(path):
            others = [self.folder / form for form in _forms(name)]
            path = next((p for p in others if _is_file(p) and self.project.inside(p)), path)
        if not _is_file(path):
            folder = path.parent
            near = (
                [p.relative_to(self.folder).as_posix() for p in folder.iterdir() if p.is_file()]
                if folder.is_dir() and self.project.inside(folder)
                else []
            )
            hint = suggest(clean, near) if near else f"there is no folder {self.project.named(folder)}"
            if "\\" in name:
                hint = f"write / between folders: {name.replace(chr(92), '/')}"
            findings.add(f"{what}-exists", f"there is no file '{name}'", at, hint)
            return None
        return path

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

    def table(self, name: str, at: Position, findings: Findings) -> TableFile | None:
        """Read a data file by its name in content."""
        path = self.find(name, at, findings, "data")
        if path is None:
            return None
        self.note(path)
        known = self._tables.get(path)
        if known is None or known[0] != digest_of(path):
            table = read_table(path, at, findings)
            if table is None:
                return None
            known = self._tables[path] = (digest_of(path), table)
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
        )
        made = inner.record(node, CaseFields, "")
        reading.provisional = reading.provisional or inner.provisional
        return made

    def data(self, node: Node, reading: Reading) -> Data | None:
        """Read `data: file` or `data: {file, where, columns}`."""
        file, where, wanted = node, None, None
        if isinstance(node, Mapping):
            for key in node.entries:
                if key not in ("file", "where", "columns", DATA_WORDS):
                    hint = suggest(key, ("file", "where", "columns"))
                    self.findings.add("unknown-key", f"'{key}' is not a key of data", node.keys_at[key], hint)
            file, where, wanted = node.get("file") or node, node.get("where"), node.get("columns")
        if not isinstance(file, Scalar):
            self.findings.add(
                "missing-field", "data names no file", node.at, "write data: name.csv or {file: name.csv}"
            )
            return None
        table = self.library.table(reading.plain_text(file), file.at, self.findings)
        if table is None:
            return None
        header, rows, comma = table
        if isinstance(where, Scalar):
            rows = self._rows_where(table, where, reading)
        if isinstance(wanted, Listing):
            picked = [item for item in wanted.items if isinstance(item, Scalar)]
            places = []
            for item in picked:
                if item.text in header:
                    places.append(header.index(item.text))
                else:
                    near = suggest(item.text, header)
                    self.findings.add("unknown-column", f"the file has no column '{item.text}'", item.at, near)
            header, rows = [header[p] for p in places], [[row[p] for p in places] for row in rows]
        words = node.get(DATA_WORDS) if isinstance(node, Mapping) else None
        if isinstance(words, Mapping):
            said = {word: child.text for word, child in words.entries.items() if isinstance(child, Scalar)}
            header = [said.get(cell, cell) for cell in header]
            rows = [[said.get(cell.strip(), cell) for cell in row] for row in rows]
        return Data(tuple(header), tuple(tuple(row) for row in rows), comma, file.at)

    def _rows_where(self, table: TableFile, where: Scalar, reading: Reading) -> list[list[str]]:
        header, rows, comma = table
        columns = [column_name(heading) for heading in header]
        try:
            if reading.names is None:
                reading.provisional = True
                expressions.check_expression(where.text, reading.known | set(columns), where.at)
                return rows
            chosen = _EQUALS.match(where.text)
            if chosen and chosen[1] in columns and chosen[2].partition(".")[0] not in columns:
                try:
                    wanted = reading.names.evaluate(chosen[2], where.at)
                except ContentError:
                    wanted = None  # what is absent equals nothing
                return _indexed(table, columns.index(chosen[1])).get(wanted, []) if wanted is not None else []
            kept = []
            for row in rows:
                names = expressions.Names(
                    {
                        **reading.names.values,
                        **{
                            c: expressions.value_of(plain_number(v, decimal_comma=comma))
                            for c, v in zip(columns, row, strict=True)
                        },
                    },
                    reading.names.language,
                    reading.names.currency,
                )
                if names.evaluate(where.text, where.at, lenient=True):
                    kept.append(row)
            return kept
        except ContentError as error:
            self.findings.extend(error.found)
            return []


_EQUALS = re.compile(r"\s*(\w+)\s*==\s*([A-Za-z_][\w.]*)\s*$")  # `code == audience.id`, the common case
INDEXES = 64  # columns by which slides of one session look rows up
_indexes: Bounded[tuple[int, int], tuple[TableFile, dict[Any, list[list[str]]]]] = Bounded(INDEXES)


def _indexed(table: TableFile, column: int) -> dict[Any, list[list[str]]]:
    """Return a table's rows by the value of a column; kept, so that a batch looks rows up."""
    known = _indexes.get((id(table), column))
    if known is None or known[0] is not table:
        rows: dict[Any, list[list[str]]] = {}
        for row in table.rows:
            value = expressions.value_of(plain_number(row[column], decimal_comma=table.decimal_comma))
            rows.setdefault(value, []).append(row)
        known = (table, rows)
        _indexes.put((id(table), column), known)
    return known[1]


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
