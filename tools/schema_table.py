"""Write builder/checks/schema.json: which children and attributes each element of a deck may have, and in which order.

usage: python tools/schema_table.py DATA

DATA: the folder `data/` of Microsoft's Open XML SDK (https://github.com/dotnet/Open-XML-SDK, MIT licence), which
holds ECMA-376 and the extensions of later Office versions as JSON. Only what can stand in a deck is kept.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

TABLE = Path(__file__).resolve().parents[1] / "builder" / "ooxml" / "schema.json"
ROOTS = {
    "p": ("sld", "sldLayout", "sldMaster", "notes", "notesMaster", "handoutMaster", "presentation", "presentationPr",
          "viewPr", "cmLst", "cmAuthorLst", "tagLst"),
    "a": ("theme", "tblStyleLst", "themeOverride"),
    "c": ("chartSpace", "userShapes"),
}  # fmt: skip
INSIDE = ("a:CT_Table/a:tbl", "c:CT_RelId/c:chart")  # what stands in a:graphicData
PREFIXES = {"a", "p", "c", "r", "p14", "a14", "a16", "adec", "asvg", "p15", "a15", "c14", "thm15", "cdr", "ahyp"}
SPACES = {
    "DocumentFormat.OpenXml.Presentation": "p",
    "DocumentFormat.OpenXml.Drawing": "a",
    "DocumentFormat.OpenXml.Drawing.Charts": "c",
    "DocumentFormat.OpenXml.Office2010.PowerPoint": "p14",
    "DocumentFormat.OpenXml.Office2010.Drawing": "a14",
}


class Sdk:
    """The SDK's types, by name `type/element`."""

    def __init__(self, data: Path) -> None:
        names = json.loads((data / "namespaces.json").read_text(encoding="utf-8"))
        self.uris = {each["Prefix"]: each["Uri"] for each in names if each["Prefix"] in PREFIXES}
        prefixes = {uri: prefix for prefix, uri in self.uris.items()}
        self.types: dict[str, dict[str, Any]] = {}
        self.by_class: dict[tuple[str, str], dict[str, Any]] = {}
        self.enums: dict[tuple[str, str], list[str]] = {}
        for file in sorted((data / "schemas").glob("*.json")):
            found = json.loads(file.read_text(encoding="utf-8"))
            prefix = prefixes.get(found["TargetNamespace"])
            if prefix is None:
                continue
            for each in found.get("Types", []):
                self.types[each["Name"]] = each
                self.by_class[prefix, each["ClassName"]] = each
                each["prefix"] = prefix
            for each in found.get("Enums", []):
                values = [facet["Value"] for facet in each["Facets"]]
                self.enums[prefix, each["Name"]] = self.enums["", each["Type"]] = values

    def base(self, each: dict[str, Any]) -> dict[str, Any]:
        """Give the type that one is derived from."""
        return self.by_class.get((each["prefix"], each.get("BaseClass", "")), {})


class Table:
    """What is kept, found by following children from the roots."""

    def __init__(self, sdk: Sdk) -> None:
        self.sdk = sdk
        self.enums: list[list[str]] = []
        self.types: dict[str, list[Any]] = {}
        self.roots: dict[str, str] = {}
        for prefix, tags in ROOTS.items():
            for name in [n for n, each in sdk.types.items() if not each.get("IsAbstract")]:
                if name.partition("/")[2] in {f"{prefix}:{tag}" for tag in tags} and sdk.types[name].get("Part"):
                    self.roots[name.partition("/")[2]] = name
                    self._follow(name)

        for name in INSIDE:
            self.roots[name.partition("/")[2]] = name
            self._follow(name)

    def _follow(self, name: str) -> None:
        waiting = [name]
        while waiting:
            current = waiting.pop()
            if current in self.types or current not in self.sdk.types:
                continue
            each = self.sdk.types[current]
            base = self.sdk.base(each)
            particle = each.get("Particle") or base.get("Particle")
            attributes = [*base.get("Attributes", []), *each.get("Attributes", [])]
            model = self._model(particle) if particle else ""
            self.types[current] = [{a["QName"].lstrip(":"): self._attribute(a, each) for a in attributes}, model]
            waiting += sorted(self._names(particle))

    def _names(self, particle: Any) -> set[str]:
        if not particle:
            return set()
        if "Name" in particle:
            return {particle["Name"]}
        return {name for item in particle.get("Items", []) for name in self._names(item)}

    def _model(self, particle: dict[str, Any]) -> Any:
        """Give a content model: `type/tag` with its number, or [kind and number, items…]."""
        number = self._number(particle)
        if "Name" in particle:
            return particle["Name"] + number
        if particle["Kind"] == "Any":
            return "any" + number
        kind = {"Sequence": ",", "Choice": "|", "Group": ",", "All": "&"}[particle["Kind"]]
        return [kind + number, *(self._model(item) for item in particle.get("Items", []))]

    def _number(self, particle: dict[str, Any]) -> str:
        if "Occurs" not in particle:
            return "?" if "InitialVersion" in particle else ""
        occurs = particle["Occurs"][-1]
        least, most = occurs.get("Min", 0), occurs.get("Max", 0)
        return {(0, 1): "?", (0, 0): "*", (1, 0): "+"}.get((least, most), f"{{{least},{most or ''}}}")

    def _attribute(self, attribute: dict[str, Any], owner: dict[str, Any]) -> str:
        """Write what an attribute takes: `!` where required, then a kind and its bounds; `|` between alternatives."""
        required, alternatives, bounds = "", [], ""
        kind = attribute["Type"]
        own = self._kind(kind, owner)
        for each in attribute.get("Validators", []):
            arguments = {a.get("Name"): a["Value"] for a in each.get("Arguments", [])}
            if each["Name"] == "RequiredValidator":
                required = "" if arguments.get("IsRequired") == "False" else "!"
            elif "UnionId" in each:
                alternatives.append(self._alternative(each, arguments))
            elif each["Name"] == "NumberValidator":
                bounds += self._bounds(arguments)
            elif each["Name"] == "StringValidator":
                own = self._string(arguments, own)
        return required + ("|".join(sorted(set(alternatives))) if alternatives else own + bounds)

    def _kind(self, kind: str, owner: dict[str, Any]) -> str:
        if kind.startswith("EnumValue<"):
            space, _, name = kind[10:-1].rpartition(".")
            prefix = SPACES.get(space, owner["prefix"])
            values = self.sdk.enums.get((prefix, name)) or self.sdk.enums.get((owner["prefix"], name))
            return f"e{self._enum(values)}" if values else "s"
        return {
            "BooleanValue": "b", "Int32Value": "i", "UInt32Value": "u", "Int64Value": "l", "DoubleValue": "d",
            "SingleValue": "d", "ByteValue": "u8", "SByteValue": "i8", "UInt16Value": "u16", "HexBinaryValue": "x",
            "DateTimeValue": "t",
        }.get(kind, "s")  # fmt: skip

    def _enum(self, values: list[str]) -> int:
        if values not in self.enums:
            self.enums.append(values)
        return self.enums.index(values)

    def _alternative(self, each: dict[str, Any], arguments: dict[str, str]) -> str:
        if each["Name"] == "NumberValidator":
            return "l" + self._bounds(arguments)
        if each["Name"] == "EnumValidator":
            values = self.sdk.enums.get(("", each.get("Type", "")))
            return f"e{self._enum(values)}" if values else "s"
        return self._string(arguments, "s")

    def _string(self, arguments: dict[str, str], own: str) -> str:
        if "Pattern" in arguments:
            return "/" + arguments["Pattern"] + "/"
        if own == "x" and "Length" in arguments:
            return f"x{arguments['Length']}"
        return own

    def _bounds(self, arguments: dict[str, str]) -> str:
        least = arguments.get("MinInclusive") or (
            str(int(arguments["MinExclusive"]) + 1) if "MinExclusive" in arguments else ""
        )
        most = arguments.get("MaxInclusive") or (
            str(int(arguments["MaxExclusive"]) - 1) if "MaxExclusive" in arguments else ""
        )
        return f"[{least},{most}]" if least or most else ""


def write(data: Path) -> None:
    """Write the table."""
    sdk = Sdk(data)
    table = Table(sdk)
    lines = [
        '{"source": "Schema data of the Open XML SDK, (c) .NET Foundation and contributors, MIT licence; made by tools/schema_table.py"',
        f'"namespaces": {json.dumps(sdk.uris, sort_keys=True)}',
        f'"roots": {json.dumps(table.roots, sort_keys=True)}',
        f'"enums": {json.dumps(table.enums, separators=(",", ":"))}',
    ]
    types = ",\n".join(
        f'"{name}":{json.dumps(each, separators=(",", ":"))}' for name, each in sorted(table.types.items())
    )
    TABLE.write_text(",\n".join(lines) + ',\n"types": {\n' + types + "}}\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    write(Path(sys.argv[1]))
