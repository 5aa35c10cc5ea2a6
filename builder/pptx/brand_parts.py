"""A brand ready for linking: prepared, from the store or now, and with an audience's own accent and logo."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from builder.brands.prepared import PreparedBrand
from builder.brands.script_fonts import theme_script
from builder.pptx.link import BaseParts
from builder.pptx.slide_cache import get_brand, put_brand
from builder.projects.project import Project
from builder.storage.store import Store, digest_of, key_of
from builder.storage.zip_writer import Member, deflate, inflate


class ReadyBrand(Struct, frozen=True, eq=False):
    """A prepared brand with the parts of its package."""

    brand: PreparedBrand
    parts: BaseParts
    defaults: dict[str, str]


def brand_files(folder: Path) -> list[Path]:
    """List the files of a brand, its fonts included."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def ready_brand(name: str, project: Project, store: Store, language: str = "") -> ReadyBrand:
    """Return a brand prepared: from the store, or made now; raises UsageError, ContentError.

    language: that of the decks; one brand does for all whose letters its own families hold.
    """
    script = theme_script(language)
    folder = project.brand_folder(name)
    digest = [(p.relative_to(folder).as_posix(), digest_of(p)) for p in brand_files(folder)]
    key = key_of(store.program, name, digest, *([script] if script else []))
    found = get_brand(store, key)
    if found:
        return ReadyBrand(*found)
    from builder.brands.brand import load_brand
    from builder.brands.prepare import prepare

    prepared, base = prepare(load_brand(folder, project.named(folder)), script)
    put_brand(store, key, prepared, base.parts, base.defaults)
    store.commit()
    return ReadyBrand(prepared, base.parts, base.defaults)


def worded_brand(ready: ReadyBrand, words: dict[str, str]) -> ReadyBrand:
    """Return a brand with other alternative texts on its masters and layouts; words: each by what it says in brand.yaml."""
    changes = {old: new for old, new in words.items() if old != new}
    if not changes:
        return ready
    parts = tuple((name, kind, _worded(name, member, changes)) for name, kind, member in ready.parts)
    return replace(ready, brand=replace(ready.brand, key=key_of(ready.brand.key, sorted(words.items()))), parts=parts)


def _worded(name: str, member: Member, changes: dict[str, str]) -> Member:
    """Return a part with other alternative texts; one that has none of them as it is."""
    from builder.ooxml.namespaces import P
    from builder.ooxml.xml import editable, plain, written

    if not name.startswith(("ppt/slideMasters/slideMaster", "ppt/slideLayouts/slideLayout")):
        return member
    root = editable(inflate(member))
    described = [each for each in root.iter(f"{P}cNvPr") if each.get("descr") in changes]
    for each in described:
        each.set("descr", plain(changes[each.get("descr")]))
    return deflate(written(root)) if described else member
