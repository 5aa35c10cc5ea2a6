"""The command line: one command a file, imported when it is called. Only here is anything printed."""

from __future__ import annotations

import gc
import importlib
import sys
import traceback
from pathlib import Path
from typing import Any

import click

from builder.diagnostics import ContentError, UsageError
from builder.storage.program import VERSION

_MODULES = {
    path.stem.removesuffix("_command").replace("_", "-"): path.stem
    for path in sorted(Path(__file__).parent.glob("*_command.py"))
}
COMMANDS = tuple(_MODULES)


class LazyGroup(click.Group):
    """Commands that are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"{__name__}.{_MODULES[cmd_name]}")
        command: click.Command = module.command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from builder.diagnostics import suggest

            hint = suggest(args[0], COMMANDS) if args else ""
            raise click.UsageError(f"{error.message} {hint}".strip(), ctx) from None


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="fandeck")
@click.option("--project", type=click.Path(exists=True, file_okay=False), help="The project's folder; default: here.")
def command(project: str | None) -> None:
    """Make branded PowerPoint decks from a webinar written in YAML."""


def main() -> None:
    """Run the command line and leave: exit 0 done, 1 findings, 2 wrong usage."""
    gc.set_threshold(200_000, 20, 20)  # a short run makes much and frees little
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    code = run()
    gc.freeze()  # the end of the process frees everything: nothing is looked through for what refers to itself
    sys.exit(code)


def run() -> int:
    """Run the command line and give its exit code; no traceback for what a user can mend."""
    try:
        command.main(standalone_mode=False)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        click.echo("stopped", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except UsageError as error:
        click.echo(f"fandeck: {error}", err=True)
        return 2
    except ContentError as error:
        click.echo(str(error), err=True)
        return 1
    except BrokenPipeError:
        return 0
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        click.echo(f"fandeck: {place}{error.strerror or error}", err=True)
        return 1
    except Exception:
        traceback.print_exc()
        return 70
    return 0
