"""A brand as written in brand.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Literal

from builder.brands.script_fonts import FAMILIES
from builder.content.fields import Code, Data, Describe, Plain, Record, Say, fields_of, needed, optional, record
from builder.content.record_reader import Reading
from builder.content.yaml_nodes import Mapping, Node, Scalar, read_yaml
from builder.diagnostics import ContentError, Findings, Position, suggest
from builder.ooxml.rgb import parse_hex
from builder.plan import ImageFile

_FONT_FILE = re.compile(r".-(Regular|Bold|Italic|BoldItalic)\.(ttf|otf|ttc)$")


@dataclass(frozen=True)
class Hex(Record):
    """A colour written as `#RRGGBB`."""

    rgb: str

    @classmethod
    def from_node(cls, node: Node, reading: Reading, path: str) -> Hex | None:
        """Read a colour."""
        rgb = parse_hex(node.text) if isinstance(node, Scalar) else None
        if rgb is None:
            said = node.text if isinstance(node, Scalar) else "…"
            reading.findings.add(
                "colour", f"'{said}' is not a colour", node.at, 'write six hexadecimal digits in quotes: "#0F4C5C"'
            )
            return None
        return cls(rgb)

    @classmethod
    def schema(cls, describe: Describe) -> dict[str, Any]:
        return {"type": "string", "pattern": "^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$"}


@record
class DesignFonts(Record):
    """The two font families, ones that every Office has."""

    CALLED: ClassVar[str] = "fonts"
    heading: Plain = needed("the family of titles", translate=False)
    body: Plain = needed("the family of everything else", translate=False)
    scripts: dict[str, Plain] | None = optional(
        "families for other scripts, by their code: {Arab: Sakkal Majalla}", translate=False
    )

    def check(self, say: Say) -> None:
        for code in self.scripts or ():
            if code not in FAMILIES:
                say("scripts", "unknown-script", f"'{code}' is no script", suggest(code, FAMILIES))


@record
class Design(Record):
    """Design tokens: what a brand without a template of its own is drawn from."""

    CALLED: ClassVar[str] = "design"
    primary: Hex = needed("the leading colour", translate=False)
    accent: Hex = needed("the colour that points things out", translate=False)
    ink: Hex = optional("text, and the ground of a dark brand", Hex("16303A"), translate=False)
    paper: Hex = optional("the ground, and text of a dark brand", Hex("FFFFFF"), translate=False)
    surface: Hex | None = optional("panels; else a tint of the ground", translate=False)
    good: Hex = optional("the colour of what is wanted", Hex("1F7A5C"), translate=False)
    warning: Hex = optional("the colour of a warning", Hex("B7791F"), translate=False)
    bad: Hex = optional("the colour of what is not wanted", Hex("B4413C"), translate=False)
    neutral: Hex = optional("a quiet colour", Hex("6B7F86"), translate=False)
    dark: bool = optional("light text on a dark ground", False, translate=False)
    fonts: DesignFonts = needed("the families: {heading, body}", translate=False)
    figure: Literal["fan", "sun", "steps", "circle", "blocks", "none"] = optional(
        "the drawing on full-colour slides", "fan", translate=False
    )
    frame: Literal["open", "rail", "strip", "rules", "plain", "column"] = optional(
        "an open page, a coloured rail along its start, a strip for the logo above it, a double rule under its title, "
        "nothing at all, or the title in a coloured column at its start",
        "open",
        translate=False,
    )
    margin: float = optional("the outer margin, in points", 45.0, translate=False, low=36, high=96)
    title: Literal["start", "centre"] = optional("the side that titles stand at", "start", translate=False)
    title_size: float = optional("the size of titles, in points", 32.0, translate=False, low=24, high=40)
    sections: Literal["full", "turns", "band", "pale", "page"] = optional(
        "covers and sections: full colour, sections each in the next colour, a band of a third, a pale ground, or the page as it is",
        "full",
        translate=False,
    )
    corners: float = optional(
        "the radius of cards' and pictures' corners, in points", 0.0, translate=False, low=0, high=24
    )
    cards: Literal["tinted", "outlined"] = optional(
        "cards with a pale ground, or a hairline", "tinted", translate=False
    )
    tables: Literal["filled", "ruled"] = optional(
        "a table's head as a coloured bar, or between rules", "filled", translate=False
    )
    density: Literal["airy", "dense"] = optional("large words, or more to a page", "airy", translate=False)
    pictures: Literal["bleed", "inset", "circle"] = optional(
        "pictures over the page's edge, within its margins, or that and as a circle on sections",
        "bleed",
        translate=False,
    )
    captions: Literal["below", "margin"] = optional(
        "captions and sources under what they belong to, or in a margin of three columns", "below", translate=False
    )
    logo: ImageFile | None = optional("a logo that reads on every ground", translate=False)
    logo_alt: Plain | None = optional("whose logo it is")


@record
class HousePalette(Record):
    """Colours in place of the accents of a template's theme."""

    CALLED: ClassVar[str] = "palette"
    primary: Hex | None = optional("the leading colour", translate=False)
    accent: Hex | None = optional("the colour that points things out", translate=False)
    good: Hex | None = optional("the colour of what is wanted", translate=False)
    warning: Hex | None = optional("the colour of a warning", translate=False)
    bad: Hex | None = optional("the colour of what is not wanted", translate=False)

    @property
    def given(self) -> dict[str, str]:
        """The colours that are named, as RGB."""
        named = {name: getattr(self, name) for name in fields_of(type(self))}
        return {name: colour.rgb for name, colour in named.items() if colour is not None}


@record
class Fit(Record):
    """The smallest sizes, in points on a slide 13.333 inches wide."""

    CALLED: ClassVar[str] = "fit"
    min_title: float = optional("titles", 24.0, translate=False, low=8, high=60)
    min_body: float = optional("running text", 18.0, translate=False, low=8, high=40)
    min_table: float = optional("cells, labels, cards", 14.0, translate=False, low=8, high=40)
    min_small: float = optional("captions, sources", 12.0, translate=False, low=6, high=30)


@record
class BrandFields(Record):
    """The keys of brand.yaml."""

    CALLED: ClassVar[str] = "a brand"
    name: Plain = needed("the brand's name", translate=False)
    template: Code | None = optional("a PowerPoint template, used as it is", translate=False)
    design: Design | None = optional("design tokens, where there is no template")
    layouts: dict[str, Code] = optional("a layout by name for a role, where the choice is wrong", translate=False)
    palette: HousePalette = optional(
        "colours in place of the accents of the template's theme", HousePalette(), translate=False
    )
    fit: Fit = optional("the smallest sizes", Fit(), translate=False)
    cover: list[Literal["subtitle", "details", "date", "logos"]] | None = optional(
        "what a template's cover says besides the title; default subtitle, details (who speaks) and date",
        translate=False,
    )
    fonts: Code | None = optional("a folder with the files that text is measured with", translate=False)
    audience_logo: Code | None = optional("placeholder or area for an audience's logo", translate=False)
    audience_accent: bool | None = optional(
        "may an audience's accent recolour the theme; default: yes with design, no with template", translate=False
    )

    def check(self, say: Say) -> None:
        if self.fonts and (self.fonts.startswith(("/", "\\")) or ".." in self.fonts or ":" in self.fonts):
            say("fonts", "outside-project", "fonts: leads out of the brand's folder", "name a folder inside it")
        if bool(self.template) == bool(self.design):
            say("name", "brand-source", "a brand has template or design, one of the two")
        elif self.design:
            for name, given in (("layouts", self.layouts), ("palette", self.palette.given)):
                if given:
                    say(
                        name,
                        "template-only",
                        f"{name}: is for a brand with a template",
                        "this brand is made from design:",
                    )


@dataclass(frozen=True)
class Brand:
    """A brand read from its folder."""

    name: str
    folder: Path
    fields: BrandFields
    at: Position
    node: Mapping = field(repr=False)  # brand.yaml as it is written
    inputs: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)

    @property
    def font_folder(self) -> str:
        """The folder with the files that text is measured with; empty where the brand names none."""
        return str(self.folder / str(self.fields.fonts)) if self.fields.fonts else ""

    @property
    def layouts(self) -> Mapping | None:
        """The layouts that brand.yaml asks for, with their places in it."""
        node = self.node.get("layouts")
        return node if isinstance(node, Mapping) else None


class BrandFiles:
    """The pictures that a brand.yaml names, relative to its folder."""

    def __init__(self, folder: Path, findings: Findings) -> None:
        self.folder, self.findings = folder, findings

    def image(self, name: str, at: Position) -> ImageFile | None:
        """Describe a logo, drawn once as PNG where it is an SVG."""
        path = (self.folder / name).resolve()
        if not path.is_relative_to(self.folder.resolve()):
            self.findings.add("outside-project", f"'{name}' leads out of the brand's folder", at)
            return None
        if not path.is_file():
            self.findings.add(
                "image-exists",
                f"there is no file '{name}'",
                at,
                f"put it into {self.folder.parent.name}/{self.folder.name}/",
            )
            return None
        from builder.content.pictures import read_picture

        return read_picture(path, at, self.findings)

    def captions(self, text: str, at: Position) -> None:
        """A brand has no captions."""

    def film(self, name: str, at: Position) -> None:
        """A brand has no films."""

    def data(self, node: Node, reading: Reading) -> Data | None:
        """A brand has no data files."""
        return None

    def case(self, name: str, at: Position, reading: Reading) -> None:
        """A brand has no cases."""


def load_brand(folder: Path, shown_as: str) -> Brand:
    """Read templates/<name>/brand.yaml; raises ContentError with everything that is wrong in it."""
    findings = Findings()
    path = folder / "brand.yaml"
    node = read_yaml(path, f"{shown_as}/brand.yaml", findings)
    if not isinstance(node, Mapping):
        findings.add("wrong-type", "a brand is keys and values", node.at if node else None)
        raise ContentError(findings)
    fields = Reading(findings, BrandFiles(folder, findings)).record(node, BrandFields)
    if fields is not None and fields.fonts:
        _check_fonts(folder, str(fields.fonts), node.entries["fonts"].at, findings)
    findings.stop_on_errors()
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    inputs = [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in files]
    design = node.get("design")
    return Brand(folder.name, folder, fields, design.at if design else node.at, node, tuple(inputs))


def _check_fonts(folder: Path, name: str, at: Position, findings: Findings) -> None:
    """See that a folder of fonts holds what text can be measured with."""
    hint = f"put Family-Regular.ttf, Family-Bold.ttf … into {folder.name}/{name}, or leave fonts: out"
    if not (folder / name).is_dir():
        findings.add("fonts-folder", f"there is no folder '{name}'", at, hint)
    elif not any(_FONT_FILE.search(path.name) for path in (folder / name).iterdir()):
        findings.add("fonts-folder", f"'{name}' holds no file that is named as a font", at, hint)
