"""The `factsheet` command."""

import click

from factsheet.commands.archive import archive
from factsheet.commands.check import check
from factsheet.commands.coverage import coverage
from factsheet.commands.fetch import fetch
from factsheet.commands.links import links
from factsheet.commands.snapshot import snapshot
from factsheet.commands.verify import verify


@click.group()
@click.version_option(package_name="factsheet")
def main() -> None:
    """Fact files in YAML, rendered into a site on which every statement leads to its source."""


for command in (check, fetch, snapshot, verify, coverage, links, archive):
    main.add_command(command)
