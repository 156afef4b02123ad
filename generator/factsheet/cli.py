"""The `factsheet` command."""

import traceback
from typing import Any

import click

from factsheet.commands import say
from factsheet.commands.archive import archive
from factsheet.commands.check import check
from factsheet.commands.coverage import coverage
from factsheet.commands.desk import desk
from factsheet.commands.fetch import fetch
from factsheet.commands.links import links
from factsheet.commands.new import new
from factsheet.commands.rename import rename
from factsheet.commands.snapshot import snapshot
from factsheet.commands.verify import verify

CRASHED = 3
"""The exit code of a command that stops at an error nobody expected. 1 means what the command says
it does, such as that an address is gone.
"""
INTERRUPTED = 130  # as shells say it of a program that SIGINT ends


class Verbs(click.Group):
    """A group of commands that ends with a code of its own when one of them crashes."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
            raise
        except (KeyboardInterrupt, click.Abort):
            say("interrupted", err=True)
            ctx.exit(INTERRUPTED)
        except Exception:
            for line in traceback.format_exc().splitlines():
                say(f"crashed: {line}", err=True)
            ctx.exit(CRASHED)


@click.group(cls=Verbs)
@click.version_option(package_name="factsheet")
def main() -> None:
    """Fact files in YAML, rendered into a site on which every statement leads to its source."""


for command in (check, new, rename, fetch, snapshot, verify, coverage, links, archive, desk):
    main.add_command(command)
