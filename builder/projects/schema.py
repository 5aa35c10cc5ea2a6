"""JSON Schema of the content files, made from the same field declarations that read them."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from builder.brands.brand import BrandFields
from builder.content.fields import Address, Code, Data, Expression, IconName, Notes, Plain, Record, fields_of
from builder.plan import FilmFile, ImageFile, RichText
from builder.plan.icons import icon_names
from builder.projects.project import Project
from builder.projects.session import SessionFields
from builder.slide_kinds import CaseFields, kind_names, kind_of

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": ["string", "number", "boolean", "null"]}
_EXPRESSION = {"type": "string", "pattern": r"\{\{"}


def schema_of(name: str) -> dict[str, Any]:
    """Return the JSON Schema of one sort of file: session, slides, case, brand, audiences or override."""
    definitions: dict[str, Any] = {}
    schema = SCHEMAS[name](definitions)
    return {"$schema": _DRAFT, "title": f"fandeck {name}", **schema, "$defs": dict(sorted(definitions.items()))}


def write_schemas(project: Project) -> list[Path]:
    """Write all schemas where editors look for them; returns their files."""
    project.schemas.mkdir(exist_ok=True)
    files = []
    for name in SCHEMAS:
        file = project.schemas / f"{name}.schema.json"
        file.write_text(json.dumps(schema_of(name), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        files.append(file)
    return files


def _session(definitions: dict[str, Any]) -> dict[str, Any]:
    schema = _record(SessionFields, definitions)
    schema["properties"]["variables"] = {"type": "object", "description": "values for expressions, by name"}
    schema["properties"]["slides"] = {**_slides(definitions), "description": "the slides, in order"}
    schema["required"] = [*schema.get("required", []), "slides"]
    return schema


def _slides(definitions: dict[str, Any]) -> dict[str, Any]:
    include = {
        "type": "object",
        "properties": {"include": {"type": "string", "description": "a file with a list of slides"}},
        "required": ["include"],
        "additionalProperties": False,
    }
    choices = []
    for name in kind_names():
        kind = kind_of(name)
        record = _record(kind, definitions)
        record["properties"]["kind"] = {"const": name}
        record["description"] = (inspect.getdoc(kind) or "").split("\n\n")[0]
        definitions[f"slide:{name}"] = record
        choices.append(
            {
                "if": {"properties": {"kind": {"const": name}}, "required": ["kind"]},
                "then": {"$ref": f"#/$defs/slide:{name}"},
            }
        )
    slide = {
        "type": "object",
        "properties": {"kind": {"enum": list(kind_names())}},
        "required": ["kind", "id"],
        "allOf": choices,
    }
    definitions["slide"] = {
        "type": "object",
        "if": {"required": ["include"]},
        "then": include,
        "else": slide,
    }
    return {"type": "array", "items": {"$ref": "#/$defs/slide"}}


def _record(record: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a record: its fields, no others."""
    properties, required = {}, []
    for key, spec in fields_of(record).items():
        described = {**_type(spec.type, spec.limits, definitions), "description": spec.doc}
        if not spec.needed:
            described = _or_empty(described)
        else:
            required.append(key)
        properties[key] = described
    schema: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    if required:
        schema["required"] = required
    return schema


def _or_empty(schema: dict[str, Any]) -> dict[str, Any]:
    """Allow a key without a value, which counts as not given."""
    kind = schema.get("type")
    if isinstance(kind, str):
        return {**schema, "type": [kind, "null"]}
    if isinstance(kind, list):
        return schema if "null" in kind else {**schema, "type": [*kind, "null"]}
    description = schema.pop("description")
    return {"anyOf": [schema, {"type": "null"}], "description": description}


class _Describe:
    """Describes types as records ask for it; what records are called goes into the definitions."""

    def __init__(self, definitions: dict[str, Any]) -> None:
        self.definitions = definitions

    def __call__(self, kind: Any) -> dict[str, Any]:
        return _type(kind, {}, self.definitions)

    def fields(self, record: type[Record]) -> dict[str, Any]:
        return _record(record, self.definitions)


def _reference(record: type[Record], definitions: dict[str, Any]) -> dict[str, Any]:
    name = record.__name__
    if name not in definitions:
        definitions[name] = {}  # a record may hold others of its own
        definitions[name] = record.schema(_Describe(definitions))
    return {"$ref": f"#/$defs/{name}"}


def _type(kind: Any, limits: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    if isinstance(kind, tuple):
        return {"anyOf": [_type(each, {}, definitions) for each in kind]}
    origin = get_origin(kind)
    if origin is list:
        bounds = {"minItems": limits.get("at_least"), "maxItems": limits.get("at_most")}
        items = _type(get_args(kind)[0], {}, definitions)
        return {"type": "array", "items": items, **{k: v for k, v in bounds.items() if v}}
    if origin is dict:
        return {"type": "object", "additionalProperties": _type(get_args(kind)[1], {}, definitions)}
    if origin is Literal:
        return {"enum": list(get_args(kind))}
    if kind in (int, float):
        bounds = {"minimum": limits.get("low"), "maximum": limits.get("high")}
        number = {"type": "integer" if kind is int else "number", **{k: v for k, v in bounds.items() if v is not None}}
        return {"anyOf": [number, _EXPRESSION]}
    if kind is bool:
        return {"anyOf": [{"type": "boolean"}, {"enum": ["yes", "no"]}, _EXPRESSION]}
    if kind is Data:
        return {
            "anyOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "properties": {
                        "file": {"type": "string"},
                        "sheet": _TEXT,
                        "header": {"type": "integer", "minimum": 1},
                        "hidden": {"enum": ["skip", "take"]},
                        "decimal": {"enum": ["comma", "point"]},
                        "where": {"type": "string"},
                        "columns": {"type": "array"},
                    },
                    "required": ["file"],
                    "additionalProperties": False,
                },
            ]
        }
    if kind in (ImageFile, FilmFile, Address, Expression):
        return {"type": "string"}
    if kind in (RichText, Notes, Plain, Code):
        return dict(_TEXT)
    if kind is IconName:
        definitions.setdefault("icon", {"anyOf": [{"enum": list(icon_names())}, _EXPRESSION]})
        return {"$ref": "#/$defs/icon"}
    return _reference(kind, definitions)


def _case(definitions: dict[str, Any]) -> dict[str, Any]:
    return _record(CaseFields, definitions)


def _brand(definitions: dict[str, Any]) -> dict[str, Any]:
    return _record(BrandFields, definitions)


_LIST_KEYS = {
    "source": "the rows: a .csv, .xlsx, .xlsm, .json or .yaml file beside this one",
    "sheet": "the sheet of a workbook; else the first that is shown",
    "header": "the line that the headings stand in, where titles stand above them",
    "hidden": "skip: hidden and filtered rows of a workbook are left out; take: they are read, without a notice",
    "decimal": "comma or point: the decimal mark, where the rows cannot tell it",
    "database": "instead of source: the environment variable that holds the database's URL",
    "query": "the SELECT that gives the rows of a database",
    "id": 'what tells an audience from all others: "{{ code }}"',
    "name": "what the audience is called; default: the id",
    "language": "one or more languages; default: the session's",
    "brand": "a brand's name",
    "logo": "a picture, relative to this file",
    "accent": "a colour, as #2A7F77",
    "file_name": "the deck's file name",
    "contact": "for the table that goes with a bundle; never in a deck",
}


def _audiences(definitions: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of the definition of a list (read by `builder/audiences/definition.py`)."""
    types = {"enum": ["text", "integer", "number", "date", "boolean"]}
    properties: dict[str, Any] = {key: {**_TEXT, "description": doc} for key, doc in _LIST_KEYS.items()}
    properties["header"] = {"type": ["integer", "null"], "minimum": 1, "description": _LIST_KEYS["header"]}
    properties["hidden"] = {"enum": ["skip", "take", None], "description": _LIST_KEYS["hidden"]}
    properties["decimal"] = {"enum": ["comma", "point", None], "description": _LIST_KEYS["decimal"]}
    properties["fields"] = {
        "type": ["object", "null"], "additionalProperties": types, "description": "columns with their type",
    }  # fmt: skip
    properties["groups"] = {
        "type": ["object", "null"], "additionalProperties": {"type": "string"},
        "description": "names with a condition over the columns",
    }  # fmt: skip
    return {"type": "object", "properties": properties, "additionalProperties": False, "required": ["id"]}


def _override(definitions: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of what a group or an audience gets differently."""
    slide = {
        "type": "object",
        "properties": {
            "remove": {"enum": [True, False, "yes", "no"], "description": "true: the slide is left out"},
            "after": {"type": "string", "description": "the slide that this one stands after"},
            "before": {"type": "string", "description": "the slide that this one stands before"},
        },
    }
    return {
        "type": ["object", "null"],
        "properties": {
            "variables": {"type": ["object", "null"], "description": "other values for the session's variables"},
            "slides": {
                "type": ["object", "null"], "additionalProperties": slide, "description": "what changes, by slide id",
            },
        },
        "additionalProperties": False,
    }  # fmt: skip


SCHEMAS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "session": _session, "slides": _slides, "case": _case, "brand": _brand,
    "audiences": _audiences, "override": _override,
}  # fmt: skip
