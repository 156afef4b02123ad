"""A page to the HTML of its body, by the templates of the project and of this package."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from generator.site import Page


def shipped_templates() -> Path:
    """The templates that come with this package: inside it where it was installed, beside it in a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "site_templates"
    return installed if installed.is_dir() else package.parent / "site_templates"


def make_environment(folders: Sequence[Path]) -> Environment:
    """Templates from `folders`, the first that has a file winning, and last from those that are shipped."""
    environment = Environment(
        loader=FileSystemLoader([*folders, shipped_templates()]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["listed"] = list_words
    # The same facts make the same bytes: nothing random in templates.
    del environment.filters["random"], environment.globals["lipsum"]
    return environment


def list_words(several: Iterable[object]) -> Markup:
    """ "A", "A and B", "A, B and C", each escaped."""
    words = [escape(one) for one in several]
    if len(words) == 1:
        return words[0]
    return Markup(" and ").join(filter(None, [Markup(", ").join(words[:-1]), *words[-1:]]))


def render_page(environment: Environment, page: Page) -> str:
    """The HTML of a page's body; it begins with `<h1`."""
    return environment.get_template(page.template).render(page=page, view=page.view).strip() + "\n"
