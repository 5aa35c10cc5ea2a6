"""`fandeck brand`: brands."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import click

from builder.cli.brand_gallery import gallery
from builder.cli.brand_templates import COMMANDS
from builder.cli.output import project_option
from builder.diagnostics import ContentError, UsageError

Wrapped = Callable[[Callable[..., None]], Callable[..., None]]


def _choice(token: str, values: str, told: str) -> Wrapped:
    """Return an option for a token of form that takes one of several words."""
    return click.option(f"--{token}", type=click.Choice(values.split()), help=told)


def _measure(token: str, least: float, most: float, told: str) -> Wrapped:
    """Return an option for a token of form in points."""
    return click.option(f"--{token}", type=click.FloatRange(least, most), help=told)


@click.group("brand")
def command() -> None:
    """Make brands and look at them."""


@command.command("new")
@click.argument("name")
@click.option("--primary", required=True, help='The leading colour, such as "#0F4C5C".')
@click.option("--accent", help="The colour that points things out; default: amber, or teal beside warm colours.")
@click.option("--font", required=True, help="The family of running text; one that every Office has.")
@click.option("--heading-font", help="The family of titles; default: the same.")
@click.option("--dark", is_flag=True, help="Light text on a dark ground.")
@_choice("figure", "fan sun steps circle blocks none", "The large drawing; default: fan.")
@_choice("frame", "open rail strip rules plain column", "How an ordinary page is framed; default: open.")
@_measure("margin", 36, 96, "The outer margin in points; default: 45.")
@_choice("title", "start centre", "The side that titles stand at; default: start.")
@_measure("title-size", 24, 40, "The size of titles in points; default: 32.")
@_choice("sections", "full turns band pale page", "What covers and sections stand on; default: full colour.")
@_measure("corners", 0, 24, "The radius of cards' and pictures' corners in points; default: 0.")
@_choice("cards", "tinted outlined", "Cards with a pale ground, or a hairline; default: tinted.")
@_choice("tables", "filled ruled", "A table's head as a bar, or between rules; default: filled.")
@_choice("density", "airy dense", "Large words, or more to a page; default: airy.")
@_choice(
    "pictures", "bleed inset circle", "Over the edge, within the margins, or a circle on sections; default: bleed."
)
@_choice("captions", "below margin", "Captions and sources below, or in a margin; default: below.")
@project_option
def new(
    name: str, primary: str, accent: str | None, font: str, heading_font: str | None, dark: bool, project: str,
    **looks: str | float | None,
) -> None:  # fmt: skip
    """Make templates/NAME/ from design tokens; refused where text would not be readable."""
    from builder.brands.brand import load_brand
    from builder.brands.new_brand import brand_yaml
    from builder.brands.prepare import prepare
    from builder.fitting.fonts import has_twin
    from builder.ooxml.rgb import parse_hex

    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise UsageError(f"'{name}': use lower-case letters, digits and single hyphens")
    folder = Path(project).resolve() / "templates" / name
    if folder.exists():
        raise UsageError(f"{folder} is there already")
    for option, value in (("--primary", primary), ("--accent", accent)):
        if value is not None and parse_hex(value) is None:
            raise UsageError(f'{option} {value}: write six hexadecimal digits, such as "#0F4C5C"')
    asked: dict[str, str | float] = {"figure": "fan", "frame": "open"}
    asked |= {token: value for token, value in looks.items() if value is not None}
    folder.mkdir(parents=True)
    (folder / "brand.yaml").write_text(
        brand_yaml(name, primary, accent, font, heading_font or font, dark, asked), encoding="utf-8"
    )
    try:
        prepare(load_brand(folder, f"templates/{name}"))
    except ContentError:
        (folder / "brand.yaml").unlink()
        folder.rmdir()
        raise
    written = load_brand(folder, f"templates/{name}").fields.design
    if written and parse_hex(primary) != written.primary.rgb:
        click.echo(
            f"note: the primary colour became #{written.primary.rgb}, so that it shows on the dark ground", err=True
        )
    for family in dict.fromkeys((font, heading_font or font)):
        if not has_twin(family):
            click.echo(
                f"warning: no file is at hand to measure '{family}' with; text is measured with a margin", err=True
            )
    click.echo(f"made {folder / 'brand.yaml'}")


for _each in (*COMMANDS, gallery):
    command.add_command(_each)
