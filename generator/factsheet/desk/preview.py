"""A statement as the site will show it: by the site's own templates and in its own styles."""

import importlib.util
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from factsheet.facts.corpus import Corpus, StatementAt, list_relations, resolve_ref
from factsheet.pipeline.build import read_styles
from factsheet.site.blocks import view_block
from factsheet.site.render import Templates, render_block, render_template
from factsheet.site.scope import Scope
from factsheet.site.shelf import Shelf
from factsheet.voices.index import Index

ADDRESS = re.compile(r' href="[^"]*"')
"""In a preview nothing leads anywhere: what links name is no page of the desk."""
THEME = "material"
THEME_STYLES = "templates/assets/stylesheets"


def draw_statement(templates: Templates, corpus: Corpus, ref: str) -> str:
    """The row of a statement, as a page of its own."""
    scope = Scope(Shelf(Index(_narrow(corpus, corpus.statements[ref]))), "desk/")
    drawn = render_block(templates, *view_block(scope, f"statement {ref}"))
    return render_template(templates, "desk/row.html", row=ADDRESS.sub("", drawn))


def _narrow(corpus: Corpus, placed: StatementAt) -> Corpus:
    """The facts without the events that a row does not name: what is worked out of all of them
    takes longer than anybody waits while typing.
    """
    homes = dict.fromkeys((placed.record.id, *_list_related(placed)))
    events = {name: event for name in homes if (event := corpus.events.get(name))}
    return replace(corpus, events=events, placed={})


def _list_related(placed: StatementAt) -> Iterator[str]:
    for refs in list_relations(placed.statement).values():
        for ref in refs:
            yield resolve_ref(ref, placed.record.id).partition("#")[0]


def read_site_styles(root: Path) -> str:
    """The stylesheets of the site's pages: the theme's, then the project's."""
    return _read_theme() + read_styles(root)


@cache
def _read_theme() -> str:
    """The stylesheets that Material has for every page; "" without it."""
    spec = importlib.util.find_spec(THEME)
    places = spec.submodule_search_locations if spec else None
    folders = [Path(place) / THEME_STYLES for place in places or ()]
    files = [path for folder in folders for path in sorted(folder.glob("*.min.css"))]
    return "\n".join(path.read_text("utf-8") for path in files)
