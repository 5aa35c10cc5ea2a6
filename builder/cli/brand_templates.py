"""`fandeck brand inspect`, `adopt`, `check` and `diff`: PowerPoint templates as brands."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from builder.cli.output import counted, json_option, print_findings, print_json, print_table, project_option
from builder.diagnostics import Diagnostic, UsageError

if TYPE_CHECKING:
    from builder.brands.brand import Brand
    from builder.brands.template.house import House
    from builder.content.yaml_nodes import Mapping

TEMPLATES = (".potx", ".pptx", ".potm", ".pptm")


def _opened(file: Path, brand: Brand | None = None) -> House:
    """Open a template, with the colours that a brand.yaml has for it."""
    from builder.brands.template.house import open_house
    from builder.diagnostics import Position

    own = brand.fields.palette.given if brand else {}
    return open_house(file.read_bytes(), Position(str(file), 1, 1), own)


def _named_or_file(name: str, project: str) -> tuple[Path, Brand | None]:
    """Find a template by its file, or by a brand's name with its brand.yaml; raises UsageError."""
    path = Path(name)
    if path.is_file() and path.suffix.lower() in TEMPLATES:
        return path, None
    from builder.brands.brand import load_brand
    from builder.projects.project import Project

    place = Project.at(project)
    if path.suffix.lower() in TEMPLATES:
        raise UsageError(f"there is no file '{name}'")
    folder = place.brand_folder(name)
    brand = load_brand(folder, place.named(folder))
    if not brand.fields.template:
        raise UsageError(f"the brand '{name}' is made from design tokens, it has no template")
    return folder / str(brand.fields.template), brand


@click.command("inspect")
@click.argument("file")
@click.option(
    "--pictures", type=click.Path(file_okay=False, path_type=Path), help="Draw layouts and roles into a folder."
)
@json_option
@project_option
def inspect(file: str, pictures: Path | None, as_json: bool, project: str) -> None:
    """Show what a template FILE (or a brand's name) holds, which layout each role gets, and why."""
    from builder.brands.template.house import asked_layouts
    from builder.brands.template.report import report
    from builder.fitting.fonts import has_twin

    path, brand = _named_or_file(file, project)
    house = _opened(path, brand)
    asked = asked_layouts(house, brand.layouts if brand else None)
    bound = house.bound(asked.roles)
    told = {"file": str(path), **report(house, bound, asked.kinds)}
    fonts = brand.font_folder if brand else ""
    told["fonts"] = [{"family": family, "at_hand": has_twin(family, fonts)} for family in told["fonts"]]
    if pictures is not None:
        from builder.brands.template.contact_sheet import draw_pictures
        from builder.fitting.fonts import SHIPPED

        told["pictures"] = [str(each) for each in draw_pictures(house, bound, pictures, SHIPPED)]
    if as_json:
        print_json(told)
    else:
        _print_report(told)


def _print_report(told: dict[str, Any]) -> None:
    size = told["slide"]
    click.echo(
        f"{told['file']}: slides of {size['width']} by {size['height']} cm, {counted(len(told['layouts']), 'layout', 'layouts')} "
        f"on {counted(len(told['masters']), 'master', 'masters')}, {counted(told['slides'], 'slide', 'slides')} left behind"
    )
    click.echo("\nLayouts")
    for number, layout in enumerate(told["layouts"], 1):
        roles = f" = {', '.join(layout['roles'])}" if layout["roles"] else ""
        kind = f" ({layout['type']})" if layout["type"] else ""
        click.echo(f"{number:3}. {layout['asked_by']}{kind}{roles}")
        rows = [
            ["    ", each["use"], f"{each['type']} {each['idx']}", ", ".join(f"{v:.1f}" for v in each["box"]) + " cm", f"{each['size']:g} pt", each["name"]]
            for each in layout["placeholders"]
        ]  # fmt: skip
        print_table(rows)
    click.echo("\nRoles")
    for role, each in told["roles"].items():
        lead = "asked for" if each["asked"] else f"score {each['score']:g}, ahead by {each['ahead_by']:g}"
        then = f"; then {', '.join(t['layout'] for t in each['then'][:2])}" if each["then"] else ""
        click.echo(f"{role}: {each['layout']} ({lead}{then})")
        click.echo(f"    {'; '.join(each['reasons'])}")
    colours = ", ".join(f"{role} #{each['rgb']} ({each['from']})" for role, each in told["palette"].items())
    click.echo(f"\nColours: {colours}")
    missing = [each["family"] for each in told["fonts"] if not each["at_hand"]]
    if missing:
        click.echo(
            f"\nNo file to measure with: {', '.join(missing)}; text is measured with a margin, or put files into fonts:"
        )
    if told["flags"]:
        click.echo("\nTo look at")
        for flag in told["flags"]:
            about = f"{flag['about']}: " if flag["about"] else ""
            click.echo(f"- {about}{flag['message']} [{flag['rule']}]")
    if told.get("pictures"):
        click.echo(
            f"\ndrew {told['pictures'][0]} and {counted(len(told['pictures']) - 1, 'layout', 'layouts')} beside it"
        )


@click.command("adopt")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", required=True, help="The brand's name: lower-case letters, digits and single hyphens.")
@project_option
def adopt(file: Path, name: str, project: str) -> None:
    """Make templates/NAME/ from a .potx or .pptx FILE, with a brand.yaml that tells which layout each role has."""
    from builder.brands.template.adoption import adopted_yaml
    from builder.brands.template.report import flags
    from builder.fitting.fonts import has_twin

    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise UsageError(f"'{name}': use lower-case letters, digits and single hyphens")
    folder = Path(project).resolve() / "templates" / name
    if folder.exists():
        raise UsageError(f"{folder} is there already")
    house = _opened(file)
    bound = house.bound()
    stem = re.sub(r"[^\w.-]+", "-", file.stem).strip("-.") or "template"
    kept = f"{stem}{file.suffix.lower() if file.suffix.lower() in TEMPLATES else '.potx'}"
    text = adopted_yaml(house, bound, name, kept)
    folder.mkdir(parents=True)
    try:
        shutil.copyfile(file, folder / kept)
        (folder / "brand.yaml").write_text(text, encoding="utf-8")
    except OSError:
        shutil.rmtree(folder)
        raise
    for flag in flags(house, bound):
        about = f"{flag['about']}: " if flag["about"] else ""
        click.echo(f"note: {about}{flag['message']} [{flag['rule']}]", err=True)
    for family in sorted({holder.levels[0].font for s in house.layouts for holder in (s.title, *s.contents) if holder}):
        if not has_twin(family):
            click.echo(f"note: no file is at hand to measure '{family}' with; text is measured with a margin", err=True)
    click.echo(f"made {folder / 'brand.yaml'}")


@click.command("check")
@click.argument("name")
@json_option
@project_option
def check(name: str, as_json: bool, project: str) -> None:
    """Build every kind's example on the brand NAME and report: what is wrong, and what is not the template's own."""
    import tempfile

    from builder.brands.second_reader import misread
    from builder.checks import verify
    from builder.pipeline.run import Options, build
    from builder.projects.examples import write_examples
    from builder.projects.project import Project

    folder = Project.at(project).brand_folder(name)
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        shutil.copytree(folder, root / "templates" / name)
        write_examples(root, brand=name)
        result = build(["voorbeelden"], root, Options(brands=(name,)))
        found = list(result.findings)
        slides = 0
        departures: dict[str, list[str]] = {}
        for deck in result.decks:
            slides = deck.slides
            if deck.status == "built":
                found += [each for each in verify(deck.file) if each.severity != "info"]
                found += misread(deck.file, deck.slides)
            departures |= {slide: list(own) for slide, own in deck.departures}
    found = [_shown(each) for each in found]
    errors = sum(each.severity == "error" for each in found)
    if as_json:
        print_json(
            {"brand": name, "slides": slides, "departures": departures, "findings": [f.as_json() for f in found]}
        )
    else:
        print_findings(found)
        for slide, own in departures.items():
            click.echo(f"{slide}: {'; '.join(own)}")
        click.echo(
            f"{name}: {counted(slides, 'example', 'examples')}, {counted(errors, 'error', 'errors')}, "
            f"{counted(len(found) - errors, 'warning', 'warnings')}; {counted(len(departures), 'slide', 'slides')} "
            "with something that is not the template's own"
        )
    sys.exit(1 if errors or not result.ok else 0)


def _shown(found: Diagnostic) -> Diagnostic:
    """Name the deck of a finding without the folder that it was built in."""
    from dataclasses import replace

    return replace(found, file=Path(found.file).name) if found.file else found


@click.command("diff")
@click.argument("old")
@click.argument("new")
@json_option
@project_option
def diff(old: str, new: str, as_json: bool, project: str) -> None:
    """Say what the template NEW changes against OLD (files, or brands by name), and which slides that touches."""
    from builder.brands.template.difference import changes
    from builder.brands.template.house import asked_layouts
    from builder.content.yaml_nodes import scalars_of

    (old_file, old_brand), (new_file, new_brand) = _named_or_file(old, project), _named_or_file(new, project)
    before, after = _opened(old_file, old_brand), _opened(new_file, new_brand)
    wanted = old_brand.layouts if old_brand else None
    asked_old = asked_layouts(before, wanted).roles
    meant = (new_brand.layouts if new_brand else None) or wanted
    asked_new = asked_layouts(after, _still_there(meant, after)).roles
    found = changes(before, after, asked_old, asked_new)
    touched = _touched(tuple(dict.fromkeys(role for each in found for role in each.roles)), project)
    lost = [each.text for each in (scalars_of(wanted) if wanted else ()) if each.text not in after.names]
    if as_json:
        print_json({"changes": [each._asdict() for each in found], "slides": touched, "unknown_layouts": lost})
        return
    for each in found:
        click.echo(f"{each.sort}: {each.about + ': ' if each.about else ''}{each.message}")
    for name in lost:
        click.echo(f"brand.yaml names the layout '{name}', which the new template does not have")
    for session, slides in touched.items():
        click.echo(f"touches {counted(len(slides), 'slide', 'slides')} of {session}: {', '.join(slides)}")
    if not found:
        click.echo("nothing that decks are made of has changed")


def _still_there(wanted: Mapping | None, house: House) -> Mapping | None:
    """Return those of the layouts asked for that a template has."""
    from builder.content.yaml_nodes import Mapping

    if wanted is None:
        return None
    kept = {key: node for key, node in wanted.entries.items() if wanted.text(key) in house.names}
    return Mapping(kept, wanted.at, {key: wanted.keys_at[key] for key in kept})


def _touched(roles: tuple[str, ...], project: str) -> dict[str, list[str]]:
    """List, by session, the slides of kinds that ask for roles."""
    from builder.brands.template.difference import kinds_of
    from builder.diagnostics import ContentError
    from builder.projects.project import Project
    from builder.projects.session import load_session

    kinds = kinds_of(roles)
    place = Project.at(project)
    touched: dict[str, list[str]] = {}
    for name in place.session_names() if kinds else ():
        try:
            session = load_session(place.session_folder(name), place)
        except ContentError:
            continue
        slides = [each.id for each in session.slides if each.kind.name() in kinds]
        if slides:
            touched[name] = slides
    return touched


COMMANDS = (inspect, adopt, check, diff)
