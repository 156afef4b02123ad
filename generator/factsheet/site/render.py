"""A page to the HTML of its body, by the templates of the project and of this package."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from factsheet.looks import reveal_signs
from factsheet.site.catalogue import Page
from factsheet.site.drawing import Drawer
from factsheet.site.section import Body
from factsheet.site.shipped import shipped_templates

Templates = Environment
"""Templates by name, whose output is escaped."""

RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""The ranges that Unicode keeps for such letters (DerivedBidiClass.txt), and the mark itself."""

SIGNED = Markup(
    '{}<span class="fs-sign" title="a character that is not what it seems to be">{}</span>'
)


def load_templates(folders: Sequence[Path]) -> Templates:
    """Templates from `folders`, the first that has a file winning, and last from those that are
    shipped.
    """
    templates = Environment(
        loader=FileSystemLoader([*folders, shipped_templates()]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    templates.tests["right_to_left"] = is_right_to_left
    templates.filters["listed"] = list_words
    templates.filters["revealed"] = reveal_text
    drawer = Drawer(lambda: templates.get_template("macros/rows.html").module)
    templates.globals["show_row"] = drawer.show_row
    templates.globals["show_brief"] = drawer.show_brief
    # The same facts make the same bytes: nothing random in templates.
    del templates.filters["random"], templates.globals["lipsum"]
    return templates


def is_right_to_left(text: str) -> bool:
    """Whether any letter of `text` is written from right to left: then its direction, and not that
    of the page, orders its signs.
    """
    return RIGHT_TO_LEFT.search(text) is not None


def list_words(several: Iterable[object]) -> Markup:
    """ "A", "A and B", "A, B and C", each escaped."""
    words = [escape(word) for word in several]
    if len(words) < 2:
        return words[0] if words else Markup()
    return Markup(f"{', '.join(words[:-1])} and {words[-1]}")  # noqa: S704 - escaped above


def reveal_text(text: str) -> Markup:
    """The words of others, escaped, with a sign at each character that nobody sees or that passes
    for another.
    """
    return Markup("").join(
        SIGNED.format(piece, sign) if sign else escape(piece) for piece, sign in reveal_signs(text)
    )


def render_block(templates: Templates, name: str, view: object) -> str:
    """The HTML of a block of facts. The page that it stands in is not found by its words: the
    facts' own pages are.
    """
    return render_template(templates, "sections/block.html", name=name, view=view)


def render_template(templates: Templates, template: str, **values: object) -> str:
    """The HTML of a template by itself; it escapes whatever is not HTML already."""
    return templates.get_template(template).render(**values).strip()


def render_body(templates: Templates, page: Page, body: Body) -> str:
    """The HTML of a page's body; it begins with `<h1`."""
    view = body.view()
    template = templates.get_template(page.template)
    values = {"page": page, "body": body, "view": view.head, "sections": view.sections}
    return template.render(values).strip() + "\n"
