"""The folders of a project: where its facts and templates are, and what a host reads of it."""

from collections.abc import Iterable
from pathlib import Path

from factsheet.facts.files import list_files
from factsheet.problems import Problem
from factsheet.site.shipped import shipped_templates

FACTS = "facts"
TEMPLATES = "site_templates"
REPEATED = "FACTSHEET_REPEATED"
"""The variable of the environment that names the file which `factsheet verify --check --repeated`
wrote.
"""


def find_folders(root: Path) -> list[Path]:
    """The folders of templates and assets, the project's own first."""
    return [folder for folder in (root / TEMPLATES, shipped_templates()) if folder.is_dir()]


def find_overrides(root: Path, theme: str | None) -> list[Path]:
    """The folders that override templates of a host's `theme`, the project's own first. None for a
    theme without a name, which is the project's own.
    """
    if not theme:
        return []
    folders = [folder / "hosts" / theme for folder in find_folders(root)]
    return [folder for folder in dict.fromkeys(folders) if folder.is_dir()]


def find_watched(root: Path) -> list[Path]:
    """The folders of the project whose changes make a new site, whether they are there or not."""
    return [root / FACTS, root / TEMPLATES]


def check_folders(root: Path, folders: Iterable[Path]) -> list[Problem]:
    """Check that `folders` of the project `root` hold nothing that a host must not read, and
    `site_templates/` neither.
    """
    listed = dict.fromkeys((root / TEMPLATES, *folders))
    return [problem for folder in listed for problem in list_files(root, folder)[1]]
