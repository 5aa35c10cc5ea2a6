"""`fandeck translate`: a session's texts for translators, and their catalogs kept up to date."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from builder.cli.output import counted, json_option, print_json, print_table, project_option
from builder.diagnostics import UsageError
from builder.projects.project import Project
from builder.translation.commands import Format, export, extract, load_work, make_pseudo, status, update
from builder.translation.status import Counts, Status

F = TypeVar("F", bound=Callable[..., Any])
FORMATS: tuple[Format, ...] = ("po", "xliff", "xliff-1.2", "tmx")


def _language_option(function: F) -> F:
    return click.option("-l", "--language", "languages", multiple=True, help="A language. Repeatable.")(function)


def _format_option(function: F) -> F:
    return click.option(
        "--format", "form", type=click.Choice(FORMATS), default="po",
        help="po; xliff (2.0) or xliff-1.2 for translation programs; tmx, a memory.",
    )(function)  # fmt: skip


@click.group("translate")
def command() -> None:
    """Translate a session: take out its texts, keep catalogs up to date, see how far they are.

    The texts of SESSION go to locales/SESSION.pot, the translations are in locales/LANG.po beside it. Decks: build -l LANG.
    """


@command.command("extract")
@click.argument("session")
@_language_option
@_format_option
@project_option
@json_option
def extract_command(session: str, languages: tuple[str, ...], form: Format, project: str, as_json: bool) -> None:
    """Write the texts of SESSION to locales/SESSION.pot; with --format xliff, also as XLIFF, with -l as far as translated."""
    place = Project.at(project)
    path, count = extract(session, place)
    written = [path]
    if form != "po":
        if form == "tmx" and not languages:
            raise UsageError("a memory is of one language: name it with -l")
        written += [export(session, place, language, form) for language in languages or ("",)]
    _tell(place, written, as_json, {"texts": count}, counted(count, "text", "texts"))


@command.command("update")
@click.argument("session")
@_language_option
@_format_option
@click.option(
    "--take", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A .po, XLIFF or TMX file to take translations from. Repeatable.",
)  # fmt: skip
@project_option
@json_option
def update_command(
    session: str, languages: tuple[str, ...], form: Format, take: tuple[Path, ...], project: str, as_json: bool
) -> None:
    """Begin catalogs of SESSION, or bring them up to date; without -l, those that are there.

    What did not change is kept. A text that changed keeps its translation, marked fuzzy; what was removed stays at the end of the file.
    """
    place = Project.at(project)
    results = update(session, place, languages, take)
    written = [export(session, place, language, form) for language in results] if form != "po" else []
    told = {
        language: {
            "kept": made.kept,
            "new": made.new,
            "fuzzy": made.fuzzy,
            "found": made.found,
            "obsolete": made.obsolete,
        }
        for language, made in results.items()
    }
    if as_json:
        print_json({"languages": told, "files": [place.named(path) for path in written]})
        return
    names = ("kept", "new", "fuzzy", "found", "obsolete")
    print_table(
        [["", *names], *([language, *(str(counts[name]) for name in names)] for language, counts in told.items())]
    )
    for path in written:
        click.echo(place.named(path))


@command.command("status")
@click.argument("session")
@_language_option
@click.option(
    "--fail-under",
    type=click.IntRange(0, 100),
    default=0,
    metavar="N",
    help="Exit 1 where a language has less than N % translated.",
)
@click.option("-v", "--verbose", is_flag=True, help="Also each slide that is not finished.")
@project_option
@json_option
def status_command(
    session: str, languages: tuple[str, ...], fail_under: int, verbose: bool, project: str, as_json: bool
) -> None:
    """Tell how far the translations of SESSION are: translated, stale, missing, too long, and the words that are left."""
    found = status(session, Project.at(project), languages)
    if as_json:
        print_json({"session": session, "languages": [each.as_data() for each in found]})
    elif not found:
        click.echo("no catalogs yet; fandeck translate update begins one", err=True)
    else:
        _table(found, verbose)
    sys.exit(1 if any(each.whole.percent < fail_under for each in found) or (fail_under and not found) else 0)


def _table(found: list[Status], verbose: bool) -> None:
    head = ["", "%", "texts", "translated", "stale", "missing", "too long", "words left"]
    print_table([head, *([each.language, *_row(each.whole)] for each in found)])
    for each in found if verbose else ():
        for title, parts in (("kind", each.kinds), ("slide", each.slides)):
            open_ = [[name, *_row(counts)] for name, counts in parts.items() if counts.percent < 100 or counts.too_long]
            if open_:
                click.echo()
                print_table([[f"{each.language}: {title}", *head[1:]], *open_])


def _row(counts: Counts) -> list[str]:
    figures = (
        counts.percent,
        counts.texts,
        counts.translated,
        counts.stale,
        counts.missing,
        counts.too_long,
        counts.words_left,
    )
    return [str(figure) for figure in figures]


@command.command("pseudo")
@click.argument("session")
@_language_option
@project_option
@json_option
def pseudo_command(session: str, languages: tuple[str, ...], project: str, as_json: bool) -> None:
    """Make catalogs in pseudo-languages: en-XA, accented and a third longer, and ar-XB, from right to left.

    What is not in them after `build -l en-XA` was not extracted. With -l, letters of that language's script.
    """
    place = Project.at(project)
    made = make_pseudo(session, place, languages)
    _tell(place, made, as_json, {}, counted(len(made), "catalog", "catalogs"))


@command.command("context")
@click.argument("session")
@_language_option
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the pages go; default: output/SESSION/.",
)
@project_option
@json_option
def context_command(session: str, languages: tuple[str, ...], output: Path | None, project: str, as_json: bool) -> None:
    """Write a page for translators: a picture of each slide beside its texts, one page for each language."""
    from builder.pipeline.slide_pictures import slide_pictures
    from builder.translation.picture_pages import write_pages

    place = Project.at(project)
    work = load_work(session, place)
    made = write_pages(work, languages, partial(slide_pictures, work.session), output)
    _tell(place, made, as_json, {}, counted(len(made), "page", "pages"))


def _tell(place: Project, written: list[Path], as_json: bool, more: dict[str, Any], counted_as: str) -> None:
    if as_json:
        print_json({"files": [place.named(path) for path in written], **more})
        return
    for path in written:
        click.echo(place.named(path))
    click.echo(counted_as, err=True)
