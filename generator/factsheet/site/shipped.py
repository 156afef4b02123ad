"""Where the templates are that come with this package."""

from pathlib import Path

import factsheet


def shipped_templates() -> Path:
    """The templates that come with this package: inside it where it was installed, beside it in a
    checkout.
    """
    package = Path(factsheet.__file__).resolve().parent
    installed = package / "site_templates"
    return installed if installed.is_dir() else package.parents[1] / "site_templates"
