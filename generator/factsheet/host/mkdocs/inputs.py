"""Everything that a site of MkDocs is made of, if that can be said."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from factsheet.host.mkdocs.files import find_root
from factsheet.pipeline.digests import (
    digest_bytes,
    digest_folder,
    digest_value,
    list_program,
)
from factsheet.pipeline.folders import REPEATED, find_watched

PLUGINS = frozenset({"factsheet", "search", "material/search"})
"""Plugins beside which a page is the same again if what it reads is. Others may look at all pages
together, or at a clock.
"""
EXTENSIONS = frozenset(
    [
        *("abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html"),
        *("meta", "sane_lists", "smarty", "tables", "toc", "wikilinks"),
        *("pymdownx.betterem", "pymdownx.caret", "pymdownx.details", "pymdownx.emoji"),
        *("pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.mark"),
        *("pymdownx.smartsymbols", "pymdownx.superfences", "pymdownx.tabbed"),
        *("pymdownx.tasklist", "pymdownx.tilde"),
    ]
)
"""Extensions of Markdown that read no other file than the page."""

OWN = ("config_file_path", "site_dir")
"""Settings that say where a site is made, not of what."""


def has_known_plugins(config: MkDocsConfig) -> bool:
    """Whether nobody else than we and MkDocs makes anything of the pages."""
    return PLUGINS.issuperset(config.plugins) and not config.hooks


def digest_inputs(config: MkDocsConfig) -> str:
    """A digest of all that the site is made of: settings, facts, templates, hand-written pages and
    the program; "" if Markdown may read more than the pages.
    """
    if not EXTENSIONS.issuperset(config.markdown_extensions):
        return ""
    return digest_value((list(_list_inputs(config)), *list_program()))


def _list_inputs(config: MkDocsConfig) -> Iterator[object]:
    settings = {name: value for name, value in config.items() if name not in OWN}
    yield json.dumps(settings, default=_describe, sort_keys=True)
    folders = [Path(folder) for folder in (config.docs_dir, config.theme.custom_dir) if folder]
    for folder in (*find_watched(find_root(config)), *folders):
        yield digest_folder(folder)
    repeated = Path(os.environ.get(REPEATED, ""))
    yield digest_bytes(repeated.read_bytes()) if repeated.is_file() else ""


def _describe(value: object) -> object:
    """The settings in a part of MkDocs', or the name of a function that settings name."""
    if isinstance(value, BasePlugin):
        return _describe(value.config)
    if isinstance(value, Mapping):
        return dict(value)
    kind = value if hasattr(value, "__qualname__") else type(value)
    return f"{getattr(kind, '__module__', '')}.{getattr(kind, '__qualname__', '')}"
