"""Rows as finished HTML: each part of a statement is drawn once by its template, and then stands in
the row of every page that shows it.

A template of `macros/rows.html` that only puts finished parts together is drawn once with holes in
their places, and then filled.
"""

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any

from markupsafe import Markup, escape

from factsheet.site.sections.passages import Passage
from factsheet.site.sections.rows import Row

HOLE = re.compile("\0([a-z]+)\0")
"""No text of the facts has such a character: YAML forbids it."""


class Holes:
    """Finished parts that are not there yet."""

    def __getattr__(self, name: str) -> Markup:
        return Markup(f"\0{name}\0")  # noqa: S704 - names of the templates


class Drawer:
    """Draws rows with the macros that `load` returns, as attributes, when first asked for."""

    def __init__(self, load: Callable[[], Any]) -> None:
        self.load = load
        self.patterns: dict[tuple[object, ...], str] = {}
        self.kept: dict[tuple[object, ...], str] = {}

    @cached_property
    def macros(self) -> Any:
        """The macros for rows."""
        return self.load()

    def show_row(self, row: Row, root: str, plain: bool = False) -> Markup:
        """A row, on a page from which `root` leads to that of the site. A `plain` one does not say
        how the statement is told: that stands above it.
        """
        own = bool(row.anchor)
        return self._fill(
            ("row", plain, own, row.alone, row.withdrawn),
            classes=self._draw_classes(row),
            id=self._draw_identity(row.anchor) if own else "",
            says=self._draw_said(row, root, plain),
            anchors=self.macros.anchors(row.former_anchors) if row.former_anchors else "",
            text=row.text,
            permalink=escape(row.permalink),
            aside=self.macros.aside(row) if row.note or row.across or row.withdrawn else "",
            passages=self._draw_passages(row),
            cells=self.macros.cells(row.cells) if row.cells else "",
        )

    def show_brief(self, row: Row, root: str, articles: int) -> Markup:
        """A row without its passages, of a statement that so many `articles` carry."""
        cells = self.macros.cells(row.cells) if row.cells else ""
        return self._fill(
            ("brief",),
            classes=self._keep("classes", row.voices, ()),
            says=self._draw_said(row, root, plain=False),
            text=row.text,
            permalink=escape(row.permalink),
            cells=cells or self._keep("articles", articles),
        )

    def _draw_identity(self, anchor: str) -> Markup:
        return self._fill(("identity",), anchor=escape(anchor))

    def _draw_classes(self, row: Row) -> str:
        return self._keep("classes", row.voices, tuple(cell.sign for cell in row.cells))

    def _draw_said(self, row: Row, root: str, plain: bool) -> str:
        drawn = row.said.drawn.get((plain, row.alone))
        if drawn is None:
            drawn = self.macros.says(row.said, root, plain, row.alone)
            row.said.drawn[plain, row.alone] = drawn
        return drawn

    def _draw_passages(self, row: Row) -> Markup:
        count = len(row.passages)
        drawn = [self._draw_passage(passage) for passage in row.passages]
        if row.more:
            drawn.append(self.macros.more(row))
        return self._fill(
            ("passages", min(count, 3)), count=count + row.more, passages="".join(drawn)
        )

    def _draw_passage(self, passage: Passage) -> Markup:
        quoted, anchors = passage.quoted, passage.anchors
        if quoted.drawn is None:
            quoted.drawn = self.macros.quoted(quoted)
        source = passage.source
        return self._fill(
            ("passage",),
            id=self._draw_identity(anchors[0]) if anchors else "",
            anchors=self.macros.anchors(anchors[1:]) if anchors[1:] else "",
            outlet=self._keep("outlet", passage.mark, source) if source.text else "",
            quoted=quoted.drawn,
        )

    def _keep(self, macro: str, *values: object) -> str:
        """What a macro makes of `values` that come again and again."""
        key = (macro, *values)
        drawn = self.kept.get(key)
        if drawn is None:
            drawn = self.kept[key] = getattr(self.macros, macro)(*values)
        return drawn

    def _fill(self, macro: tuple[object, ...], **parts: object) -> Markup:
        """A macro, given by its name and its flags, with finished `parts` in its holes."""
        pattern = self.patterns.get(macro)
        if pattern is None:
            name, *flags = macro
            drawn = str(getattr(self.macros, str(name))(*flags, Holes()))
            pattern = self.patterns[macro] = HOLE.sub(r"%(\1)s", drawn.replace("%", "%%"))
        return Markup(pattern % parts)  # noqa: S704 - made of templates' output alone
