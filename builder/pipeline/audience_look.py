"""What a brand looks like for one audience: its own accent in the theme, its logo on the master."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from builder.diagnostics import Findings
from builder.pptx.brand_parts import ReadyBrand
from builder.pptx.link import BaseParts
from builder.projects.project import Project
from builder.storage.bounded import Bounded
from builder.storage.store import digest_of, key_of
from builder.storage.zip_writer import Member, deflate, inflate, store

if TYPE_CHECKING:
    from builder.audiences.audience import Audience


class Look(NamedTuple):
    """The parts of a brand's package that differ for an audience, and what they were made from."""

    parts: BaseParts = ()
    key: str = ""


def own_look(ready: ReadyBrand, audience: Audience | None, project: Project, findings: Findings) -> Look:
    """Return the parts that carry an audience's accent and logo; what had to be adjusted goes to the findings."""
    if audience is None or not (audience.accent or audience.logo):
        return Look()
    look, found = _look(ready, audience.accent, audience.logo, project, audience)
    findings.extend(replace(each, audience=audience.id) for each in found)
    return look


LOOKS = 32  # audiences in a row mostly have one, and each holds a theme and a picture
_looks: Bounded[tuple[str, ...], tuple[Look, Findings]] = Bounded(LOOKS)  # of this run, by brand and what was asked


def _look(
    ready: ReadyBrand, accent: str, logo: str, project: Project, audience: Audience
) -> tuple[Look, Findings]:  # fmt: skip
    brand = ready.brand
    path = logo_path(audience, project) if logo else None
    digest = digest_of(path) if path else ""
    key = (brand.key, accent, digest, audience.name if logo else "")

    def make() -> tuple[Look, Findings]:
        found = Findings()
        parts = [*_accented(ready, accent, audience, found), *_with_logo(ready, path, audience, found)]
        return Look(tuple(parts), key_of(*key)), found

    return _looks.made(key, make)


def logo_path(audience: Audience, project: Project) -> Path:
    """Return the file of an audience's logo, which stands beside the list."""
    return project.root / Path(audience.at.file).parent / audience.logo


def _accented(ready: ReadyBrand, accent: str, audience: Audience, found: Findings) -> BaseParts:
    from builder.brands.accent_and_logo import accent_slot, readable_accent, theme_with_accent
    from builder.ooxml.rgb import parse_hex

    if not accent:
        return ()
    if not ready.brand.audience_accent or not accent_slot(ready.brand.palette):
        found.add(
            "accent-unused", f"the brand '{ready.brand.name}' keeps its own accent", audience.at,
            "audience_accent: true in brand.yaml lets an audience have its own", severity="info",
        )  # fmt: skip
        return ()
    wanted, slot = parse_hex(accent) or "", accent_slot(ready.brand.palette)
    used = readable_accent(wanted, ready.brand.palette)
    if used.adjusted:
        found.add(
            "accent-adjusted", f"the accent #{wanted} is used as #{used.rgb}, so that text in it can be read", audience.at,
            severity="info",
        )  # fmt: skip
    kind, member = _part(ready, ready.brand.theme)
    return ((ready.brand.theme, kind, deflate(theme_with_accent(inflate(member), used.rgb, slot))),)


def _with_logo(ready: ReadyBrand, path: Path | None, audience: Audience, found: Findings) -> BaseParts:
    from builder.brands.accent_and_logo import master_with_logo
    from builder.content.pictures import read_picture
    from builder.ooxml.package import relations_name

    area = ready.brand.audience_logo
    if path is None:
        return ()
    if area is None:
        found.add(
            "logo-unused", f"the brand '{ready.brand.name}' has no place for a logo", audience.at, severity="info"
        )
        return ()
    image = read_picture(path, audience.at, found)
    if image is None:
        return ()
    images = [image.fallback, image] if image.fallback else [image]
    names = [f"ppt/media/audience-{each.digest[:12]}.{each.kind}" for each in images]
    rels_name = relations_name(ready.brand.master)
    (master_kind, master), (rels_kind, rels) = _part(ready, ready.brand.master), _part(ready, rels_name)
    changed = master_with_logo(inflate(master), inflate(rels), image, area, audience.name, names, ready.brand.unit)
    pictures = tuple(
        (name, "", store(each.data or Path(each.path).read_bytes())) for name, each in zip(names, images, strict=True)
    )
    return (
        (ready.brand.master, master_kind, deflate(changed[0])),
        (rels_name, rels_kind, deflate(changed[1])),
        *pictures,
    )


def _part(ready: ReadyBrand, name: str) -> tuple[str, Member]:
    return next((kind, member) for each, kind, member in ready.parts if each == name)
