"""The command line: one command a file, imported when it is called. Only here is anything printed."""

from __future__ import annotations

import gc
import importlib
import sys
from typing import Any

import click

from builder.diagnostics import ContentError, UsageError
from builder.version import VERSION

COMMANDS = ("brand", "build", "check", "init", "kinds", "schema", "verify")


class LazyGroup(click.Group):
    """Commands that are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"builder.cli.{cmd_name}_command")
        command: click.Command = module.command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from builder.diagnostics import did_you_mean

            hint = did_you_mean(args[0], COMMANDS) if args else ""
            raise click.UsageError(f"{error.message} {hint}".strip(), ctx) from None


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="fandeck")
def command() -> None:
    """Make branded PowerPoint decks from a webinar written in YAML."""


def main() -> None:
    """Run the command line: exit 0 done, 1 findings, 2 wrong usage; no traceback for what a user can mend."""
    gc.set_threshold(100_000, 50, 50)  # a short run makes much and frees little
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        command.main(standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.Abort:
        click.echo("stopped", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except UsageError as error:
        click.echo(f"fandeck: {error}", err=True)
        sys.exit(2)
    except ContentError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(0)
    except OSError as error:
        click.echo(f"fandeck: {error.filename or ''}: {error.strerror or error}", err=True)
        sys.exit(1)
