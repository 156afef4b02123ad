"""What a page of the site shows."""

from typing import Any

from factsheet.site.catalogue import Page
from factsheet.site.render import Templates, render_body


def list_sections(page: Page) -> list[tuple[str, str]]:
    """Anchor and title of the sections of a page, in order."""
    return [(one.heading.id, one.heading.title) for one in page.view.sections]


def view_section(page: Page, anchor: str) -> Any:
    """The view of the section of a page whose heading has this anchor; None if it has none."""
    return next((one.view for one in page.view.sections if one.heading.id == anchor), None)


def render_page(templates: Templates, page: Page) -> str:
    """The HTML of the body of a page."""
    return render_body(templates, page, page.make_body())
