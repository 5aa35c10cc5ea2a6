"""Audience lists: each row of a source made an audience, and all faults of a list found in one go."""

from __future__ import annotations

import glob
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.audiences.audience import Audiences
from builder.audiences.definition import read_definition
from builder.audiences.making import Maker
from builder.audiences.unique import Unique
from builder.content.tables.reading import read_table
from builder.content.tables.rows import Table
from builder.diagnostics import ContentError, Diagnostic, Findings, UsageError, suggest
from builder.projects.project import Project


@dataclass(frozen=True, slots=True, eq=False)
class AudienceList:
    """A list read: its audiences in order; logos are relative to its folder."""

    name: str
    audiences: Audiences
    groups: tuple[str, ...]
    fields: tuple[str, ...]
    files: tuple[Path, ...]
    folder: Path
    remarks: tuple[Diagnostic, ...] = ()


def list_names(project: Project) -> list[str]:
    """List the audience lists of a project."""
    return sorted(_list_files(project))


def load_list(name: str, project: Project, *, connect: bool = True) -> AudienceList:
    """Read a list; raises UsageError where it is unknown, ContentError with all its faults.

    connect: False leaves a database alone; its list then has no audiences.
    """
    findings = Findings()
    made = _load(name, project, connect, findings)
    findings.stop_on_errors()
    if made is None:
        raise ContentError(findings)
    return made


def load_lists(names: Sequence[str], project: Project, *, connect: bool = True) -> list[AudienceList]:
    """Read several lists; ids and file names must differ over all of them."""
    findings = Findings()
    lists = [_load(name, project, connect, findings) for name in dict.fromkeys(names)]
    made = [each for each in lists if each is not None]
    if len(made) > 1:
        unique = Unique(findings, [each.audiences for each in made])
        for number, listed in enumerate(made):
            for place, audience in enumerate(listed.audiences):
                unique.see(audience, number, place)
    findings.stop_on_errors()
    return made


def _load(name: str, project: Project, connect: bool, findings: Findings) -> AudienceList | None:
    files = _list_files(project)
    wanted = unicodedata.normalize("NFC", name)
    if wanted not in files:
        folder = project.content / "audiences"
        rows = next((each.name for each in sorted(folder.glob(f"{glob.escape(name)}.*"))), "")
        missing = (
            f"beside {project.named(folder)}/{rows} a file {name}.yaml is needed, which begins with source: {rows}"
        )
        near = (missing if rows else suggest(name, files)) or f"{project.named(folder)} holds no list"
        raise UsageError(f"there is no audience list '{name}': {near}")
    definition = read_definition(files[wanted], project, findings)
    if definition is None:
        return None
    table: Table | None = None
    read = [files[wanted]]
    if definition.database is not None and definition.query is not None:
        from builder.audiences.database_rows import read_database
        from builder.content.tables.rows import fitting

        if not connect:
            return AudienceList(
                wanted, Audiences(), tuple(definition.groups), tuple(definition.types), tuple(read), definition.folder
            )
        table = read_database(definition.database, definition.query, findings)
        table = table and fitting(table, findings)
    elif definition.source is not None:
        read.append(definition.source)
        table = read_table(definition.source, project.named(definition.source), findings, definition.options)
    if table is None:
        return None
    maker = Maker(definition, table, project, findings)
    audiences = maker.audiences()
    remarks = tuple(each for each in findings if each.severity != "error")
    return AudienceList(
        wanted, audiences, tuple(definition.groups), maker.fields, tuple(read), definition.folder, remarks
    )


def _list_files(project: Project) -> dict[str, Path]:
    found = sorted((project.content / "audiences").glob("*.yaml"))
    return {unicodedata.normalize("NFC", path.stem): path for path in found if project.inside(path)}
