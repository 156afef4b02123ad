"""The `factsheet` command."""

import click

from generator.commands.archive import archive
from generator.commands.check import check
from generator.commands.coverage import coverage
from generator.commands.fetch import fetch
from generator.commands.links import links
from generator.commands.snapshot import snapshot
from generator.commands.verify import verify


@click.group()
@click.version_option(package_name="factsheet")
def main() -> None:
    """Fact files in YAML, rendered into a site on which every statement leads to its source."""


for command in (check, fetch, snapshot, verify, coverage, links, archive):
    main.add_command(command)
