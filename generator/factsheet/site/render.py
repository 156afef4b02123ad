"""A page to the HTML of its body, by the templates of the project and of this package."""

import html
from collections.abc import Iterable, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

import factsheet
from factsheet.site.catalogue import Page
from factsheet.site.views import Marker


def shipped_templates() -> Path:
    """The templates that come with this package: inside it where it was installed, beside it in a
    checkout.
    """
    package = Path(factsheet.__file__).resolve().parent
    installed = package / "site_templates"
    return installed if installed.is_dir() else package.parents[1] / "site_templates"


def make_environment(folders: Sequence[Path]) -> Environment:
    """Templates from `folders`, the first that has a file winning, and last from those that are
    shipped.
    """
    environment = Environment(
        loader=FileSystemLoader([*folders, shipped_templates()]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["listed"] = list_words
    environment.filters["cited"] = cite
    environment.filters["isolated"] = isolate
    # The same facts make the same bytes: nothing random in templates.
    del environment.filters["random"], environment.globals["lipsum"]
    return environment


def list_words(several: Iterable[object]) -> Markup:
    """ "A", "A and B", "A, B and C", each escaped."""
    words = [escape(one) for one in several]
    if len(words) == 1:
        return words[0]
    return Markup(" and ").join(filter(None, [Markup(", ").join(words[:-1]), *words[-1:]]))


def isolate(several: Iterable[str]) -> Markup:
    """Names with commas between, so that one written from right to left does not turn its
    neighbours around.
    """
    return Markup(", ").join(Markup("<bdi>{}</bdi>").format(one) for one in several)


def cite(markers: Sequence[Marker]) -> Markup:
    """Citation markers as superscript links, or the word "uncited" where there are none."""
    if not markers:
        return Markup('<span class="fs-uncited">uncited</span>')
    return Markup('<sup class="fs-markers">{}</sup>').format(Markup(" ").join(markers))


def render_block(environment: Environment, name: str, view: object) -> str:
    """The HTML of a block of facts. The page that it stands in is not found by its words: the
    facts' own pages are.
    """
    # An element of its own: where one is left out of the search, Material (9.x) takes the next end
    # tag of the same name for its end, also that of an element within.
    body = environment.get_template(f"sections/blocks/{name}.html").render(view=view).strip()
    return f'<fs-block class="fs-block fs-block-{name}" data-search-exclude>\n{body}\n</fs-block>'


def render_page(environment: Environment, page: Page) -> str:
    """The HTML of a page's body; it begins with `<h1`."""
    view = page.view
    template = environment.get_template(page.template)
    return template.render(page=page, view=view.head, sections=view.sections).strip() + "\n"


def block_notice(line: str) -> str:
    """What stands in the place of a block that cannot be shown, with the reason on a plain line."""
    return f'<p class="fs-problem" role="alert" data-search-exclude>{html.escape(line)}</p>'
